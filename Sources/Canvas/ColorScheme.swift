/// The colours of a theme, as places in a palette of 256, 16 or 8 colours.
///
/// Text has a contrast of 4.5 at least with the background. Along each ramp the contrast rises, also
/// for those who don't see red, green or blue.
struct ColorScheme {
  let accent, query: UInt8
  let faint, word, done, problem: Look
  /// From no weight to the most: one hue, so that it reads as more and less and not as kinds.
  let heat: [UInt8]
  /// Signed numbers: none, and from little to much on either side. Violet and orange are what no common
  /// colour blindness confuses, and neither is the ramp's blue.
  let zero: Look
  let negative, positive: [UInt8]
  /// Black and white.
  let extremes: (UInt8, UInt8)

  /// Black or white, whichever is easier to read on `ground`.
  func text(on ground: UInt8) -> UInt8 {
    let color = RGB(index: ground)
    let (black, white) = extremes
    let isBlack = color.contrast(with: RGB(index: black)) > color.contrast(with: RGB(index: white))
    return isBlack ? black : white
  }

  /// The colour of what is not nothing on either side of 0.
  func color(of tint: Tint) -> UInt8 {
    switch tint {
    case .heat(let step): return heat[step * heat.count / Heat.steps]
    case .signed(let step):
      let side = step < 0 ? negative : positive
      return side[max(0, abs(step) - 1) * side.count / Signed.steps]
    }
  }

  static let dark = ColorScheme(
    accent: 75, query: 214, faint: Look(text: 245), word: Look(text: 183), done: Look(text: 78),
    problem: Look(text: 203, isBold: true), heat: [24, 26, 32, 38, 80, 123, 231],
    zero: Look(text: 240), negative: [60, 97, 135, 141], positive: [94, 136, 208, 215],
    extremes: (16, 231))

  static let light = ColorScheme(
    accent: 25, query: 130, faint: Look(text: 241), word: Look(text: 91), done: Look(text: 29),
    problem: Look(text: 160, isBold: true), heat: [153, 111, 68, 25, 19, 18, 17],
    zero: Look(text: 251), negative: [140, 98, 91, 54], positive: [215, 172, 166, 130],
    extremes: (16, 231))

  // What a person's palette has for the first 16 colours is not known; these hold in xterm's and in
  // the Linux console's. Bright black is not among them: in some palettes it is the background.

  static let darkSixteen = ColorScheme(
    accent: 14, query: 11, faint: Look(isDim: true), word: Look(text: 13), done: Look(text: 2),
    problem: Look(text: 9, isBold: true), heat: [4, 12, 6, 14, 15], zero: Look(isDim: true),
    negative: [4, 12, 14], positive: [1, 3, 11], extremes: (0, 15))

  static let lightSixteen = ColorScheme(
    accent: 4, query: 5, faint: Look(isDim: true), word: Look(text: 4, isUnderlined: true),
    done: Look(text: 0, ground: 2), problem: Look(text: 15, ground: 1, isBold: true),
    heat: [6, 12, 4, 0], zero: Look(isDim: true), negative: [6, 12, 4], positive: [3, 1],
    extremes: (0, 15))

  static let darkEight = ColorScheme(
    accent: 6, query: 3, faint: Look(isDim: true), word: Look(isUnderlined: true),
    done: Look(text: 0, ground: 2), problem: Look(text: 7, ground: 1, isBold: true),
    heat: [4, 6, 7],
    zero: Look(isDim: true), negative: [4, 6], positive: [1, 3], extremes: (0, 7))

  static let lightEight = ColorScheme(
    accent: 4, query: 5, faint: Look(isDim: true), word: Look(isUnderlined: true),
    done: Look(text: 0, ground: 2), problem: Look(text: 7, ground: 1, isBold: true),
    heat: [6, 4, 0], zero: Look(isDim: true), negative: [6, 4], positive: [3, 1],
    extremes: (0, 7))
}
