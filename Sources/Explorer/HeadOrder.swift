/// What the heads of the heads view are sorted by.
public enum HeadOrder: CaseIterable, Sendable {
  /// Layer and head.
  case place
  /// The weight on the selected token, the most first.
  case selected
  /// The entropy of the query's row, the least first.
  case entropy
  /// The weight on the token before the query, after it, on the sentence's first token, and on the
  /// query itself, the most first.
  case previous, next, first, itself

  /// The order after it; the first after the last.
  package var following: HeadOrder {
    let all = Self.allCases
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + 1) % all.count]
  }
}
