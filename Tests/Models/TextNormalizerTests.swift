import Foundation
import Models
import Testing

/// Normalizers beside the tokenizers library.
@Suite struct TextNormalizerTests {
  /// A tokenizer with this normalizer whose tokens are bytes: it shows a text's normal form.
  private static func tokenizer(_ normalizer: String) throws -> Tokenizer {
    let bytes = (0..<256).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return "\"<0x\(byte < 16 ? "0" : "")\(digits)>\": \(byte)"
    }
    let folder = try TemporaryModel()
    try folder.write(
      "tokenizer.json",
      """
      {"normalizer": \(normalizer), "model": {"type": "BPE", "byte_fallback": true, "merges": [],
       "vocab": {\(bytes.joined(separator: ", "))}}}
      """.utf8)
    return try Tokenizer(folder: folder.folder)
  }

  /// Random texts in every script, 20 for each of 18 normalizers.
  @Test func normalFormsAndWhereTheyComeFrom() throws {
    var tokenizers: [String: Tokenizer] = [:]
    let lines = try Fixture.data("normalizers.jsonl").split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 360)
    for line in lines {
      let expected = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
      let normalizer = String(
        decoding: try JSONSerialization.data(
          withJSONObject: #require(expected["normalizer"]), options: .sortedKeys), as: UTF8.self)
      let tokenizer = try tokenizers[normalizer] ?? Self.tokenizer(normalizer)
      tokenizers[normalizer] = tokenizer
      let text = try #require(expected["text"] as? String)
      let tokens = tokenizer.encode(text)
      let bytes = tokens.map {
        $0.id < 16 ? "0\(String($0.id, radix: 16))" : String($0.id, radix: 16)
      }
      #expect(bytes.joined() == expected["bytes"] as? String, "\(normalizer) of \(text)")
      #expect(
        tokens.map { [$0.scalars.lowerBound, $0.scalars.upperBound] }
          == expected["offsets"] as? [[Int]], "\(normalizer) of \(text)")
    }
  }

  /// A form of a form is itself, and what is composed is the composition of what is decomposed.
  @Test(arguments: ["NFC", "NFD", "NFKC", "NFKD"])
  func formsOfForms(form: String) throws {
    let once = try Self.tokenizer(#"{"type": "\#(form)"}"#)
    let others = [
      "NFC": ["NFD"], "NFD": ["NFC"], "NFKC": ["NFD", "NFC", "NFKD"], "NFKD": ["NFKC"],
    ]
    for other in [form] + (others[form] ?? []) {
      let twice = try Self.tokenizer(
        #"{"type": "Sequence", "normalizers": [{"type": "\#(other)"}, {"type": "\#(form)"}]}"#)
      let blocks = [
        0..<0x3400, 0xa640..<0xac40, 0xf900..<0x11400, 0x1d000..<0x1f300, 0x2f800..<0x2fa40,
      ]
      for block in blocks.joined() where block % 64 == 0 {
        let scalars = (block..<block + 64).compactMap { Unicode.Scalar(UInt32($0)) }
        let text = String(String.UnicodeScalarView(scalars))
        #expect(
          twice.pieces(of: text).map(\.id) == once.pieces(of: text).map(\.id), "\(form) \(block)")
      }
    }
  }

  private static func sequence(_ parts: [String]) -> String {
    #"{"type": "Sequence", "normalizers": [\#(parts.joined(separator: ", "))]}"#
  }

  private static func replacing(_ text: String, by other: String) -> String {
    #"{"type": "Replace", "pattern": {"String": "\#(text)"}, "content": "\#(other)"}"#
  }

  /// A text that many parts could make so long that no memory holds it.
  @Test func normalizersThatLetTextsGrow() throws {
    let doubling = Self.replacing("a", by: "aa")
    let six = try Self.tokenizer(Self.sequence(Array(repeating: doubling, count: 6)))
    #expect(six.pieces(of: "a").count == 64)
    // ﷺ is 18 characters in two of the normal forms, and ` ` is among them.
    let hidden = [Self.replacing(" ", by: "\u{fdfa}"), #"{"type": "NFKC"}"#]
    let broken = [
      Array(repeating: doubling, count: 40),
      Array(repeating: Self.sequence([doubling]), count: 7),
      Array(repeating: hidden, count: 20).flatMap(\.self),
      Array(repeating: #"{"type": "Prepend", "prepend": "a"}"#, count: 7),
      [Self.replacing("ab", by: String(repeating: "c", count: 130))],
      Array(repeating: #"{"type": "BertNormalizer"}"#, count: 4),
      Array(repeating: #"{"type": "Lowercase"}"#, count: 257),
    ]
    for parts in broken {
      let error = #expect(throws: ModelFileError.self) {
        try Self.tokenizer(Self.sequence(parts))
      }
      #expect(error?.reason.contains("should make at most 64 characters of one") == true)
    }
    for parts in [hidden, Array(repeating: Self.replacing("aa", by: "a b"), count: 6)] {
      _ = try Self.tokenizer(Self.sequence(parts))
    }
    let shorter = Array(repeating: Self.replacing("abc", by: "ab"), count: 100)
    #expect(try Self.tokenizer(Self.sequence(shorter)).pieces(of: "abcc").count == 2)
  }

  @Test(arguments: [
    (#"{"type": "ByteLevel"}"#, "its normalizer has a part ByteLevel; only"),
    (
      #"{"type": "Precompiled", "precompiled_charsmap": "AAAA"}"#, "is no trie with texts behind it"
    ),
    (#"{"type": "Replace", "pattern": {"Regex": "a|b"}, "content": ""}"#, "a pattern of its own"),
    (#"{"type": "Sequence", "normalizers": [{}]}"#, "its normalizer has a part nameless; only"),
  ])
  func whatCannotBeReadIsNamed(normalizer: String, reason: String) {
    let error = #expect(throws: ModelFileError.self) { try Self.tokenizer(normalizer) }
    #expect(error?.reason.contains(reason) == true)
  }
}
