/// A number as JSON has it. Whole ones of 64 bits keep all their digits, which a `Double` would
/// round from 2⁵³ on.
package enum JSONNumber: Equatable, Sendable {
  /// A number that is written with digits alone, `-12`, and fits.
  case whole(Int)
  /// The nearest `Double` to any other: `0.5`, `1e3`, `-0`; finite.
  case real(Double)

  /// The number that `text` spells by JSON's grammar; `nil` for one that is too large.
  init?(_ text: String) {
    if let whole = Int(text), text != "-0" {
      self = .whole(whole)
    } else if let real = Double(text), real.isFinite {
      self = .real(real)
    } else {
      return nil
    }
  }

  /// The whole number that it is, however it is written; `nil` for any other, and from 2⁵³ on for
  /// one that is not written with digits alone, which may have been rounded.
  package var integer: Int? {
    switch self {
    case .whole(let number): number
    case .real(let number): number.magnitude < 0x1p53 ? Int(exactly: number) : nil
    }
  }

  /// The number, rounded where a `Double` has not as many digits.
  package var double: Double {
    switch self {
    case .whole(let number): Double(number)
    case .real(let number): number
    }
  }
}

extension JSONNumber: CustomStringConvertible {
  /// The number as JSON spells it shortest: `3`, `0.5`, `1e+300`.
  package var description: String {
    switch self {
    case .whole(let number): "\(number)"
    case .real(let number): JSONText.shortest(number)
    }
  }
}
