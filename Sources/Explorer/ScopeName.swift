import AttentionCore

extension Scope {
  /// The heads of the scope, as the screen says it: `L3·H1`, `L3, all heads`, `every head`.
  public var name: String {
    switch self {
    case .head(let head): head.description
    case .layer(let layer): "L\(layer), all heads"
    case .all: "every head"
    }
  }
}
