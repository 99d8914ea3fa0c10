import Foundation
import Models
import Testing

/// How case, accents and ideographs are treated, as the files of a folder say.
@Suite struct TokenizerSettingsTests {
  @Test(arguments: [
    "cased", "cased-stripped", "uncased-accents", "cased-ideographs", "raw", "unsaid", "generic",
    "file-added", "lines-file", "lines-decoder", "lines-added", "lines-special",
  ])
  func everyReferenceText(name: String) throws {
    try TokenizerReference.check(
      Tokenizer(folder: Fixture.path("tokenizers/" + name)), "tokenizers/\(name)/expected.jsonl",
      count: 42)
  }

  private func tokens(
    _ text: String, settings: String?, normalizer: String?
  ) throws -> [String] {
    let model = try TemporaryModel()
    try model.write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\na\nA\n\u{e4}\n\u{c4}\n".utf8)
    if let settings { try model.write("tokenizer_config.json", settings.utf8) }
    if let normalizer {
      try model.write(
        "tokenizer.json",
        #"""
        {"normalizer":{"type":"BertNormalizer",\#(normalizer)},
         "pre_tokenizer":{"type":"BertPreTokenizer"}}
        """#.utf8)
    }
    return try Tokenizer(folder: model.folder).pieces(of: text).map(\.token)
  }

  @Test(arguments: [
    (nil, nil, "a"), ("{}", nil, "a"), (#"{"do_lower_case":null}"#, nil, "a"),
    (#"{"do_lower_case":false}"#, nil, "\u{c4}"),
    // What is not said is as usual, whatever tokenizer.json has.
    (nil, #""lowercase":false"#, "a"), ("{}", #""lowercase":false"#, "a"),
    (#"{"do_lower_case":true}"#, #""lowercase":false"#, "a"),
    (#"{"do_lower_case":false}"#, #""lowercase":true"#, "\u{c4}"),
    (#"{"do_lower_case":false}"#, #""strip_accents":true"#, "\u{c4}"),
    (nil, #""lowercase":false,"strip_accents":true"#, "a"),
    (nil, #""lowercase":true,"strip_accents":false"#, "a"),
    (#"{"strip_accents":true}"#, #""lowercase":false"#, "a"),
    (#"{"strip_accents":false}"#, nil, "\u{e4}"),
    (#"{"strip_accents":true,"do_lower_case":false}"#, nil, "A"),
    // Of these classes tokenizer.json says it all.
    (#"{"tokenizer_class":"PreTrainedTokenizerFast"}"#, #""lowercase":false"#, "\u{c4}"),
    (
      #"{"tokenizer_class":"TokenizersBackend","do_lower_case":true}"#,
      #""lowercase":false,"strip_accents":true"#, "A"
    ),
    (#"{"tokenizer_class":"PreTrainedTokenizerFast"}"#, nil, "a"),
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
    try model.write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\n".utf8)
    let path = try model.write("tokenizer_config.json", content.utf8)
    #expect(throws: ModelFileError(file: path, line: 1, reason: reason)) {
      try Tokenizer(folder: model.folder)
    }
  }

  private func expectError(
    _ name: String, _ content: String, line: Int? = nil, _ reason: String,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let model = try TemporaryModel()
    try model.write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\na\n[E]\n".utf8)
    let path = try model.write(name, content.utf8)
    #expect(
      throws: ModelFileError(file: path, line: line, reason: reason), sourceLocation: location
    ) { try Tokenizer(folder: model.folder) }
  }

  @Test(arguments: [
    "BertTokenizer", "BertTokenizerFast", "DistilBertTokenizer", "ElectraTokenizerFast",
    "PreTrainedTokenizerFast",
  ])
  func classesThatCanBeRead(name: String) throws {
    #expect(try tokens("A", settings: #"{"tokenizer_class":"\#(name)"}"#, normalizer: nil) == ["a"])
  }

  @Test(arguments: [
    "BertJapaneseTokenizer", "BertweetTokenizer", "RoFormerTokenizer", "LukeTokenizerFast",
    "RobertaTokenizer", "MyTokenizer", "FastBertTokenizer",
  ])
  func classesOfOtherKinds(name: String) throws {
    let reason =
      "has the tokenizer_class \(name), which cuts text in a way of its own; only BertTokenizer and "
      + "those like it can be read"
    try expectError("tokenizer_config.json", #"{"tokenizer_class":"\#(name)"}"#, reason)
    // It may be said in config.json.
    let model = try TemporaryModel()
    try model.write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\n".utf8)
    #expect(throws: ModelFileError(file: model.folder + "/config.json", reason: reason)) {
      try Tokenizer(folder: model.folder, tokenizerClass: name)
    }
    try model.write("tokenizer_config.json", #"{"tokenizer_class":"BertTokenizer"}"#.utf8)
    #expect(throws: Never.self) { try Tokenizer(folder: model.folder, tokenizerClass: name) }
  }

  @Test(arguments: ["mecab", "sudachi", "jumanpp"])
  func wordsOfOtherPrograms(name: String) throws {
    try expectError(
      "tokenizer_config.json", #"{"do_lower_case":false,"word_tokenizer_type":"\#(name)"}"#,
      "has the word_tokenizer_type \(name), which is another program's; only texts that are cut at "
        + "spaces and punctuation can be read")
  }

  @Test(arguments: [
    (#""unk_token":"<unk>""#, "its unk_token is <unk>; only [UNK] can be read"),
    (#""cls_token":{"content":"<s>"}"#, "its cls_token is <s>; only [CLS] can be read"),
    (#""sep_token":"[CLS]""#, "its sep_token is [CLS]; only [SEP] can be read"),
    (#""sep_token":5"#, "sep_token must be an object {…}, not a number"),
    (
      #""additional_special_tokens":"x""#,
      "additional_special_tokens is a string; it must be an array"
    ),
    (#""added_tokens_decoder":[]"#, "added_tokens_decoder is an array; it must be an object"),
    (
      #""added_tokens_decoder":{"x":{"content":"y"}}"#,
      "added_tokens_decoder has the key \"x\"; it should be a token's number"
    ),
    (#""added_tokens_decoder":{"5":{}}"#, "added_tokens_decoder[5] should have a content"),
    (
      #""added_tokens_decoder":{"5":{"content":"x","lstrip":1}}"#,
      "lstrip is a number; it must be true or false"
    ),
  ])
  func wrongTokens(entry: String, reason: String) throws {
    try expectError("tokenizer_config.json", "{\n\(entry)}", line: 2, reason)
  }

  @Test func numbersThatOtherFilesGiveAreTheirOwn() throws {
    let model = try TemporaryModel()
    let path = try model.write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\na\n[E]\n".utf8)
    for (token, stated, number) in [("[E1]", 9, 5), ("[E1]", 3, 5), ("[E]", 5, 4)] {
      for (name, content) in [
        ("added_tokens.json", #"{"\#(token)":\#(stated)}"#),
        ("tokenizer.json", #"{"added_tokens":[{"id":\#(stated),"content":"\#(token)"}]}"#),
        (
          "tokenizer_config.json",
          #"{"added_tokens_decoder":{"\#(stated)":{"content":"\#(token)"}}}"#
        ),
      ] {
        let other = try model.write(name, content.utf8)
        #expect(
          throws: ModelFileError(
            file: path,
            reason: "gives the token \(token) the number \(number); another file beside it says "
              + "\(stated)")
        ) { try Tokenizer(folder: model.folder) }
        try FileManager.default.removeItem(atPath: other)
      }
    }
    try expectError(
      "added_tokens.json", #"{"x":-1}"#, line: 1,
      "the number of the token x is a number; it must be a whole number")
  }

  /// What the last word is where several files name tokens.
  @Test func filesThatSayOtherThings() throws {
    let model = try TemporaryModel()
    try model.write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\nx\n".utf8)
    func tokens() throws -> [String] {
      try Tokenizer(folder: model.folder).pieces(of: "[A] [B] [C]").map(\.token)
        .filter { $0 != "[UNK]" }
    }
    try model.write("added_tokens.json", #"{"[A]":4}"#.utf8)
    #expect(try tokens() == ["[A]"])
    try model.write("tokenizer.json", #"{"added_tokens":[{"id":4,"content":"[B]"}]}"#.utf8)
    #expect(try tokens() == ["[B]"])
    try model.write(
      "tokenizer_config.json", #"{"added_tokens_decoder":{"4":{"content":"[C]"}}}"#.utf8)
    #expect(try tokens() == ["[C]"])
  }

  @Test func settingsThatAreTooLong() throws {
    let model = try TemporaryModel()
    try model.write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\n".utf8)
    let path = try model.write("tokenizer_config.json", [0x7b])
    #expect(truncate(path, 4 << 30) == 0)
    #expect(
      throws: ModelFileError(
        file: path, reason: "is 4294967296 bytes long; at most 10000000 are allowed")
    ) { try Tokenizer(folder: model.folder) }
  }
}
