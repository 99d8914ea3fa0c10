/// What terminals say of their background.
extension Theme.Background {
  /// Whether a background of this colour, each part from 0 to 1, wants lighter or darker text.
  public init(red: Double, green: Double, blue: Double) {
    let byte = { (share: Double) in UInt8((min(1, max(0, share)) * 255).rounded()) }
    let color = RGB(red: byte(red), green: byte(green), blue: byte(blue))
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
}
