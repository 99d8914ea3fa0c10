/// How many columns a terminal gives a character: 2 for East Asian wide ones and emoji, else 1
/// (Unicode Standard Annex #11). Where a terminal thinks otherwise nothing shifts, because every
/// token is drawn from a column of its own. Signs, boxes and blocks are told without a look-up.
public func displayWidth(of character: Character) -> Int {
  guard let scalar = character.unicodeScalars.first, scalar.value >= 0x1100,
    !(0x2000...0x2319 ~= scalar.value || 0x2400...0x25FC ~= scalar.value)
  else { return 1 }
  return scalar.properties.isEmojiPresentation || wide.contains { $0 ~= scalar.value } ? 2 : 1
}

/// The columns of a text.
public func displayWidth(of text: String) -> Int {
  text.reduce(0) { $0 + displayWidth(of: $1) }
}

private let wide: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
  0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
  0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
]
