import JSON

/// A tokenizer.json with byte-pair encoding, of bytes or of characters.
struct BytePairFile {
  private let path: String
  private var bytes: [UInt8] = []
  private var entries: [Vocabulary.Entry] = []
  private var mergeBytes: [UInt8] = []
  private var pairs: [(Range<Int>, Range<Int>)] = []
  private var model: [String: JSONValue] = [:]
  /// What the file has beside the model.
  private(set) var parts: [String: JSONValue] = [:]

  /// Reads the tokenizer.json at `path`.
  ///
  /// - Throws: why it can't be read, or where it is not JSON of a tokenizer's form.
  init(path: String) throws(ModelFileError) {
    let file = try MappedFile(path: path, atMost: Vocabulary.longest)
    self = try file.json { reader throws(Flaw) in try BytePairFile(path: path, &reader) }
  }

  private init(path: String, _ reader: inout JSONReader) throws(Flaw) {
    self.path = path
    try reader.object { key, reader throws(Flaw) in
      if key.text == "model", reader.kind() == .object {
        try readModel(&reader)
      } else {
        parts[key.text] = try reader.value()
      }
    }
  }

  private mutating func readModel(_ reader: inout JSONReader) throws(Flaw) {
    try reader.object { key, reader throws(Flaw) in
      switch key.text {
      // A Unigram model has an array here, which is refused by its name below.
      case "vocab" where reader.kind() == .object:
        (bytes, entries) = try Self.vocabulary(&reader)
      case "merges" where reader.kind() == .array:
        try reader.array { reader throws(Flaw) in try readMerge(&reader) }
      case "vocab", "merges": try reader.skip()
      default: model[key.text] = try reader.value()
      }
    }
  }

  /// An object that gives each token its number: the bytes of all tokens, and where each is.
  static func vocabulary(
    _ reader: inout JSONReader
  ) throws(Flaw) -> (bytes: [UInt8], entries: [Vocabulary.Entry]) {
    var bytes: [UInt8] = []
    var entries: [Vocabulary.Entry] = []
    try reader.object(equalKeys: true) { token, reader throws(Flaw) in
      let line = reader.line()
      guard reader.kind() == .number, case .whole(let id) = try reader.number(), id >= 0 else {
        throw Flaw(
          line: line,
          reason: "the number of the token \"\(token.text.prefix(60))\" should be a whole number")
      }
      let start = bytes.count
      bytes += token.text.utf8
      entries.append(Vocabulary.Entry(id: id, bytes: start..<bytes.count))
    }
    return (bytes, entries)
  }

  /// A merge is an array of two tokens, or a string with a blank between them.
  private mutating func readMerge(_ reader: inout JSONReader) throws(Flaw) {
    let line = reader.line()
    let start = mergeBytes.count
    var ends: [Int] = []
    if reader.kind() == .array {
      try reader.array { reader throws(Flaw) in
        mergeBytes += try reader.string().utf8
        ends.append(mergeBytes.count)
      }
      if ends.count == 2 {
        pairs.append((start..<ends[0], ends[0]..<ends[1]))
        return
      }
    } else if reader.kind() == .string {
      mergeBytes += try reader.string().utf8
      let pair = mergeBytes.withUnsafeBytes {
        BytePairModel.pair(start..<mergeBytes.count, in: $0)
      }
      if let pair {
        pairs.append(pair)
        return
      }
    }
    throw Flaw(line: line, reason: "merges[\(pairs.count)] should be two tokens")
  }

  /// The tokenizer.
  ///
  /// - Throws: which part of it is of a kind that can't be read, or wrong.
  func tokenizer() throws(ModelFileError) -> BytePairModel {
    do {
      return try checkedTokenizer()
    } catch {
      if let error = error as? ModelFileError { throw error }
      guard let flaw = error as? Flaw else { throw self.error("\(error)") }
      throw ModelFileError(file: path, line: flaw.line, reason: flaw.reason)
    }
  }

  private func checkedTokenizer() throws -> BytePairModel {
    let kind = text(model["type"]) ?? "nameless"
    guard kind != "Unigram" else {
      throw error(
        "has a SentencePiece tokenizer (Unigram), which can't be read here; only BPE can")
    }
    guard kind == "BPE" || kind == "nameless" else {
      throw error("has a \(kind) model; only BPE can be read")
    }
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      guard (text(model[key]) ?? "").isEmpty else {
        throw error("its model's \(key) is \(text(model[key]) ?? ""); only none can be read")
      }
    }
    var rules = BytePairRules()
    try readNormalizer(into: &rules)
    let mergesBytes = try readCutting(into: &rules)
    rules.takesWholeWords = isTrue(model["ignore_merges"])
    var added: [AddedToken] = []
    if let value = parts["added_tokens"], !value.isNull {
      added = try JSONObject.array(value, "added_tokens") { (value, name) throws(Flaw) in
        try AddedToken(numbered: value, name)
      }
    }
    let vocabulary = try Vocabulary(entries, in: bytes, adding: added, file: path)
    rules.template = try TokenTemplate(parts["post_processor"], vocabulary)
    if !mergesBytes {
      rules.spelling = .characters(
        fallsBack: isTrue(model["byte_fallback"]), unknown: try unknown(in: vocabulary),
        fuses: isTrue(model["fuse_unk"]))
    }
    let merges = try mergeBytes.withUnsafeBytes { mergeBytes throws(ModelFileError) in
      try BytePairModel.merges(pairs, in: mergeBytes, vocabulary, file: path)
    }
    return BytePairModel(vocabulary: vocabulary, merges: merges, added: added, rules: rules)
  }

  /// The token that stands for what the vocabulary lacks, where the model names one.
  private func unknown(in vocabulary: Vocabulary) throws(ModelFileError) -> Int? {
    guard let name = text(model["unk_token"]) else { return nil }
    guard let id = vocabulary.pieceID(of: name.utf8) else {
      throw error("its unk_token is \(name), which its vocabulary lacks")
    }
    return id
  }

  /// Whether a text's characters are merged as they are, for which a blank is ▁ or bytes stand in for
  /// characters that are no tokens.
  func mergesCharacters(_ rules: BytePairRules) -> Bool {
    isTrue(model["byte_fallback"])
      || rules.changes.contains { if case .replaced = $0 { true } else { false } }
      || rules.steps.contains { if case .metaspace = $0 { true } else { false } }
  }

  /// The parts of what is one or a Sequence; none where there is nothing.
  func steps(_ value: JSONValue?, _ key: String) throws(Flaw) -> [JSONObject] {
    guard let value, !value.isNull else { return [] }
    let object = try JSONObject(value, key)
    guard text(object["type"]) == "Sequence" else { return [object] }
    return try object.member(key) { (value, name) throws(Flaw) in
      try JSONObject.array(value, name) { (value, name) throws(Flaw) in
        try JSONObject(value, name)
      }
    } ?? []
  }

  func text(_ value: JSONValue?) -> String? {
    if case .string(let text)? = value?.content { text } else { nil }
  }

  func isTrue(_ value: JSONValue?) -> Bool {
    if case .bool(true)? = value?.content { true } else { false }
  }

  func isFalse(_ value: JSONValue?) -> Bool {
    if case .bool(false)? = value?.content { true } else { false }
  }

  func error(_ reason: String) -> ModelFileError {
    ModelFileError(file: path, reason: reason)
  }
}
