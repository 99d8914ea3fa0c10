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
