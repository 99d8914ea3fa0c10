/// A model's tokenizer.json: what the tokenizers library needs to know of a tokenizer.
///
/// Its parts are checked when they are asked for, so that a folder whose vocab.txt has the
/// vocabulary may have one of another kind here.
struct TokenizerFile: Sendable {
  let path: String
  private var bytes: [UInt8] = []
  private var entries: [Vocabulary.Entry] = []
  private var unnumbered: String?
  private var vocabularyIsObject = false
  private var model: [String: String] = [:]
  private var longestWord: Int? = WordPiece.longestWord
  private var words = "null"
  private var normalizerKind = "null"
  private var normalizerForm = BertNormalizer()
  private var added: [Added] = []

  private struct Added {
    var id: Int?
    var content: [UInt8] = []
    var isNormalized = false
    var flag: String?
  }

  /// Reads the tokenizer.json at `path`.
  ///
  /// - Throws: why it can't be read, or where it is not JSON of a tokenizer's form.
  init(path: String) throws(ModelFileError) {
    self.path = path
    let file = try MappedFile(path: path, atMost: Vocabulary.longest)
    guard String(validating: file.bytes, as: UTF8.self) != nil else {
      throw ModelFileError(file: path, reason: "is not UTF-8 text")
    }
    do throws(JSONScanner.Flaw) {
      var scanner = JSONScanner(file.bytes)
      try read(&scanner)
      try scanner.end()
    } catch {
      throw self.error(error.reason)
    }
  }

  /// The tokens of the model and those added to them.
  ///
  /// - Throws: that the model is not a WordPiece one as BERT has it, or what is wrong with the
  ///   numbers of its tokens.
  func vocabulary() throws(ModelFileError) -> Vocabulary {
    // The first files of this kind did not name it.
    let kind = model["type"] ?? (model["continuing_subword_prefix"] == nil ? "nameless" : nil)
    if let kind, kind != "WordPiece" {
      throw error("has a \(kind) model; only WordPiece can be read")
    }
    for (key, value) in [
      ("unk_token", WordPiece.unknownToken), ("continuing_subword_prefix", "##"),
    ] {
      guard model[key, default: value] == value else {
        throw error("its model's \(key) is \(model[key] ?? ""); only \(value) can be read")
      }
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
      throw error("the number of the token \"\(unnumbered.prefix(60))\" should be a whole number")
    }
    var (bytes, entries) = (bytes, entries)
    let added = try addedTokens()
    let ids = Set(added.map(\.id))
    var known: [Int: Range<Int>] = [:]
    for entry in entries where ids.contains(entry.id) { known[entry.id] = entry.bytes }
    for token in added {
      let spelling = String(String.UnicodeScalarView(token.spelling)).utf8
      if let range = known[token.id], bytes[range].elementsEqual(spelling) { continue }
      let start = bytes.count
      bytes += spelling
      entries.append(Vocabulary.Entry(id: token.id, bytes: start..<bytes.count))
    }
    return try Vocabulary(entries, in: bytes, file: path)
  }

  /// What is done to a text before it is cut into words.
  func normalizer() throws(ModelFileError) -> BertNormalizer {
    guard normalizerKind == "BertNormalizer" else {
      throw error("its normalizer is \(normalizerKind); only BertNormalizer can be read")
    }
    return normalizerForm
  }

  /// The tokens to be found in a text before it is cut into words.
  func addedTokens() throws(ModelFileError) -> [AddedToken] {
    var tokens: [AddedToken] = []
    for (index, token) in added.enumerated() {
      guard let id = token.id, !token.content.isEmpty else {
        throw error("its added_tokens' entry \(index) should have an id and a content")
      }
      let content = String(decoding: token.content, as: UTF8.self)
      if let flag = token.flag {
        throw error("its added token \(content.prefix(60)) has \(flag), which can't be read")
      }
      tokens.append(
        AddedToken(
          id: id, spelling: Array(content.unicodeScalars), isNormalized: token.isNormalized))
    }
    return tokens
  }

  private mutating func read(_ scanner: inout JSONScanner) throws(JSONScanner.Flaw) {
    try scanner.object { key, scanner throws(JSONScanner.Flaw) in
      switch String(decoding: key, as: UTF8.self) {
      case "model" where scanner.peek() == UInt8(ascii: "{"): try readModel(&scanner)
      case "normalizer" where scanner.peek() == UInt8(ascii: "{"): try readNormalizer(&scanner)
      case "pre_tokenizer" where scanner.peek() == UInt8(ascii: "{"):
        try scanner.object { key, scanner throws(JSONScanner.Flaw) in
          if key.elementsEqual("type".utf8) {
            words = try scanner.string()
          } else {
            try scanner.skip()
          }
        }
      case "added_tokens" where scanner.peek() == UInt8(ascii: "["):
        try scanner.array { scanner throws(JSONScanner.Flaw) in
          added.append(try Self.added(&scanner))
        }
      default: try scanner.skip()
      }
    }
  }

  private mutating func readModel(_ scanner: inout JSONScanner) throws(JSONScanner.Flaw) {
    try scanner.object { key, scanner throws(JSONScanner.Flaw) in
      switch String(decoding: key, as: UTF8.self) {
      case "vocab" where scanner.peek() == UInt8(ascii: "{"):
        vocabularyIsObject = true
        try scanner.object { token, scanner throws(JSONScanner.Flaw) in
          if let id = try scanner.wholeNumber() {
            let start = bytes.count
            bytes += token
            entries.append(Vocabulary.Entry(id: id, bytes: start..<bytes.count))
          } else {
            unnumbered = String(decoding: token, as: UTF8.self)
          }
        }
      case "max_input_chars_per_word": longestWord = try scanner.wholeNumber()
      case let name where scanner.peek() == UInt8(ascii: "\""):
        model[name] = try scanner.string()
      default: try scanner.skip()
      }
    }
  }

  private mutating func readNormalizer(_ scanner: inout JSONScanner) throws(JSONScanner.Flaw) {
    var form = BertNormalizer()
    var kind = "nameless"
    try scanner.object { key, scanner throws(JSONScanner.Flaw) in
      switch String(decoding: key, as: UTF8.self) {
      case "type": kind = try scanner.string()
      case "lowercase": form.lowercase = try scanner.truth() ?? true
      case "strip_accents": form.stripsAccents = try scanner.truth()
      case "handle_chinese_chars": form.separatesIdeographs = try scanner.truth() ?? true
      case "clean_text": form.cleans = try scanner.truth() ?? true
      default: try scanner.skip()
      }
    }
    normalizerForm = form
    normalizerKind = kind
  }

  private static func added(_ scanner: inout JSONScanner) throws(JSONScanner.Flaw) -> Added {
    var token = Added()
    try scanner.object { key, scanner throws(JSONScanner.Flaw) in
      switch String(decoding: key, as: UTF8.self) {
      case "id": token.id = try scanner.wholeNumber()
      case "content": try scanner.string(into: &token.content)
      case "normalized": token.isNormalized = try scanner.truth() ?? false
      case let name where ["lstrip", "rstrip", "single_word"].contains(name):
        if try scanner.truth() == true { token.flag = name }
      default: try scanner.skip()
      }
    }
    return token
  }

  private func error(_ reason: String) -> ModelFileError {
    ModelFileError(file: path, reason: reason)
  }
}
