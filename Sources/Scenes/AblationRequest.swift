import AttentionCore

/// An ablation as it is written on the command line and in sentence files, `L23H4[:zero|mean][@TOKEN]`,
/// before it is known which token it names.
public struct AblationRequest: Equatable, Sendable {
  /// The heads whose output is replaced.
  public let scope: Scope
  /// What takes its place.
  public let ablation: Ablation
  /// The token at which it is: a word, or an index from 0; `nil` is at every one.
  public let token: String?

  /// An ablation as a request that names its token by its index.
  public init(_ target: Ablation.Target, _ ablation: Ablation) {
    scope = target.scope
    self.ablation = ablation
    token = target.token.map(String.init)
  }

  /// Reads an ablation.
  ///
  ///     try AblationRequest("L23H4")
  ///     try AblationRequest("L23:mean@is")
  ///
  /// - Throws: `WrongEdit`, which says what is wrong and what would be right.
  public init(_ text: String) throws(WrongEdit) {
    let wrong = { (reason: String) in WrongEdit(text, reason, of: "ablation") }
    let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let scope = Scope(written: parts[0]), parts.count <= 2 else {
      throw wrong("is not HEAD[:zero|mean][@TOKEN], such as L23H4, L23 or L23H4:mean@is")
    }
    switch parts.count == 2 ? parts[1] : "zero" {
    case "zero": ablation = .zero
    case "mean": ablation = .mean
    default: throw wrong("puts “\(parts[1])” in the place of the output; it must be zero or mean")
    }
    if halves.count == 2, halves[1].isEmpty { throw wrong("names no token after the @") }
    self.scope = scope
    token = halves.count == 2 ? String(halves[1]) : nil
  }

  /// As it is written: `L23H4:zero@4`.
  public var text: String {
    "\(scope.written):\(ablation.name)" + (token.map { "@" + $0 } ?? "")
  }
}
