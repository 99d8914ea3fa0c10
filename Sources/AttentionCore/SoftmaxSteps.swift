import Glibc

/// Softmax of a row of scores with what it computes on the way: powers and their sum.
public struct SoftmaxSteps: Equatable, Sendable {
  /// The largest of the n scores, which is subtracted from each before it is divided by the
  /// temperature, so that nothing overflows; −∞ where all are masked.
  public let largest: Double
  /// exp of what is left of each, from 0 to 1; all 0 where all are masked.
  public let powers: [Double]
  /// The sum of these, which each is divided by; 0 where all are masked.
  public let denominator: Double

  /// - Parameter scores: n scores, finite or −∞.
  /// - Complexity: O(n).
  public init(_ scores: [Double], temperature: Temperature) {
    let largest = scores.max() ?? -.infinity
    self.largest = largest
    powers = scores.map { largest > -.infinity ? exp(($0 - largest) / temperature.value) : 0 }
    denominator = powers.reduce(0, +)
  }
}
