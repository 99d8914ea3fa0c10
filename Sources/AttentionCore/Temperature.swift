import Glibc

/// What scores are divided by before softmax: below 1 sharpens the weights towards one winner,
/// above 1 flattens them towards uniform.
public struct Temperature: Equatable, Sendable {
  /// The number itself.
  public let value: Double

  /// No change: scores are used as they are.
  public static let one = Temperature(unchecked: 1)

  /// The temperatures that make sense: beyond them weights are one winner or uniform anyway.
  public static let range = 0.001...1000.0

  /// A temperature, or `nil` where `value` is not in `range`.
  public init?(_ value: Double) {
    guard Self.range.contains(value) else { return nil }
    self.value = value
  }

  private init(unchecked value: Double) { self.value = value }

  /// The next lower step of 2^(k/4); none below 2⁻⁵.
  public var lower: Temperature {
    value <= exp2(-5) ? self : step((4 * log2(value) - 1e-9).rounded(.up) - 1)
  }

  /// The next higher step of 2^(k/4); none above 2⁵.
  public var higher: Temperature {
    value >= exp2(5) ? self : step((4 * log2(value) + 1e-9).rounded(.down) + 1)
  }

  private func step(_ quarter: Double) -> Temperature {
    Temperature(unchecked: exp2(min(max(quarter, -20), 20) / 4))
  }
}
