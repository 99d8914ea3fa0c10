import AttentionCore

extension Scope {
  /// A scope as the command line and sentence files write it: `L3H1`, `L3` or `all`; `nil` where it is
  /// none.
  init?(written text: String) {
    if text == "all" {
      self = .all
      return
    }
    guard text.first == "L" else { return nil }
    let numbers = text.dropFirst().split(separator: "H", omittingEmptySubsequences: false)
      .map { $0.allSatisfy { ("0"..."9").contains($0) } ? Int($0) : nil }
    switch (numbers.count, numbers.first ?? nil, numbers.last ?? nil) {
    case (1, let layer?, _): self = .layer(layer)
    case (2, let layer?, let head?): self = .head(HeadID(layer: layer, index: head))
    default: return nil
    }
  }

  /// As it is written.
  var written: String {
    switch self {
    case .head(let head): "L\(head.layer)H\(head.index)"
    case .layer(let layer): "L\(layer)"
    case .all: "all"
    }
  }
}
