/// What one query does: a score and a weight for every key.
public struct AttentionRow: Equatable, Sendable {
  /// The token that attends, counted from 0.
  public let query: Int
  /// n scores after edits and masks, before the temperature; −∞ where masked.
  public let scores: [Double]
  /// n weights, each at least 0, summing to 1 but for rounding (to 0 where all is masked).
  public let weights: [Double]

  /// The row of `query` once `adjustments` are applied to the scores that a source gives.
  ///
  /// - Complexity: O(n).
  public init(query: Int, original: [Double], adjustments: HeadAdjustments) {
    self.query = query
    scores = adjustments.scores(original, query: query)
    weights = softmax(scores, temperature: adjustments.temperature)
  }

  /// Σα as computed, not as it should be.
  public var sum: Double { weights.reduce(0, +) }

  /// Whether every weight is at least 0, as computed.
  public var isNonNegative: Bool { weights.allSatisfy { $0 >= 0 } }

  /// How spread the weights are: −Σ α ln α, in nats. 0 for one winner, ln n for n equal weights.
  public var entropy: Double { AttentionCore.entropy(weights) }
}
