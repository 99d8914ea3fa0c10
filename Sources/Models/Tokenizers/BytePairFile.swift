import JSON

/// A tokenizer.json with byte-level byte-pair encoding.
struct BytePairFile {
  private let path: String
  private var bytes: [UInt8] = []
  private var entries: [Vocabulary.Entry] = []
  private var mergeBytes: [UInt8] = []
  private var pairs: [(Range<Int>, Range<Int>)] = []
  private var model: [String: JSONValue] = [:]
  private var parts: [String: JSONValue] = [:]

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
    if isTrue(model["byte_fallback"]) || kind == "Unigram" {
      throw error(
        "has a SentencePiece tokenizer (\(kind)\(isTrue(model["byte_fallback"]) ? " with byte_fallback" : "")), "
          + "which can't be read; only BPE that merges bytes can")
    }
    guard kind == "BPE" || kind == "nameless" else {
      throw error("has a \(kind) model; only BPE that merges bytes can be read")
    }
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      guard (text(model[key]) ?? "").isEmpty else {
        throw error("its model's \(key) is \(text(model[key]) ?? ""); only none can be read")
      }
    }
    var rules = BytePairRules()
    try readNormalizer(parts["normalizer"], into: &rules)
    try readCutting(parts["pre_tokenizer"], into: &rules)
    rules.takesWholeWords = isTrue(model["ignore_merges"])
    var added: [AddedToken] = []
    if let value = parts["added_tokens"], !value.isNull {
      added = try JSONObject.array(value, "added_tokens") { (value, name) throws(Flaw) in
        try AddedToken(numbered: value, name)
      }
    }
    let vocabulary = try Vocabulary(entries, in: bytes, adding: added, file: path)
    rules.template = try TokenTemplate(parts["post_processor"], vocabulary)
    let merges = try mergeBytes.withUnsafeBytes { mergeBytes throws(ModelFileError) in
      try BytePairModel.merges(pairs, in: mergeBytes, vocabulary, file: path)
    }
    return BytePairModel(vocabulary: vocabulary, merges: merges, added: added, rules: rules)
  }

  private func readNormalizer(_ value: JSONValue?, into rules: inout BytePairRules) throws {
    for part in try steps(value, "normalizers") {
      let kind = text(part["type"]) ?? "nameless"
      guard kind == "NFC" else { throw error("its normalizer is \(kind); only NFC can be read") }
      rules.composes = true
    }
  }

  private func readCutting(_ value: JSONValue?, into rules: inout BytePairRules) throws {
    var mergesBytes = false
    for part in try steps(value, "pretokenizers") {
      guard !mergesBytes else { throw error("its pre_tokenizer goes on after ByteLevel") }
      switch text(part["type"]) ?? "nameless" {
      case "Digits" where isTrue(part["individual_digits"]): rules.steps.append(.digits)
      case "Split":
        let pattern = try part.member("pattern") { (value, name) throws(Flaw) in
          try JSONObject(value, name).string("Regex")
        }
        guard let expression = pattern ?? nil, let known = WordPattern(expression: expression),
          text(part["behavior"]) == "Isolated", !isTrue(part["invert"])
        else {
          throw error(
            "its pre_tokenizer cuts at a pattern of its own; only those of GPT-2, Llama 3 and "
              + "Qwen2 can be read")
        }
        rules.steps.append(.pattern(known))
      case "ByteLevel":
        mergesBytes = true
        // What is not said is so.
        if part["add_prefix_space"] == nil || isTrue(part["add_prefix_space"]) {
          rules.steps.append(.prefixSpace)
        }
        if part["use_regex"] == nil || isTrue(part["use_regex"]) {
          rules.steps.append(.pattern(.gpt2))
        }
      case let kind:
        throw error(
          "its pre_tokenizer has a part \(kind); only ByteLevel, with Digits one by one or a Split "
            + "before it, can be read")
      }
    }
    guard mergesBytes else {
      throw error("its pre_tokenizer should end with ByteLevel; other kinds of BPE can't be read")
    }
  }

  /// The parts of what is one or a Sequence; none where there is nothing.
  private func steps(_ value: JSONValue?, _ key: String) throws(Flaw) -> [JSONObject] {
    guard let value, !value.isNull else { return [] }
    let object = try JSONObject(value, key)
    guard text(object["type"]) == "Sequence" else { return [object] }
    return try object.member(key) { (value, name) throws(Flaw) in
      try JSONObject.array(value, name) { (value, name) throws(Flaw) in
        try JSONObject(value, name)
      }
    } ?? []
  }

  private func text(_ value: JSONValue?) -> String? {
    if case .string(let text)? = value?.content { text } else { nil }
  }

  private func isTrue(_ value: JSONValue?) -> Bool {
    if case .bool(true)? = value?.content { true } else { false }
  }

  private func error(_ reason: String) -> ModelFileError {
    ModelFileError(file: path, reason: reason)
  }
}
