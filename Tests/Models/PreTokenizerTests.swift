import Models
import Testing

/// How texts are cut into words.
@Suite struct PreTokenizerTests {
  private func tokens(_ metaspace: String, _ kind: String) throws -> [String] {
    let folder = try TemporaryModel()
    let model =
      kind == "BPE"
      ? #"{"type": "BPE", "unk_token": "?", "vocab": {"?": 0, "a": 1, "_": 2}, "merges": []}"#
      : #"{"type": "Unigram", "unk_id": 0, "vocab": [["?", 0], ["a", -1], ["_", -2]]}"#
    try folder.write(
      "tokenizer.json",
      """
      {"pre_tokenizer": {"type": "Metaspace", "replacement": "_"\(metaspace)}, "model": \(model)}
      """.utf8)
    return try Tokenizer(folder: folder.folder).encode("a a").map(\.token)
  }

  /// Digits in threes, however many there are: a text of them alone is gone through once, where once for
  /// each three would take minutes.
  @Test(.timeLimit(.minutes(1)))
  func manyDigits() throws {
    let folder = try TemporaryModel()
    let pattern =
      #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|"#
      + #"\s*[\r\n]+|\s+(?!\S)|\s+"#
    try folder.write(
      "tokenizer.json",
      """
      {"pre_tokenizer": {"type": "Sequence", "pretokenizers": [
        {"type": "Split", "behavior": "Isolated", "pattern": {"Regex":
         "\(pattern.replacing("\\", with: "\\\\"))"}},
        {"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}]},
       "model": {"type": "BPE", "vocab": {"1": 0, "11": 1, "111": 2}, "merges": ["1 1", "11 1"]}}
      """.utf8)
    let tokenizer = try Tokenizer(folder: folder.folder)
    for count in [1, 2, 3, 4, 5, 6, 7, 1_000_000] {
      let ids = tokenizer.pieces(of: String(repeating: "1", count: count)).map(\.id)
      let rest = count % 3
      #expect(ids == Array(repeating: 2, count: count / 3) + (rest > 0 ? [rest - 1] : []))
    }
  }

  /// Signs before words could become words that get signs.
  @Test func manySteps() throws {
    let folder = try TemporaryModel()
    func open(_ count: Int) throws -> Tokenizer {
      let steps = (0..<count).map { #"{"type": "Metaspace", "replacement": "\#($0 % 2)"}"# }
      try folder.write(
        "tokenizer.json",
        """
        {"pre_tokenizer": {"type": "Sequence", "pretokenizers": [\(steps.joined(separator: ", "))]},
         "model": {"type": "Unigram", "unk_id": 0, "vocab": [["?", 0], ["0", -1], ["1", -1]]}}
        """.utf8)
      return try Tokenizer(folder: folder.folder)
    }
    #expect(try open(8).pieces(of: "0").count <= 256)
    let error = #expect(throws: ModelFileError.self) { try open(9) }
    #expect(error?.reason == "its pre_tokenizer should have at most 8 steps")
  }

  /// As tokenizers 0.23 has it, which refuses what contradicts itself. It refuses an `add_prefix_space`
  /// that is false without a `prepend_scheme` too, which older versions wrote.
  @Test(
    arguments: [
      ("", true), (#", "add_prefix_space": true"#, true), (#", "add_prefix_space": null"#, true),
      (#", "add_prefix_space": false"#, false), (#", "prepend_scheme": "never""#, false),
      (#", "prepend_scheme": "first""#, true),
      (#", "add_prefix_space": true, "prepend_scheme": "never""#, false),
      (#", "add_prefix_space": true, "prepend_scheme": "first""#, true),
      (#", "add_prefix_space": false, "prepend_scheme": "never""#, false),
      (#", "add_prefix_space": false, "prepend_scheme": "always""#, nil),
      (#", "add_prefix_space": false, "prepend_scheme": "first""#, nil),
    ] as [(String, Bool?)], ["BPE", "Unigram"])
  func signsBeforeTexts(metaspace: (said: String, isPut: Bool?), kind: String) throws {
    guard let isPut = metaspace.isPut else {
      let error = #expect(throws: ModelFileError.self) { try tokens(metaspace.said, kind) }
      #expect(error?.reason.contains("but its add_prefix_space is false") == true)
      return
    }
    #expect(try tokens(metaspace.said, kind) == (isPut ? ["_"] : []) + ["a", "_", "a"])
  }
}
