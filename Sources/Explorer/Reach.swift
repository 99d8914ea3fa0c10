import AttentionCore

/// How far an edit reaches from the head that is shown.
public enum Reach: CaseIterable, Sendable {
  /// This head alone.
  case head
  /// All heads of its layer.
  case layer
  /// Every head of every layer.
  case all

  /// The heads that an edit made at `head` is done in.
  public func scope(at head: HeadID) -> Scope {
    switch self {
    case .head: .head(head)
    case .layer: .layer(head.layer)
    case .all: .all
    }
  }

  /// The next wider one; the narrowest after the widest.
  var next: Reach {
    switch self {
    case .head: .layer
    case .layer: .all
    case .all: .head
    }
  }
}
