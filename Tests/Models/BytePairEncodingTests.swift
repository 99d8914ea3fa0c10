import Foundation
import Models
import Testing

/// Byte-pair encoding beside the tokenizers library.
@Suite struct BytePairEncodingTests {
  @Test func theBundledModelsTokens() throws {
    try TokenizerReference.check(
      bundledLanguageModel.get().tokenizer, "bpe-smollm2.jsonl", count: 244)
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
    try TokenizerReference.check(
      Tokenizer(folder: folder.folder), "byte-pairs/\(name).jsonl", count: 120)
  }

  /// The same vocabulary in other files.
  @Test func vocabularyAndMergesInFilesOfTheirOwn() throws {
    let whole = try Tokenizer(folder: Fixture.path("decoders/gpt2"))
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
    let parts = try Tokenizer(folder: folder.folder, tokenizerClass: "GPT2Tokenizer")
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
    let tokenizer = try Tokenizer(folder: Fixture.path("decoders/llama2-sp"))
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
    (
      #"{"pre_tokenizer": {"type": "Whitespace"}, "model": {"type": "BPE", "vocab": {}, "merges": []}}"#,
      "its pre_tokenizer has a part Whitespace"
    ),
    (
      #"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}"#,
      "its pre_tokenizer should end with ByteLevel, or blanks become ▁"
    ),
    (
      #"{"pre_tokenizer": {"type": "Metaspace", "replacement": "__"}, "model": {"type": "BPE", "vocab": {}}}"#,
      "the replacement of its Metaspace should be one character"
    ),
    (
      #"{"pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "x"}, "model": {"type": "BPE"}}"#,
      "its Metaspace has the prepend_scheme x; only always, first and never can be read"
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
      _ = try Tokenizer(folder: folder.folder)
      Issue.record("opened")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }
}
