import JSON

/// A model's tokenizer.json: what the tokenizers library needs to know of a tokenizer.
///
/// Its parts are checked when they are asked for, so that a folder whose vocab.txt has the
/// vocabulary may have one of another kind here.
struct TokenizerFile: Sendable {
  let path: String
  private var bytes: [UInt8] = []
  private var entries: [Vocabulary.Entry] = []
  private var unnumbered: (token: String, line: Int)?
  private var vocabularyIsObject = false
  private var model: [String: String] = [:]
  private var longestWord: Int? = WordPiece.longestWord
  private var words = "null"
  private var around: JSONValue?
  private var normalizerKind = "null"
  private var normalizerForm = BertNormalizer()
  /// The tokens to be found in a text before it is cut into words, each with its number.
  private(set) var added: [AddedToken] = []

  /// Reads the tokenizer.json at `path`.
  ///
  /// - Throws: why it can't be read, or where it is not JSON of a tokenizer's form.
  init(path: String) throws(ModelFileError) {
    let file = try MappedFile(path: path, atMost: Vocabulary.longest)
    self = try file.json { reader throws(Flaw) in try TokenizerFile(path: path, &reader) }
  }

  /// The tokens of the model and those added to them.
  ///
  /// - Parameter unknown: how the token must be spelled that stands for words which cannot be cut into
  ///   pieces; `nil` where the file may say it.
  /// - Throws: that the model is not a WordPiece one as BERT has it, or what is wrong with the
  ///   numbers of its tokens.
  func vocabulary(unknown: String?) throws(ModelFileError) -> Vocabulary {
    // The first files of this kind did not name it.
    let kind = model["type"] ?? (model["continuing_subword_prefix"] == nil ? "nameless" : nil)
    if let kind, kind != "WordPiece" {
      throw error("has a \(kind) model; only WordPiece can be read")
    }
    if let unknown, let named = model["unk_token"], named != unknown {
      throw error("its model's unk_token is \(named); only \(unknown) can be read")
    }
    let prefix = model["continuing_subword_prefix"] ?? "##"
    guard prefix == "##" else {
      throw error("its model's continuing_subword_prefix is \(prefix); only ## can be read")
    }
    guard longestWord == WordPiece.longestWord else {
      throw error(
        "its model's max_input_chars_per_word should be \(WordPiece.longestWord)")
    }
    guard words == "BertPreTokenizer" else {
      throw error("its pre_tokenizer is \(words); only BertPreTokenizer can be read")
    }
    guard vocabularyIsObject else {
      throw error("its model's vocab should be an object with each token's number")
    }
    if let unnumbered {
      throw ModelFileError(
        file: path, line: unnumbered.line,
        reason:
          "the number of the token \"\(unnumbered.token.prefix(60))\" should be a whole number"
      )
    }
    return try Vocabulary(entries, in: bytes, adding: added, file: path)
  }

  /// What stands for a word that cannot be cut into pieces; `nil` where the file does not say it.
  var unknown: String? { model["unk_token"] }

  /// What is put around a text; `nil` where the file does not say it.
  ///
  /// - Throws: what is wrong with it.
  func template(_ vocabulary: Vocabulary) throws(ModelFileError) -> TokenTemplate? {
    guard let around, !around.isNull else { return nil }
    do {
      return try TokenTemplate(around, vocabulary)
    } catch {
      throw ModelFileError(file: path, line: error.line, reason: error.reason)
    }
  }

  /// What is done to a text before it is cut into words.
  func normalizer() throws(ModelFileError) -> BertNormalizer {
    guard normalizerKind == "BertNormalizer" else {
      throw error("its normalizer is \(normalizerKind); only BertNormalizer can be read")
    }
    return normalizerForm
  }

  private init(path: String, _ reader: inout JSONReader) throws(Flaw) {
    self.path = path
    try reader.object { key, reader throws(Flaw) in
      switch key {
      case "model" where reader.kind() == .object: try readModel(&reader)
      case "normalizer" where reader.kind() == .object: try readNormalizer(&reader)
      case "pre_tokenizer" where reader.kind() == .object:
        try reader.object { key, reader throws(Flaw) in
          if key == "type" { words = try reader.string() } else { try reader.skip() }
        }
      case "added_tokens" where reader.kind() == .array:
        try reader.array { reader throws(Flaw) in
          added.append(try AddedToken(numbered: reader.value(), "added_tokens[\(added.count)]"))
        }
      case "post_processor": around = try reader.value()
      default: try reader.skip()
      }
    }
  }

  private mutating func readModel(_ reader: inout JSONReader) throws(Flaw) {
    try reader.object { key, reader throws(Flaw) in
      switch key {
      case "vocab" where reader.kind() == .object:
        vocabularyIsObject = true
        try reader.object(equalKeys: true) { token, reader throws(Flaw) in
          if let id = try Self.number(&reader) {
            let start = bytes.count
            bytes += token.text.utf8
            entries.append(Vocabulary.Entry(id: id, bytes: start..<bytes.count))
          } else {
            unnumbered = (token.text, reader.line())
          }
        }
      case "max_input_chars_per_word": longestWord = try Self.number(&reader)
      case let key where reader.kind() == .string: model[key.text] = try reader.string()
      default: try reader.skip()
      }
    }
  }

  private mutating func readNormalizer(_ reader: inout JSONReader) throws(Flaw) {
    var form = BertNormalizer()
    var kind = "nameless"
    try reader.object { key, reader throws(Flaw) in
      switch key {
      case "type": kind = try reader.string()
      case "lowercase": form.lowercase = try Self.flag(&reader) ?? true
      case "strip_accents": form.stripsAccents = try Self.flag(&reader)
      case "handle_chinese_chars": form.separatesIdeographs = try Self.flag(&reader) ?? true
      case "clean_text": form.cleans = try Self.flag(&reader) ?? true
      default: try reader.skip()
      }
    }
    normalizerForm = form
    normalizerKind = kind
  }

  /// The number that comes next, from 0; `nil`, and the value is passed over, for anything else.
  private static func number(_ reader: inout JSONReader) throws(Flaw) -> Int? {
    guard reader.kind() == .number else {
      try reader.skip()
      return nil
    }
    // One with a point or an exponent is none to the tokenizers library either.
    guard case .whole(let number) = try reader.number(), number >= 0 else { return nil }
    return number
  }

  /// The truth value that comes next; `nil` for null.
  private static func flag(_ reader: inout JSONReader) throws(Flaw) -> Bool? {
    guard reader.kind() == .null else { return try reader.bool() }
    try reader.skip()
    return nil
  }

  private func error(_ reason: String) -> ModelFileError {
    ModelFileError(file: path, reason: reason)
  }
}
