/// How strongly a place is coloured, and on which ramp.
public enum Tint: Hashable, Sendable {
  /// A weight, from 0 for none to `Heat.steps` − 1 for the most.
  case heat(Int)
  /// A signed number, from −`Signed.steps` to `Signed.steps`.
  case signed(Int)

  /// No colour at all.
  public static let none = Tint.heat(0)

  /// Every one.
  public static let all =
    (0..<Heat.steps).map(Tint.heat) + (-Signed.steps...Signed.steps).map(Tint.signed)

  /// Whether there is nothing to colour.
  public var isNone: Bool { strength == 0 }

  /// From 0 for none to 1 for the strongest.
  public var strength: Double {
    switch self {
    case .heat(let step): Double(step) / Double(Heat.steps - 1)
    case .signed(let step): Double(abs(step)) / Double(Signed.steps)
    }
  }
}
