/// The heads in which an edit is done.
public enum Scope: Hashable, Comparable, Sendable {
  /// This head alone.
  case head(HeadID)
  /// All heads of this layer.
  case layer(Int)
  /// Every head of every layer.
  case all

  /// Whether an edit of this scope is done in `head`.
  public func reaches(_ head: HeadID) -> Bool {
    switch self {
    case .head(let only): only == head
    case .layer(let layer): layer == head.layer
    case .all: true
    }
  }
}
