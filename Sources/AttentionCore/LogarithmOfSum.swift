import Glibc

/// T · ln Σ exp(s / T): the one score that weighs as much as all of `scores` together. −∞ where
/// there are none, or all are masked.
///
/// - Complexity: O(n).
func logarithmOfSum(_ scores: ArraySlice<Double>, temperature: Temperature) -> Double {
  guard let largest = scores.max(), largest.isFinite else { return scores.max() ?? -.infinity }
  let sum = scores.reduce(0) { $0 + exp(($1 - largest) / temperature.value) }
  return largest + temperature.value * log(sum)
}
