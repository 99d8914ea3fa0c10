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
