/// Random numbers that are the same in every run (SplitMix64, Steele et al. 2014).
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// A generator whose numbers `seed` decides.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A text with letters of many scripts, and with all that a file may hold to do harm.
public func randomText(length: Int, using random: inout SeededGenerator) -> String {
  let palette = Array(
    "abcXYZ 019 '’\"\\/éßñПривет東京はひカ한글שלוםहिन्दी🙂👩\u{200D}💻\0\u{1B}\u{7F}\u{9B}\n\r\t\u{202E}\u{200B}\u{3164}\u{301}\u{FE0F}\u{2028}\u{FEFF}\u{E000}\u{FFFF}\u{10FFFF}"
      .unicodeScalars)
  var text = String.UnicodeScalarView()
  for _ in 0..<length {
    if Int.random(in: 0..<4, using: &random) == 0,
      let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random))
    {
      text.append(scalar)
    } else {
      text.append(palette[Int.random(in: palette.indices, using: &random)])
    }
  }
  return String(text)
}
