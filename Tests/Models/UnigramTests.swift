import Foundation
import Models
import Testing

/// Unigram beside the tokenizers library.
@Suite struct UnigramTests {
  /// 244 texts, ordinary and hostile: cut at white space, and at blanks alone with bytes for what is
  /// unknown.
  @Test(arguments: ["xlm-roberta", "camembert"])
  func tokens(name: String) throws {
    try TokenizerReference.check(
      Tokenizer(folder: Fixture.path("encoders/" + name)), "unigram/\(name).jsonl", count: 244)
  }

  private func tokenizer(
    _ vocabulary: String, unknown: String = "0",
    rest: String = #""pre_tokenizer": {"type": "Metaspace", "prepend_scheme": "never"},"#
  ) throws -> Tokenizer {
    let folder = try TemporaryModel()
    try folder.write(
      "tokenizer.json",
      """
      {\(rest) "model": {"type": "Unigram", "unk_id": \(unknown), "vocab": \(vocabulary)}}
      """.utf8)
    return try Tokenizer(folder: folder.folder)
  }

  /// The sum of the logarithms decides, not how long a piece is; of equal ones the first found.
  @Test func theMostProbableWay() throws {
    let tokenizer = try tokenizer(
      #"[["<unk>", 0], ["ab", -5], ["a", -1], ["b", -2], ["abc", -9], ["c", -3]]"#)
    #expect(tokenizer.pieces(of: "abc").map(\.token) == ["a", "b", "c"])
    #expect(tokenizer.pieces(of: "ab").map(\.token) == ["a", "b"])
  }

  /// Ten less than the least score; neighbours are one.
  @Test func whatIsUnknownIsOneToken() throws {
    let tokenizer = try tokenizer(#"[["<unk>", 0], ["a", -1], ["xyz", -40]]"#)
    #expect(tokenizer.pieces(of: "axya").map(\.id) == [1, 0, 1])
    #expect(tokenizer.pieces(of: "axya").map(\.scalars) == [0..<1, 1..<3, 3..<4])
    #expect(tokenizer.pieces(of: "xyz").map(\.id) == [2])
    #expect(tokenizer.unknown == 0)
    #expect(tokenizer.text(of: 99) == "<99>")
  }

  @Test func longTextsTakeLittleTime() throws {
    let tokenizer = try LanguageModel(folder: Fixture.path("encoders/xlm-roberta")).tokenizer
    let tokens = tokenizer.pieces(of: String(repeating: "aAbcé", count: 20_000))
    #expect(tokens.last?.scalars.upperBound == 100_000)
  }

  @Test(arguments: [
    (#"[["a"]]"#, "0", "", "vocab[0] should be a token and its score"),
    (#"[["a", "b"]]"#, "0", "", "vocab[0] should be a token and its score"),
    (#"[["a", 0, 1]]"#, "0", "", "vocab[0] should be a token and its score"),
    ("[[]]", "0", "", "vocab[0] should be a token and its score"),
    (#"[["a", 0]]"#, "1", "", "its model's unk_id should be the number of a token"),
    ("[]", "null", "", "has a vocabulary without tokens"),
    (#"{"a": 0}"#, "null", "", "its model's vocab should be an array of tokens, each with its"),
    ("null", "null", "", "its model's vocab should be an array of tokens, each with its score"),
    (
      #"[["a", 0]]"#, "0", #""pre_tokenizer": {"type": "ByteLevel"},"#,
      "its pre_tokenizer is ByteLevel, which can be read for BPE alone"
    ),
    (
      #"[["a", 0]]"#, "0",
      #""post_processor": {"type": "RobertaProcessing", "sep": ["a", 0], "cls": ["b", 7]},"#,
      "the cls of its post_processor should be a token and its number"
    ),
  ])
  func whatIsWrongIsNamed(vocabulary: String, unknown: String, rest: String, reason: String) throws
  {
    do {
      _ = try tokenizer(vocabulary, unknown: unknown, rest: rest)
      Issue.record("opened")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }

  /// Tries whose nodes lead out of the file, and texts that are none.
  @Test func brokenMapsReplaceNothing() throws {
    func map(_ units: [UInt32], _ texts: [UInt8]) -> CharacterMap? {
      var bytes = withUnsafeBytes(of: UInt32(units.count * 4).littleEndian) { Array($0) }
      for unit in units { withUnsafeBytes(of: unit.littleEndian) { bytes += $0 } }
      return CharacterMap(encoded: Data(bytes + texts).base64EncodedString())
    }
    let far = try #require(map([0x3f_ffff << 10], [0x61, 0]))
    #expect(far.replacement(for: "a".utf8) == nil)
    // a → the text at 9, which is not there; then at 0, which is.
    let leaf: UInt32 = 1 << 10 | 1 << 8 | 0x61
    var units = [UInt32](repeating: 0, count: 0x70)
    units[0] = 1 << 10
    units[0x60] = leaf
    units[0x61] = 1 << 31 | 9
    #expect(try #require(map(units, [0x62, 0])).replacement(for: "a".utf8) == nil)
    units[0x61] = 1 << 31
    #expect(try #require(map(units, [0x62, 0])).replacement(for: "ax".utf8) == ["b"])
    #expect(try #require(map(units, [0x62, 0])).replacement(for: "x".utf8) == nil)
    let long = [UInt8](repeating: 0x62, count: 64)
    #expect(
      try #require(map(units, long + [0])).replacement(for: "a".utf8)?.count == long.count)
    #expect(map(units, long + [0x62, 0]) == nil)
    #expect(map(units, [0x62, 0] + long + [0x62]) == nil)
    #expect(map([], []) == nil)
    #expect(map([0], [0xff]) == nil)
    #expect(CharacterMap(encoded: "?") == nil)
    #expect(CharacterMap(encoded: "/////w==") == nil)
  }
}
