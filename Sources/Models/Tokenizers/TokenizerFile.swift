import JSON

/// A model's tokenizer.json: what the tokenizers library needs to know of a tokenizer, of whichever kind.
///
/// What is around the model is checked when it is asked for, so that a folder whose vocab.txt has the
/// vocabulary may have something else here.
struct TokenizerFile: Sendable {
  /// How a tokenizer's vocabulary cuts words.
  enum Kind: String {
    case bytePairs = "BPE"
    case unigram = "Unigram"
    case wordPiece = "WordPiece"
  }

  let path: String
  /// The tokens that its model lists.
  private(set) var tokens = ListedTokens()
  /// Whether these are listed with numbers, or with scores; neither where there is no such list.
  private(set) var areNumbered = false
  private(set) var areScored = false
  /// The merges that its model lists.
  private(set) var merges = ListedMerges()
  private var hasMerges = false
  private var model: [String: JSONValue] = [:]
  private var parts: [String: JSONValue] = [:]

  /// Reads the tokenizer.json at `path`.
  ///
  /// - Throws: why it can't be read, or where it is not JSON of a tokenizer's form.
  init(path: String) throws(ModelFileError) {
    let file = try MappedFile(path: path, atMost: Vocabulary.longest)
    self = try file.json { reader throws(Flaw) in try TokenizerFile(path: path, &reader) }
  }

  private init(path: String, _ reader: inout JSONReader) throws(Flaw) {
    self.path = path
    try reader.object { key, reader throws(Flaw) in
      switch key.text {
      case "model" where reader.kind() == .object: try readModel(&reader)
      case "added_tokens", "normalizer", "pre_tokenizer", "post_processor":
        parts[key.text] = try reader.value()
      default: try reader.skip()
      }
    }
  }

  private mutating func readModel(_ reader: inout JSONReader) throws(Flaw) {
    try reader.object { key, reader throws(Flaw) in
      switch (key.text, reader.kind()) {
      case ("vocab", .object?):
        areNumbered = true
        try tokens.readNumbers(&reader)
      case ("vocab", .array?):
        areScored = true
        try tokens.readScores(&reader)
      case ("merges", .array?):
        hasMerges = true
        try merges.read(&reader)
      case ("vocab", _), ("merges", _): try reader.skip()
      default: model[key.text] = try reader.value()
      }
    }
  }

  /// Of which kind the model is; that of the first files, which did not name it, is known by what it has.
  ///
  /// - Throws: that it is of another one.
  func kind() throws(ModelFileError) -> Kind {
    let name = text("type") ?? "nameless"
    if let kind = Kind(rawValue: name) { return kind }
    guard name == "nameless" else { throw otherKind(name) }
    if areScored { return .unigram }
    if hasMerges { return .bytePairs }
    if model["continuing_subword_prefix"] != nil { return .wordPiece }
    throw otherKind(name)
  }

  private func otherKind(_ name: String) -> ModelFileError {
    error("has a \(name) model; only BPE, Unigram and WordPiece can be read")
  }

  /// What the model says as `key` in a text.
  func text(_ key: String) -> String? {
    if case .string(let text)? = model[key]?.content { text } else { nil }
  }

  /// Whether the model says that `key` is so.
  func flag(_ key: String) throws(ModelFileError) -> Bool {
    guard let value = model[key], !value.isNull else { return false }
    return try ModelFileError.naming(path) { () throws(Flaw) in try JSONObject.bool(value, key) }
  }

  /// The number that the model says as `key`; -1 for what is no number from 0.
  func number(_ key: String) -> Int? {
    guard let value = model[key], !value.isNull else { return nil }
    guard case .number(let number) = value.content else { return -1 }
    return max(number.integer ?? -1, -1)
  }

  /// The tokens to be found in a text before it is cut into words, each with its number.
  func added() throws(ModelFileError) -> [AddedToken] {
    guard let value = parts["added_tokens"], !value.isNull else { return [] }
    return try ModelFileError.naming(path) { () throws(Flaw) in
      try JSONObject.array(value, "added_tokens") { (value, name) throws(Flaw) in
        try AddedToken(numbered: value, name)
      }
    }
  }

  /// What is done to a text before it is cut into words.
  func normalizer() throws(ModelFileError) -> TextNormalizer {
    try ModelFileError.naming(path) { () throws(Flaw) in try TextNormalizer(parts["normalizer"]) }
  }

  /// How it is cut into words.
  func preTokenizer() throws(ModelFileError) -> PreTokenizer {
    try ModelFileError.naming(path) { () throws(Flaw) in try PreTokenizer(parts["pre_tokenizer"]) }
  }

  /// What is put around a text; `nil` where the file does not say it.
  func template(_ vocabulary: Vocabulary) throws(ModelFileError) -> TokenTemplate? {
    guard let value = parts["post_processor"], !value.isNull else { return nil }
    return try ModelFileError.naming(path) { () throws(Flaw) in try TokenTemplate(value, vocabulary)
    }
  }

  /// The tokens of the model and those added to them.
  ///
  /// - Throws: what is wrong with the numbers of its tokens.
  func vocabulary(adding added: [AddedToken]) throws(ModelFileError) -> Vocabulary {
    try Vocabulary(tokens, adding: added, file: path)
  }

  /// All that is done around cutting words into tokens, but what is put around texts.
  func rules() throws(ModelFileError) -> TokenizerRules {
    TokenizerRules(
      normalizer: try normalizer(), preTokenizer: try preTokenizer(), added: try added())
  }

  /// That something in the file is wrong.
  func error(_ reason: String) -> ModelFileError {
    ModelFileError(file: path, reason: reason)
  }
}
