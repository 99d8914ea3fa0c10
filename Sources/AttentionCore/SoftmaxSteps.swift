import Glibc

/// Softmax of a row of scores with what it computes on the way: quotients, powers, their sum.
public struct SoftmaxSteps: Equatable, Sendable {
  /// The n scores divided by the temperature; −∞ where masked.
  public let quotients: [Double]
  /// The largest of them, which is subtracted from each so that no power overflows; −∞ where all are
  /// masked.
  public let largest: Double
  /// exp of what is left of each, from 0 to 1; all 0 where all are masked.
  public let powers: [Double]
  /// The sum of these, which each is divided by; 0 where all are masked.
  public let denominator: Double

  /// - Parameter scores: n scores, finite or −∞.
  /// - Complexity: O(n).
  public init(_ scores: [Double], temperature: Temperature) {
    let quotients = scores.map { $0 / temperature.value }
    let largest = quotients.max() ?? -.infinity
    self.quotients = quotients
    self.largest = largest
    powers = quotients.map { largest > -.infinity ? exp($0 - largest) : 0 }
    denominator = powers.reduce(0, +)
  }
}
