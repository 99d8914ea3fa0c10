import Glibc

/// A colour as a screen mixes it (sRGB).
public struct RGB: Hashable, Sendable {
  /// How much there is of each, from 0 to 255.
  public let red, green, blue: UInt8

  /// The colour that is mixed like this.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour with this number, such as `0xFFAF00`.
  public init(hexadecimal number: UInt32) {
    red = UInt8(truncatingIfNeeded: number >> 16)
    green = UInt8(truncatingIfNeeded: number >> 8)
    blue = UInt8(truncatingIfNeeded: number)
  }

  /// The colour that xterm shows for a place of its palette of 256. From 16 on these are the same in
  /// every terminal (a cube of 6 × 6 × 6, then 24 greys); the first 16 a person may change.
  public init(index: UInt8) {
    switch index {
    case 0..<16: self = Self.first[Int(index)]
    case 16..<232:
      let place = Int(index) - 16
      self.init(
        red: Self.levels[place / 36], green: Self.levels[place / 6 % 6],
        blue: Self.levels[place % 6])
    default:
      let grey = 8 + 10 * (index - 232)
      self.init(red: grey, green: grey, blue: grey)
    }
  }

  /// Red, green and blue as light, from 0 to 1, without the curve that sRGB stores them on.
  public var linear: (red: Double, green: Double, blue: Double) {
    func light(_ value: UInt8) -> Double {
      let part = Double(value) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return (light(red), light(green), light(blue))
  }

  /// How bright it is, from 0 for black to 1 for white (relative luminance, WCAG 2.2).
  public var luminance: Double {
    let light = linear
    return 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
  }

  /// How clearly one is seen on the other: from 1 for the same to 21 for black on white; text wants
  /// 4.5, and what is larger 3 (WCAG 2.2).
  public func contrast(with other: RGB) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// As HTML and SVG write it: `#ffaf00`.
  public var hexadecimal: String {
    let number = Int(red) << 16 | Int(green) << 8 | Int(blue)
    let digits = String(number, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let first: [RGB] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ].map(RGB.init(hexadecimal:))
}
