import Models

/// What the heads of the heads view are measured by, and in the list sorted by.
public enum HeadOrder: Hashable, CaseIterable, Sendable {
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
  /// How much the head follows a pattern, whatever the sentence, the most first.
  case pattern(HeadPattern)

  /// All of them, in the order in which a person goes through them.
  public static let allCases: [HeadOrder] =
    [.place, .selected, .entropy, .previous, .next, .first, .itself, .change]
    + HeadPattern.allCases.map(HeadOrder.pattern)

  /// The order after it; the first after the last.
  ///
  /// - Parameters:
  ///   - measures: whether it has to measure something else.
  ///   - patterns: whether the patterns of the heads are known.
  package func following(measures: Bool, patterns: Bool) -> HeadOrder {
    let all = Self.allCases.filter { order in
      // The entropy is what heads in their places are measured by.
      if measures, order == .entropy { return self == .entropy }
      if case .pattern = order { return patterns || order == self }
      return true
    }
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + 1) % all.count]
  }
}
