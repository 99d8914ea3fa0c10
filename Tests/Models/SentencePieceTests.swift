import Foundation
import Models
import RandomText
import Testing

/// Folders with a SentencePiece file alone, beside SentencePiece and transformers.
@Suite struct SentencePieceTests {
  private let folder: TemporaryModel

  init() throws {
    folder = try TemporaryModel()
  }

  private func tokenizer(
    _ model: String, named name: String = "tokenizer.model", settings: String = "{}",
    tokenizerClass: String? = "LlamaTokenizer"
  ) throws -> Tokenizer {
    try folder.write(name, Fixture.data("sentencepieces/\(model).model"))
    try folder.write("tokenizer_config.json", settings.utf8)
    return try Tokenizer(folder: folder.folder, tokenizerClass: tokenizerClass)
  }

  /// What a decoder's tokenizer makes of random texts in every script.
  @Test(arguments: ["bpe", "bpe-unknown", "unigram", "unigram-bytes"])
  func decoders(model: String) throws {
    let tokenizer = try tokenizer(model)
    let lines = try Fixture.data("sentencepieces/\(model).jsonl")
      .split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 60)
    for line in lines {
      let expected = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
      let (text, ids) = (expected["text"] as? String ?? "", expected["ids"] as? [Int] ?? [])
      let tokens = tokenizer.encode(text)
      #expect(tokens.map(\.id) == [1] + ids, "\(text)")
      #expect(tokens.allSatisfy { $0.scalars.upperBound <= text.unicodeScalars.count }, "\(text)")
    }
  }

  /// These have tokens of their own before those of the file.
  @Test(arguments: [
    ("xlm-roberta", "XLMRobertaTokenizer"), ("camembert", "CamembertTokenizerFast"),
  ])
  func encoders(name: String, tokenizerClass: String) throws {
    try TokenizerReference.check(
      tokenizer(
        "unigram", named: "sentencepiece.bpe.model",
        settings: #"{"tokenizer_class": "\#(tokenizerClass)"}"#),
      "sentencepieces/\(name).jsonl", count: 61)
  }

  @Test func whatOtherFilesSay() throws {
    let both = try tokenizer("bpe", settings: #"{"add_eos_token": true}"#)
    #expect(both.encode("a").map(\.token) == ["<s>", "▁", "a", "</s>"])
    let none = try tokenizer(
      "bpe",
      settings: #"""
        {"add_bos_token": false, "added_tokens_decoder": {"540": {"content": "<pad>"}}}
        """#)
    #expect(none.vocabulary.count == 541)
    #expect(none.encode("a<pad>").map(\.id).last == 540)
    #expect(none.encode("a<pad>").first?.token == "▁")
    #expect(none.text(of: none.encode("a")[0].id) == " ")
    #expect(none.bytes(of: none.encode("東")[1].id) == [0xe6])
  }

  /// Their families say what their configurations and settings don't.
  @Test(arguments: [
    ("decoders/llama2-sp", "tokenizer.model", "bpe", 1),
    ("encoders/xlm-roberta", "sentencepiece.bpe.model", "unigram", 0),
    ("encoders/camembert", "sentencepiece.bpe.model", "unigram", 5),
  ])
  func modelsWithNothingElse(source: String, name: String, model: String, first: Int) throws {
    for file in ["config.json", "model.safetensors"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.folder + "/" + file,
        withDestinationPath: Fixture.path("\(source)/\(file)"))
    }
    try folder.write(name, Fixture.data("sentencepieces/\(model).model"))
    let opened = try LanguageModel(folder: folder.folder)
    let tokens = opened.tokenizer.encode("a bank")
    #expect(tokens.first?.id == first)
    #expect(tokens.count > 2)
    #expect(opened.tokenizer.text(of: tokens[1].id).hasPrefix(" "))
  }

  @Test(arguments: ["T5Tokenizer", nil])
  func otherClassesAreRefused(name: String?) throws {
    let error = #expect(throws: ModelFileError.self) {
      try tokenizer("unigram", named: "spiece.model", tokenizerClass: name)
    }
    #expect(error?.file == folder.folder + "/spiece.model")
    #expect(error?.reason.contains("save it as tokenizer.json") == true)
  }

  /// A file that ends anywhere, or has other bytes, is read or refused.
  @Test func brokenFiles() throws {
    let whole = [UInt8](try Fixture.data("sentencepieces/unigram.model"))
    var random = SeededGenerator(seed: 8)
    func open(_ bytes: [UInt8]) throws {
      let path = try folder.write("tokenizer.model", bytes)
      let tokenizer: Tokenizer
      do {
        tokenizer = try Tokenizer(folder: folder.folder, tokenizerClass: "LlamaTokenizer")
      } catch {
        #expect(error.file == path && error.reason.count > 5)
        return
      }
      #expect(tokenizer.encode("naïve ﬁ 東").allSatisfy { $0.id < tokenizer.vocabulary.count })
    }
    for length in stride(from: 0, to: whole.count, by: 37) { try open(Array(whole[..<length])) }
    for _ in 0..<300 {
      var broken = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        broken[Int.random(in: 0..<broken.count, using: &random)] =
          UInt8.random(in: 0...255, using: &random)
      }
      try open(broken)
    }
  }

  /// Each place in each token would be looked at as one where two others meet.
  @Test func manyLongTokens() throws {
    func write(_ count: UInt8) throws {
      var bytes: [UInt8] = [0x12, 0x02, 0x18, 0x02]
      for number in 0..<count {
        // 1000 bytes in a field of 1003.
        bytes += [0x0a, 0xeb, 0x07, 0x0a, 0xe8, 0x07, 0x21 + number / 64, 0x21 + number % 64]
        bytes += Array(repeating: 0x61, count: 998)
      }
      try folder.write("tokenizer.model", bytes)
    }
    let open = { try Tokenizer(folder: folder.folder, tokenizerClass: "LlamaTokenizer") }
    try write(200)
    #expect(try open().vocabulary.count == 200)
    try write(201)
    let error = #expect(throws: ModelFileError.self) { try open() }
    #expect(error?.reason.hasPrefix("has so many long tokens") == true)
  }

  @Test(
    arguments: [
      ([0x0a, 0x7f], "is no tokenizer as SentencePiece writes it"),
      ([0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "is no tokenizer"),
      ([0x12, 0x02, 0x18, 0x01], "has a vocabulary without tokens"),
      ([0x0a, 0x03, 0x0a, 0x01, 0xff], "is no tokenizer"),
      ([0x0a, 0x03, 0x0a, 0x01, 0x61, 0x12, 0x02, 0x18, 0x03], "has a model of the kind 3"),
      ([0x0a, 0x03, 0x0a, 0x01, 0x61, 0x1a, 0x02, 0x28, 0x00], "does not put ▁"),
      ([0x0a, 0x03, 0x0a, 0x01, 0x61, 0x1a, 0x03, 0x12, 0x01, 0x61], "has a precompiled_charsmap"),
    ] as [([UInt8], String)])
  func whatIsWrongIsNamed(bytes: [UInt8], reason: String) throws {
    try folder.write("tokenizer.model", bytes)
    let error = #expect(throws: ModelFileError.self) {
      try Tokenizer(folder: folder.folder, tokenizerClass: "LlamaTokenizer")
    }
    #expect(error?.reason.hasPrefix(reason) == true, "\(String(describing: error))")
  }
}
