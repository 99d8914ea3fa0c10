/// The weights that a row of scores gives: exp(sᵢ / T) divided by the sum of all of them.
///
///     softmax([0, 0])               // [0.5, 0.5]
///     softmax([1, -.infinity])      // [1, 0]
///
/// The largest score is subtracted first, so nothing overflows, and adding one number to every
/// score changes nothing as long as the sums themselves are exact.
///
/// What it does at the edges:
/// - a score of −∞ is **masked**: its weight is exactly 0;
/// - a row that is masked everywhere attends to nothing: every weight is 0, and they sum to 0;
/// - scores of +∞ share the whole weight equally, the limit of growing without bound;
/// - a NaN anywhere makes every weight NaN, because no other answer would be true;
/// - an empty row has no weights.
///
/// - Parameters:
///   - scores: a row of n scores.
///   - temperature: what the scores are divided by first.
/// - Returns: n weights, each at least 0, summing to 1 but for rounding.
/// - Complexity: O(n).
public func softmax(_ scores: [Double], temperature: Temperature = .one) -> [Double] {
  guard !scores.contains(where: \.isNaN) else {
    return Array(repeating: .nan, count: scores.count)
  }
  let largest = scores.max() ?? -.infinity
  guard largest > -.infinity else { return Array(repeating: 0, count: scores.count) }
  guard largest < .infinity else {
    let winners = scores.count { $0 == .infinity }
    return scores.map { $0 == .infinity ? 1 / Double(winners) : 0 }
  }
  let steps = SoftmaxSteps(scores, temperature: temperature)
  return steps.powers.map { $0 / steps.denominator }
}
