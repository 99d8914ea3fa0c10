/// What terminals say of their background.
extension Theme.Background {
  /// Whether a background of this colour wants lighter or darker text.
  public init(_ color: RGB) {
    let black = RGB(red: 0, green: 0, blue: 0)
    let white = RGB(red: 255, green: 255, blue: 255)
    self = color.contrast(with: black) > color.contrast(with: white) ? .light : .dark
  }

  /// What the environment variable COLORFGBG says, such as `15;0` or `0;default;15`: the last of its
  /// numbers is the background's place among the first 16 colours.
  ///
  /// - Returns: `nil` where it does not say.
  public init?(environment value: String) {
    guard let last = value.split(separator: ";", omittingEmptySubsequences: false).dropFirst().last,
      let index = UInt8(last), index < 16
    else { return nil }
    // Palettes differ; these are light in all of them.
    self = index == 7 || index > 8 ? .light : .dark
  }

  /// What a terminal answers when it is asked for its background (OSC 11), between `ESC ] 11 ;` and
  /// the end: `rgb:rrrr/gggg/bbbb`, with one to four hexadecimal digits for each (XParseColor).
  ///
  /// - Returns: `nil` for anything else.
  public init?(answer: String) {
    let parts = answer.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "rgb" || parts[0] == "rgba" else { return nil }
    let numbers = parts[1].split(separator: "/", omittingEmptySubsequences: false).map(Self.channel)
    guard numbers.count == (parts[0] == "rgb" ? 3 : 4), let red = numbers[0],
      let green = numbers[1], let blue = numbers[2]
    else { return nil }
    self.init(RGB(red: red, green: green, blue: blue))
  }

  /// A number of one to four digits as a part of the largest that it could be.
  private static func channel(_ digits: Substring) -> UInt8? {
    guard 1...4 ~= digits.utf8.count, digits.allSatisfy(\.isHexDigit),
      let number = Int(digits, radix: 16)
    else { return nil }
    let most = 1 << (4 * digits.utf8.count) - 1
    return UInt8((number * 255 + most / 2) / most)
  }
}
