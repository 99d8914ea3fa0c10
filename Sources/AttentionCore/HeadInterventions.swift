/// What was changed about the attention of one head.
public struct HeadInterventions: Equatable, Sendable {
  /// The scores that are not as they were, and how.
  public let changes: [Pair: ScoreChange]
  /// What scores are divided by before softmax.
  public let temperature: Temperature
  /// Whether a token sees only itself and what stands before it.
  public private(set) var isCausal: Bool

  init(changes: [Pair: ScoreChange], temperature: Temperature, isCausal: Bool) {
    self.changes = changes
    self.temperature = temperature
    self.isCausal = isCausal
  }

  /// What stands over the score of `pair`; nothing added and no mask where it was never edited.
  public subscript(pair: Pair) -> ScoreChange { changes[pair] ?? ScoreChange() }

  /// The scores that `query` has after edits and the causal mask, before the temperature.
  ///
  /// - Parameter original: the row of n scores as the source gives them.
  /// - Returns: n scores, −∞ where masked.
  /// - Complexity: O(n).
  public func scores(_ original: [Double], query: Int) -> [Double] {
    original.enumerated().map { key, score in
      if isCausal && key > query { return -.infinity }
      guard let change = changes[Pair(query: query, key: key)] else { return score }
      return change.isMasked ? -.infinity : score + change.added
    }
  }

  /// The same with every token in sight again.
  public var withoutCausalMask: HeadInterventions {
    var copy = self
    copy.isCausal = false
    return copy
  }
}
