import Foundation
import Models
import Testing

/// Byte-pair encoding beside the tokenizers library.
@Suite struct BytePairEncodingTests {
  private struct Reference: Decodable {
    let text: String
    let ids: [Int]
    let tokens: [String]
    let offsets: [[Int]]
  }

  private func check(_ tokenizer: any Tokenizer, _ file: String) throws {
    let lines = String(decoding: try Fixture.data(file), as: UTF8.self).split(separator: "\n")
    #expect(lines.count > 100)
    for line in lines {
      let expected = try JSONDecoder().decode(Reference.self, from: Data(line.utf8))
      let tokens = tokenizer.encode(expected.text)
      #expect(tokens.map(\.id) == expected.ids, "\(expected.text)")
      #expect(tokens.map(\.token) == expected.tokens, "\(expected.text)")
      #expect(
        tokens.map { [$0.scalars.lowerBound, $0.scalars.upperBound] } == expected.offsets,
        "\(expected.text)")
    }
  }

  @Test func theBundledModelsTokens() throws {
    try check(bundledLanguageModel.get().tokenizer, "bpe-smollm2.jsonl")
  }

  /// Texts in every script, with contractions, digits, white space, control characters and tokens
  /// written out.
  @Test(arguments: [
    "gpt2", "gpt2-trimmed", "gpt2-digits", "llama3-gqa-scaled", "qwen2", "qwen2-added",
    "sp-prepend", "sp-bytes-added", "sp-metaspace-first", "sp-metaspace-split", "sp-unknown",
    "sp-some-bytes", "sp-nothing",
  ])
  func otherTokens(name: String) throws {
    let folder = try TemporaryModel()
    try folder.write("tokenizer.json", try Fixture.data("byte-pairs/\(name).json"))
    try check(BytePairEncoding(folder: folder.folder), "byte-pairs/\(name).jsonl")
  }

  /// The same vocabulary in other files.
  @Test func vocabularyAndMergesInFilesOfTheirOwn() throws {
    let whole = try BytePairEncoding(folder: Fixture.path("decoders/gpt2"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Fixture.data("decoders/gpt2/tokenizer.json"))
        as? [String: Any])
    let model = try #require(json["model"] as? [String: Any])
    let merges = try #require(model["merges"] as? [[String]])
    let folder = try TemporaryModel()
    try folder.write("vocab.json", JSONSerialization.data(withJSONObject: model["vocab"] as Any))
    try folder.write(
      "merges.txt",
      ("#version: 0.2\n" + merges.map { $0.joined(separator: " ") + "\n" }.joined()).utf8)
    let parts = try BytePairEncoding(folder: folder.folder)
    for text in ["The trophy wouldn't fit.<|endoftext|> 12\t 東京 🏳️‍🌈", "", "\u{0}\u{7f}", "  a  "] {
      #expect(parts.encode(text) == whole.encode(text))
    }
    #expect(parts.vocabulary.count == whole.vocabulary.count)
  }

  @Test func aTokenMayBeHalfACharacter() throws {
    let tokenizer = try bundledLanguageModel.get().tokenizer
    let tokens = tokenizer.encode("⁗")
    #expect(tokens.count > 1 && tokens.allSatisfy { $0.scalars == 0..<1 })
    #expect(tokens.map { tokenizer.text(of: $0.id) }.joined().hasPrefix("<0xE2>"))
    #expect(tokenizer.text(of: tokenizer.encode(" Paris")[0].id) == " Paris")
    #expect(tokenizer.text(of: 1_000_000) == "<1000000>")
  }

  /// What SentencePiece's tokens stand for: a blank for ▁, a byte for its name.
  @Test func charactersAndBytesAsText() throws {
    let tokenizer = try BytePairEncoding(folder: Fixture.path("decoders/llama2-sp"))
    let tokens = tokenizer.encode("The trophy! ⁗")
    #expect(tokens.map(\.token).prefix(2) == ["<s>", "▁The"])
    #expect(tokenizer.text(of: tokens[1].id) == " The")
    #expect(tokenizer.bytes(of: tokens[1].id) == Array(" The".utf8))
    let bytes = tokens.dropFirst().flatMap { tokenizer.bytes(of: $0.id) }
    #expect(String(decoding: bytes, as: UTF8.self) == " The trophy! ⁗")
    #expect(tokenizer.text(of: try #require(tokens.last).id) == "<0x97>")
    #expect(tokenizer.text(of: tokens[0].id) == "<s>")
    #expect(tokenizer.words.map { tokenizer.text(of: $0) }.contains(" trophy"))
  }

  @Test func longTextsTakeLittleTime() throws {
    let tokenizer = try bundledLanguageModel.get().tokenizer
    let text = String(repeating: "aAbc", count: 20_000)
    let tokens = tokenizer.encode(text)
    #expect(tokens.last?.scalars.upperBound == 80_000)
  }

  @Test(arguments: [
    (#"{"model": {"type": "Unigram", "vocab": []}}"#, "has a SentencePiece tokenizer (Unigram)"),
    (#"{"model": {"type": "WordPiece", "vocab": {}}}"#, "has a WordPiece model; only BPE"),
    (
      #"{"normalizer": {"type": "Lowercase"}, "model": {"type": "BPE", "vocab": {}, "merges": []}}"#,
      "its normalizer is Lowercase; only NFC, Prepend and Replace can be read"
    ),
    (
      #"{"pre_tokenizer": {"type": "Whitespace"}, "model": {"type": "BPE", "vocab": {}, "merges": []}}"#,
      "its pre_tokenizer has a part Whitespace"
    ),
    (
      #"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}"#,
      "its pre_tokenizer should end with ByteLevel, or blanks become ▁"
    ),
    (
      #"{"pre_tokenizer": {"type": "Metaspace", "replacement": "_"}, "model": {"type": "BPE", "vocab": {}}}"#,
      "puts _ for blanks; only ▁ can be read"
    ),
    (
      #"{"pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "x"}, "model": {"type": "BPE"}}"#,
      "its prepend_scheme is x; it should be always, never or first"
    ),
    (
      #"{"normalizer": {"type": "Replace", "pattern": {"Regex": "a+"}, "content": "b"}, "model": {"type": "BPE"}}"#,
      "its normalizer replaces something else than one character"
    ),
    (
      #"{"model": {"type": "BPE", "byte_fallback": true, "unk_token": "<unk>", "vocab": {"a": 0}}}"#,
      "its unk_token is <unk>, which its vocabulary lacks"
    ),
    (
      #"{"model": {"type": "BPE", "vocab": {"a": "b"}}}"#, "the number of the token \"a\" should be"
    ),
    (
      #"{"model": {"type": "BPE", "vocab": {}, "merges": ["ab"]}}"#,
      "merges[0] should be two tokens"
    ),
    (
      #"{"pre_tokenizer": {"type": "ByteLevel"}, "model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a b"]}}"#,
      "merges \"a\" and \"b\" (merge 0), which its vocabulary lacks"
    ),
    (
      #"{"pre_tokenizer": {"type": "Split", "pattern": {"Regex": "x"}, "behavior": "Isolated"}, "model": {"type": "BPE", "vocab": {}}}"#,
      "its pre_tokenizer cuts at a pattern of its own"
    ),
  ])
  func otherKindsAreRefused(json: String, reason: String) throws {
    let folder = try TemporaryModel()
    try folder.write("tokenizer.json", json.utf8)
    do {
      _ = try BytePairEncoding(folder: folder.folder)
      Issue.record("opened")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }

  @Test func aFolderWithoutATokenizer() throws {
    let folder = try TemporaryModel()
    #expect(throws: ModelFileError.self) { try BytePairEncoding(folder: folder.folder) }
    try folder.write("tokenizer.model", "x".utf8)
    do {
      _ = try BytePairEncoding(folder: folder.folder)
    } catch {
      #expect("\(error)".contains("is a SentencePiece tokenizer"))
    }
  }
}
