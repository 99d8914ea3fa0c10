import RandomText

/// Text by the numbers of its scalars, `U+1F469,U+200D,U+1F4BB`, so that any of it stands in a word.
enum ScalarNames {
  static func name(_ text: String) -> String {
    text.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }
      .joined(separator: ",")
  }

  static func text(_ name: some StringProtocol) -> String {
    let scalars = name.split(separator: ",").compactMap { part in
      UInt32(part.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// What somebody may paste.
  static func randomPaste(using random: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: "{\"sentence\": \"the bank\", \"query\": 1}\n{\"tokens\": [\"a\"], \"scores\": [1e300]}"
    case 1: "a quick sentence\nanother one with a q"
    default: randomText(length: Int.random(in: 0...40, using: &random), using: &random)
    }
  }
}
