import Foundation
import Models
import Testing

/// How case, accents and ideographs are treated, as the files of a folder say.
@Suite struct TokenizerSettingsTests {
  private struct Reference: Decodable {
    let text: String
    let ids: [Int]
    let tokens: [String]
    let offsets: [[Int]]
  }

  @Test(arguments: [
    "cased", "cased-stripped", "uncased-accents", "cased-ideographs", "uncased", "cased-added",
    "raw",
  ])
  func everyReferenceText(name: String) throws {
    let tokenizer = try WordPiece(folder: Fixture.path("tokenizers/" + name))
    let lines = try Fixture.data("tokenizers/\(name)/expected.jsonl")
      .split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 38)
    for line in lines {
      let reference = try JSONDecoder().decode(Reference.self, from: line)
      let pieces = tokenizer.encode(reference.text)
      #expect(pieces.map(\.id) == reference.ids, "\(reference.text)")
      #expect(
        pieces.map { Array($0.token.utf8) } == reference.tokens.map { Array($0.utf8) },
        "\(reference.text)")
      #expect(
        pieces.map { [$0.scalars.lowerBound, $0.scalars.upperBound] } == reference.offsets,
        "\(reference.text)")
    }
  }

  private func tokens(
    _ text: String, settings: String?, normalizer: String?
  ) throws -> [String] {
    let model = try TemporaryModel()
    try model.write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\na\nA\n\u{e4}\n\u{c4}\n".utf8)
    if let settings { try model.write("tokenizer_config.json", settings.utf8) }
    if let normalizer {
      try model.write(
        "tokenizer.json", #"{"normalizer":{"type":"BertNormalizer",\#(normalizer)}}"#.utf8)
    }
    return try WordPiece(folder: model.folder).pieces(of: text).map(\.token)
  }

  @Test(arguments: [
    (nil, nil, "a"), ("{}", nil, "a"), (#"{"do_lower_case":null}"#, nil, "a"),
    (#"{"do_lower_case":false}"#, nil, "\u{c4}"),
    (nil, #""lowercase":false"#, "\u{c4}"), ("{}", #""lowercase":false"#, "\u{c4}"),
    (#"{"do_lower_case":true}"#, #""lowercase":false"#, "a"),
    (#"{"do_lower_case":false}"#, #""lowercase":true"#, "\u{c4}"),
    (#"{"do_lower_case":false}"#, #""strip_accents":true"#, "\u{c4}"),
    (nil, #""lowercase":false,"strip_accents":true"#, "A"),
    (nil, #""lowercase":true,"strip_accents":false"#, "\u{e4}"),
    (#"{"strip_accents":true}"#, #""lowercase":false"#, "A"),
    (#"{"strip_accents":false}"#, nil, "\u{e4}"),
  ])
  func whoeverSaysItFirst(settings: String?, normalizer: String?, token: String) throws {
    let found = try tokens("\u{c4}", settings: settings, normalizer: normalizer)
    #expect(found.map { Array($0.utf8) } == [Array(token.utf8)])
  }

  @Test(arguments: [
    (#"{"do_lower_case":"yes"}"#, "its do_lower_case should be true, false or null"),
    (#"{"strip_accents":1}"#, "its strip_accents should be true, false or null"),
    (#"{"tokenize_chinese_chars":[]}"#, "its tokenize_chinese_chars should be true, false or null"),
    ("[]", "the settings must be an object {…}, not an array"),
    ("{", "the text ends where a key in quotation marks must stand"),
    (
      #"{"strip_accents":true,"strip_accents":false}"#,
      "\"strip_accents\" is given twice; keep one of them"
    ),
    (
      #"{"a":\#(String(repeating: "[", count: 100_000))"#,
      "column 70 is nested deeper than the 64 levels it may have"
    ),
  ])
  func brokenSettings(content: String, reason: String) throws {
    let model = try TemporaryModel()
    let path = try model.write("tokenizer_config.json", content.utf8)
    #expect(throws: ModelFileError(file: path, line: 1, reason: reason)) {
      try WordPiece(folder: model.folder)
    }
  }

  @Test func settingsThatAreTooLong() throws {
    let model = try TemporaryModel()
    let path = try model.write("tokenizer_config.json", [0x7b])
    #expect(truncate(path, 4 << 30) == 0)
    #expect(
      throws: ModelFileError(
        file: path, reason: "is 4294967296 bytes long; at most 10000000 are allowed")
    ) { try WordPiece(folder: model.folder) }
  }
}
