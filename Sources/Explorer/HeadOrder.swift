/// What the heads of the heads view are measured by, and in the list sorted by.
public enum HeadOrder: CaseIterable, Sendable {
  /// Sorted by layer and head, measured by the entropy.
  case place
  /// The weight on the selected token, the most first.
  case selected
  /// The entropy of the query's row, the least first.
  case entropy
  /// The weight on the token before the query, after it, on the sentence's first token, and on the
  /// query itself, the most first.
  case previous, next, first, itself
  /// How much weight the edits moved, ½ Σ |α − α before|, the most first.
  case change

  /// The order after it; the first after the last.
  package var following: HeadOrder {
    let all = Self.allCases
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + 1) % all.count]
  }

  /// The next order that measures something else.
  package var followingMeasure: HeadOrder {
    // The entropy is what heads in their places are measured by.
    following == .entropy ? following.following : following
  }
}
