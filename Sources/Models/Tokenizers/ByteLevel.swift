/// Bytes as the characters that byte-level vocabularies spell them with: those that can be seen stand
/// for themselves, the others for characters from U+0100 on (a blank is Ġ). Source: OpenAI, GPT-2,
/// encoder.py.
enum ByteLevel {
  /// The character of each byte.
  static let characters: [Unicode.Scalar] = {
    var next: UInt32 = 0x100
    return (0...255).map { (byte: UInt32) in
      let isSeen = 0x21...0x7e ~= byte || 0xa1...0xac ~= byte || 0xae...0xff ~= byte
      defer { if !isSeen { next += 1 } }
      return Unicode.Scalar(isSeen ? byte : next) ?? "?"
    }
  }()

  private static let bytes: [Unicode.Scalar: UInt8] = Dictionary(
    uniqueKeysWithValues: characters.enumerated().map { ($1, UInt8($0)) })

  /// The bytes that `spelling` spells; `nil` where a character of it stands for none.
  static func bytes(_ spelling: String) -> [UInt8]? {
    var all: [UInt8] = []
    for character in spelling.unicodeScalars {
      guard let byte = bytes[character] else { return nil }
      all.append(byte)
    }
    return all
  }

  /// The text that `bytes` are; those that are no whole character each as `<0xE2>`.
  static func text(_ bytes: [UInt8]) -> String {
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
      let length = [1, 2, 3, 4].first { length in
        length <= rest.count && String(validating: rest.prefix(length), as: UTF8.self) != nil
      }
      if let length {
        text += String(decoding: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
      } else {
        text += spelledOut(first)
        rest = rest.dropFirst()
      }
    }
    return text
  }

  /// `byte` as `<0xE2>`, which is how SentencePiece spells the token of one.
  static func spelledOut(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "<0x\(digits.count < 2 ? "0" : "")\(digits)>"
  }
}
