/// What one query does: a score and a weight for every key.
public struct AttentionRow: Equatable, Sendable {
  /// The token that attends, counted from 0.
  public let query: Int
  /// n scores after edits and masks, before the temperature; −∞ where masked.
  public let scores: [Double]
  /// n weights, each at least 0, summing to 1 but for rounding (to 0 where all is masked).
  public let weights: [Double]
  /// The weight on tokens that are not among the n: 0 unless some were left out.
  public let unshown: Double
  /// How spread the weights are: −Σ α ln α, in nats. 0 for one winner, ln n for n equal weights.
  public let entropy: Double

  /// The row of `query` once `interventions` are applied to the scores that a source gives.
  ///
  /// - Complexity: O(n).
  public init(query: Int, original: [Double], interventions: HeadInterventions) {
    self.query = query
    scores = interventions.scores(original, query: query)
    weights = softmax(scores, temperature: interventions.temperature)
    unshown = 0
    entropy = AttentionCore.entropy(weights)
  }

  /// The rows of the tokens that make up one query, as one row over groups of keys: weights on the
  /// keys of a group are summed, those of the queries averaged. What no group holds is hidden.
  ///
  /// A group's score is the mean over the queries of T · ln Σ exp(s / T) over its keys: for one
  /// query, softmax of these gives the summed weights, but for what is hidden. The entropy is the
  /// mean of the rows' own.
  ///
  /// - Parameters:
  ///   - rows: at least one row of n keys.
  ///   - groups: m groups of keys, each within 0..<n.
  ///   - query: the place that the query has among the groups.
  /// - Complexity: O(rows · n).
  public init(
    joining rows: [AttentionRow], groups: [Range<Int>], query: Int, temperature: Temperature
  ) {
    let share = 1 / Double(rows.count)
    let mean = { (number: (AttentionRow) -> Double) in rows.reduce(0) { $0 + number($1) * share } }
    self.query = query
    weights = groups.map { group in mean { row in row.weights[group].reduce(0, +) } }
    scores = groups.map { group in
      group.count == 1
        ? mean { $0.scores[group.lowerBound] }
        : mean { logarithmOfSum($0.scores[group], temperature: temperature) }
    }
    unshown =
      groups.reduce(0) { $0 + $1.count } == rows[0].weights.count
      ? 0 : max(0, mean(\.sum) - weights.reduce(0, +))
    entropy = mean(\.entropy)
  }

  private init(
    query: Int, scores: [Double], weights: [Double], unshown: Double, entropy: Double
  ) {
    (self.query, self.scores, self.weights) = (query, scores, weights)
    (self.unshown, self.entropy) = (unshown, entropy)
  }

  /// Its scores with weights that lie between those of `former` and its own: none is below 0, and they
  /// sum to 1 where both do. Itself where the rows differ in length.
  ///
  /// - Parameter share: how much of them is its own, from 0 to 1.
  /// - Complexity: O(n).
  public func mixed(with former: AttentionRow, share: Double) -> AttentionRow {
    guard former.weights.count == weights.count, former != self else { return self }
    let mix = { (former: Double, own: Double) in former + (own - former) * share }
    return AttentionRow(
      query: query, scores: scores, weights: zip(former.weights, weights).map(mix),
      unshown: mix(former.unshown, unshown), entropy: mix(former.entropy, entropy))
  }

  /// Σα as computed, not as it should be; what is hidden counts.
  public var sum: Double { weights.reduce(unshown, +) }

  /// Whether every weight is at least 0, as computed.
  public var isNonNegative: Bool { weights.allSatisfy { $0 >= 0 } }

  /// The weights divided by their own sum, as if nothing else were there; all 0 where they are.
  public var renormalized: [Double] {
    let sum = weights.reduce(0, +)
    return sum > 0 ? weights.map { $0 / sum } : weights
  }
}
