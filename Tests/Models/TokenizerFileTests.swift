import Foundation
import Models
import Resources
import Testing

/// Vocabularies in tokenizer.json.
@Suite struct TokenizerFileTests {
  private let model: TemporaryModel

  init() throws {
    model = try TemporaryModel()
  }

  private static let tokens = ###"{"[UNK]":0,"[CLS]":1,"[SEP]":2,"a":3,"##b":4}"###

  private func write(
    _ tokens: String = tokens, kind: String = #""type":"WordPiece","#, model rest: String = "",
    added: String = "[]", normalizer: String = #"{"type":"BertNormalizer","lowercase":true}"#,
    words: String = #"{"type":"BertPreTokenizer"}"#
  ) throws {
    try model.write(
      "tokenizer.json",
      """
      {"version":"1.0","truncation":null,"added_tokens":\(added),"normalizer":\(normalizer),
       "pre_tokenizer":\(words),"model":{\(kind)\(rest)"vocab":\(tokens)}}
      """.utf8)
  }

  private func ids(_ text: String) throws -> [Int] {
    try Tokenizer(folder: model.folder).encode(text).map(\.id)
  }

  private func expectError(
    _ reason: String, line: Int? = nil, at location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      throws: ModelFileError(file: model.folder + "/tokenizer.json", line: line, reason: reason),
      sourceLocation: location
    ) { try Tokenizer(folder: model.folder) }
  }

  @Test func vocabularyInAnyOrder() throws {
    try write(###"{ "##b" : 4, "a":3 ,"[SEP]":2,"[CLS]":1,"[UNK]":0}"###)
    #expect(try ids("A ab b") == [1, 3, 3, 4, 0, 2])
  }

  private func writeCased() throws {
    try model.write("tokenizer_config.json", #"{"do_lower_case":false}"#.utf8)
  }

  @Test func escapesAreRead() throws {
    try writeCased()
    try write(
      #"{"[UNK]":0,"[CLS]":1,"[SEP]":2,"\u00e9":3,"\ud83d\ude00":4,"\"":5,"\\":6,"\/":7}"#)
    #expect(try ids("\u{e9}\u{1f600} \"\\/") == [1, 0, 5, 6, 7, 2])
    #expect(try ids("\u{e9} \u{1f600}") == [1, 3, 4, 2])
  }

  @Test func sameTokensAreThoseOfTheSameBytes() throws {
    try writeCased()
    try write(
      "{\"[UNK]\":0,\"[CLS]\":1,\"[SEP]\":2,\"e\u{301}\":3,\"\u{e9}\":4}")
    #expect(try ids("\u{e9} e\u{301}") == [1, 4, 3, 2])
  }

  @Test func addedTokensMayAddToTheVocabulary() throws {
    try write(
      added: #"""
        [{"id":1,"content":"[CLS]","normalized":false,"special":true},
         {"id":6,"content":"Bank","normalized":true},{"id":5,"content":"<d>"}]
        """#)
    #expect(try ids("a bank<d>BANKa <D>") == [1, 3, 6, 5, 6, 3, 0, 0, 0, 2])
    #expect(try Tokenizer(folder: model.folder).vocabulary.count == 7)
  }

  @Test func vocabularyOfLinesComesFirst() throws {
    try write()
    try model.write("vocab.txt", "a\n[UNK]\n[CLS]\n[SEP]\n".utf8)
    #expect(try ids("a") == [2, 0, 3])
  }

  @Test(arguments: [
    (
      #"{"[UNK]":0,"[CLS]":1,"[SEP]":2,"a":4}"#,
      "numbers the token \"a\" 4; its 4 tokens should have the numbers 0 to 3, each once"
    ),
    (
      #"{"[UNK]":0,"[CLS]":1,"[SEP]":2,"a":1}"#,
      "gives the number 1 to two tokens, \"[CLS]\" and \"a\"; each needs its own"
    ),
    (
      #"{"[UNK]":0,"[CLS]":1,"[SEP]":2,"a":3,"a":4}"#,
      "gives the token \"a\" two numbers; each token needs one"
    ),
    ("{}", "has a vocabulary without tokens"),
    ("[]", "its model's vocab should be an object with each token's number"),
    (#"[["a",-1.5]]"#, "its model's vocab should be an object with each token's number"),
    ("null", "its model's vocab should be an object with each token's number"),
    (
      #"{"a":0}"#, "has no token [UNK]; a BERT vocabulary has [UNK], [CLS] and [SEP]"
    ),
  ])
  func wrongVocabulary(tokens: String, reason: String) throws {
    try write(tokens)
    expectError(reason)
  }

  @Test(arguments: [
    "-1", "1.5", "1e3", "\"3\"", "null", "[3]", "9999999999999999999999", "true", "{}",
  ])
  func numbersThatAreNoWholeNumbers(number: String) throws {
    try write(#"{"[UNK]":0,"[CLS]":1,"[SEP]":2,"a":\#(number)}"#)
    expectError("the number of the token \"a\" should be a whole number", line: 2)
  }

  @Test func otherKinds() throws {
    try write(kind: #""type":"WordLevel","#)
    expectError("has a WordLevel model; only BPE, Unigram and WordPiece can be read")
  }

  @Test func kindThatIsNotNamed() throws {
    try write(kind: ###""continuing_subword_prefix":"##","###)
    #expect(try ids("ab") == [1, 3, 4, 2])
    try write(kind: "")
    expectError("has a nameless model; only BPE, Unigram and WordPiece can be read")
  }

  @Test(arguments: [
    (#""unk_token":"<unk>","#, "its model's unk_token is <unk>; only [UNK] can be read"),
    (
      #""continuing_subword_prefix":"@@","#,
      "its model's continuing_subword_prefix is @@; only ## can be read"
    ),
    (
      #""max_input_chars_per_word":7,"#, "its model's max_input_chars_per_word should be 100"
    ),
  ])
  func otherModels(rest: String, reason: String) throws {
    try write(model: rest)
    expectError(reason)
  }

  /// A tokenizer of a class of its own has no normalizer but the file's.
  @Test(arguments: [
    (#"{"type":"Sequence","normalizers":[{"type":"Lowercase"}]}"#, [3]), ("null", [0]),
    (#"{"type":"NFC"}"#, [0]),
  ])
  func otherNormalizers(normalizer: String, tokens: [Int]) throws {
    try write(normalizer: normalizer)
    try model.write(
      "tokenizer_config.json", #"{"tokenizer_class":"PreTrainedTokenizerFast"}"#.utf8)
    #expect(try ids("A") == tokens)
    // It is not looked at where the tokenizer is of BERT's own class.
    try model.write("tokenizer_config.json", #"{"do_lower_case":true}"#.utf8)
    #expect(try ids("A") == [1, 3, 2])
  }

  @Test func normalizersThatAreUnknown() throws {
    try write(normalizer: "{}")
    try model.write(
      "tokenizer_config.json", #"{"tokenizer_class":"PreTrainedTokenizerFast"}"#.utf8)
    let error = #expect(throws: ModelFileError.self) { try Tokenizer(folder: model.folder) }
    #expect(error?.reason.hasPrefix("its normalizer has a part nameless; only") == true)
  }

  /// A class that takes all from tokenizer.json takes more of it than the vocabulary.
  @Test(arguments: [
    (#""max_input_chars_per_word":7,"#, "", "max_input_chars_per_word should be 100"),
    (#""continuing_subword_prefix":"@@","#, "", "continuing_subword_prefix is @@; only ##"),
    ("", #"{"type":"WhitespaceSplit"}"#, "its pre_tokenizer should be BertPreTokenizer"),
  ])
  func otherModelsBesideLines(rest: String, words: String, reason: String) throws {
    try model.write("vocab.txt", "a\n[UNK]\n[CLS]\n[SEP]\n".utf8)
    try write(model: rest, words: words.isEmpty ? #"{"type":"BertPreTokenizer"}"# : words)
    #expect(try ids("a") == [2, 0, 3])
    try model.write(
      "tokenizer_config.json", #"{"tokenizer_class":"PreTrainedTokenizerFast"}"#.utf8)
    let error = #expect(throws: ModelFileError.self) { try Tokenizer(folder: model.folder) }
    #expect(error?.file == model.folder + "/tokenizer.json")
    #expect(error?.reason.contains(reason) == true)
  }

  @Test func otherWords() throws {
    try write(words: #"{"type":"Metaspace"}"#)
    expectError("its pre_tokenizer should be BertPreTokenizer; WordPiece is read with no other")
  }

  @Test(arguments: [
    (
      #"[{"id":7,"content":"x"}]"#,
      "numbers the token \"x\" 7; its 6 tokens should have the numbers 0 to 5, each once"
    ),
    (
      #"[{"id":3,"content":"x"}]"#,
      "gives the number 3 to two tokens, \"a\" and \"x\"; each needs its own"
    ),
    (#"[{"id":5,"content":"a"}]"#, "gives the token \"a\" two numbers; each token needs one"),
  ])
  func wrongAddedTokens(added: String, reason: String) throws {
    try write(added: added)
    expectError(reason)
  }

  @Test(arguments: [
    (#"{"id":5}"#, "added_tokens[0] should have a content"),
    (#"{"id":-5,"content":"x"}"#, "added_tokens[0] should have an id, a whole number"),
    (#"{"id":5.5,"content":"x"}"#, "added_tokens[0] should have an id, a whole number"),
    (#"{"content":"x"}"#, "added_tokens[0] should have an id, a whole number"),
    ("5", "added_tokens[0] must be an object {…}, not a number"),
    (
      #"{"id":5,"content":"x","single_word":"no"}"#,
      "single_word is a string; it must be true or false"
    ),
  ])
  func malformedAddedTokens(token: String, reason: String) throws {
    try write(added: "[\(token)]")
    expectError(reason, line: 1)
  }

  /// They are found as wholes alone: words are not cut into them.
  @Test func wordsAreNotCutIntoAddedTokens() throws {
    try write(
      added: ##"[{"id":5,"content":"AA"},{"id":6,"content":"zz","special":true}]"##)
    #expect(try ids("AA aa azz ZZ") == [1, 5, 0, 3, 6, 0, 2])
  }

  @Test(arguments: [
    ("[]", "column 1 has \"[\" where an object must stand"),
    ("{", "the text ends where a key in quotation marks must stand"),
    ("{} x", "column 4 has \"x\" where the end must stand"),
    ("{\"a\":}", "column 6 has \"}\" where a value must stand"),
    ("{\"a\":1,}", "column 8 has \"}\" where a key in quotation marks must stand"),
    ("{\"a\" 1}", "column 6 has \"1\" where \":\" must stand"),
    ("{\"a\":[1 2]}", "column 9 has \"2\" where \",\" or \"]\" must stand"),
    ("{\"a\":tru}", "column 6 has \"t\" where true must stand"),
    (
      "{\"a\n\":1}",
      "column 4 has \"␊\" where \"\\n\", \"\\t\" or another escape in the string must stand"
    ),
    ("{\"\\x\":1}", "column 4 has \"x\" where one of \"\\/bfnrtu must stand"),
    (
      "{\"\\ud800\":1}",
      "column 9 ends half a surrogate pair; write both halves, or the character itself"
    ),
    (
      "{\"\\ud800\\u0041\":1}",
      "column 15 ends half a surrogate pair; write both halves, or the character itself"
    ),
    ("{\"\\u12", "the text ends where a hexadecimal digit must stand"),
    ("{\"a", "the text ends where the quotation mark that ends the string must stand"),
    (
      "{\"a\":\(String(repeating: "[", count: 200_000))",
      "column 70 is nested deeper than the 64 levels it may have"
    ),
  ])
  func otherFiles(content: String, reason: String) throws {
    try model.write("tokenizer_config.json", #"{"do_lower_case":true}"#.utf8)
    try model.write("tokenizer.json", content.utf8)
    expectError(reason, line: 1)
  }

  @Test(arguments: [
    ("", "is empty"),
    (
      "{\"model\":{\"type\":5}}",
      "has a nameless model; only BPE, Unigram and WordPiece can be read"
    ),
  ])
  func filesThatAreNoTokenizer(content: String, reason: String) throws {
    try model.write("tokenizer_config.json", #"{"do_lower_case":true}"#.utf8)
    try model.write("tokenizer.json", content.utf8)
    expectError(reason)
  }

  @Test func keysGivenTwiceAreTold() throws {
    try write(model: "\"max_input_chars_per_word\":7,\n\"max_input_chars_per_word\":100,")
    expectError("\"max_input_chars_per_word\" is given twice; keep one of them", line: 3)
  }

  @Test func mistakesAreFoundOnTheirLine() throws {
    try write("{\"[UNK]\":0,\n\"[CLS]\":1,\n\"a\": 1.5\n}")
    expectError("the number of the token \"a\" should be a whole number", line: 4)
    try write("{\"[UNK]\":0,\n\"[CLS]\" 1}")
    expectError("column 9 has \"1\" where \":\" must stand", line: 3)
  }

  @Test func fileThatIsTooLong() throws {
    let path = try model.write("tokenizer.json", [0x7b])
    #expect(truncate(path, 4 << 30) == 0)
    expectError("is 4294967296 bytes long; at most 100000000 are allowed")
  }

  @Test func notUTF8() throws {
    try model.write("tokenizer.json", [0x7b, 0xff, 0x7d])
    expectError("column 2 is not UTF-8; save the file as UTF-8", line: 1)
  }

  @Test func everyTruncationIsFound() throws {
    try write(added: #"[{"id":5,"content":"\u00e9\ud83d\ude00","normalized":true}]"#)
    let path = model.folder + "/tokenizer.json"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in 0..<whole.count {
      try model.write("tokenizer.json", whole.prefix(length))
      let error = #expect(throws: ModelFileError.self) { try Tokenizer(folder: model.folder) }
      #expect(error?.file == path)
    }
  }

  @Test func bundledVocabularyIsReadTheSame() throws {
    let lines = try Vocabulary(path: Resources.model + "/vocab.txt")
    var tokens: [String] = []
    for id in 0..<lines.count {
      tokens.append(String(decoding: try JSONEncoder().encode(lines[id]), as: UTF8.self) + ":\(id)")
    }
    try write("{\(tokens.joined(separator: ",\n"))}")
    let read = try Tokenizer(folder: model.folder).vocabulary
    #expect(read.count == lines.count)
    #expect((0..<lines.count).allSatisfy { read[$0].utf8.elementsEqual(lines[$0].utf8) })
  }
}
