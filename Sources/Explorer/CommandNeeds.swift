extension Command {
  /// What a command has to know of the sentence before it can be carried out.
  enum Needs {
    /// Nothing that must be computed.
    case nothing
    /// The query's row before anything was changed.
    case original
    /// The query's row and the attention as they stand.
    case analysis
  }

  /// What this command looks at.
  var looksAt: Needs {
    switch self {
    case .nudge, .toggleMask: .original
    case .selectHeaviest, .selectBestHead, .weigh: .analysis
    default: .nothing
    }
  }
}
