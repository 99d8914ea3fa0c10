import JSON

/// A tokenizer.json with a Unigram model, as XLM-R and CamemBERT have one.
struct UnigramFile {
  /// What the file calls its model (`BPE`); of a nameless one `nil`.
  private(set) var kind: String?
  private let path: String
  private var bytes: [UInt8] = []
  private var entries: [Vocabulary.Entry] = []
  private var scores: [Double] = []
  private var model: [String: JSONValue] = [:]
  private var parts: [String: JSONValue] = [:]

  /// Reads the tokenizer.json at `path`; of one with another kind of model little more than its name.
  ///
  /// - Throws: why it can't be read, or where it is not JSON of a tokenizer's form.
  init(path: String) throws(ModelFileError) {
    let file = try MappedFile(path: path, atMost: Vocabulary.longest)
    self = try file.json { reader throws(Flaw) in try UnigramFile(path: path, &reader) }
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
      switch key.text {
      case "type" where reader.kind() == .string: kind = try reader.string()
      case "vocab" where reader.kind() == .array:
        kind = kind ?? "Unigram"
        try reader.array { reader throws(Flaw) in try readPiece(&reader) }
      case "vocab": try reader.skip()
      case "merges":
        kind = kind ?? "BPE"
        try reader.skip()
      default: model[key.text] = try reader.value()
      }
    }
  }

  /// A piece is an array of its spelling and its score.
  private mutating func readPiece(_ reader: inout JSONReader) throws(Flaw) {
    let (line, start) = (reader.line(), bytes.count)
    var (count, score) = (0, Double?.none)
    guard reader.kind() == .array else { throw pieceFlaw(line) }
    try reader.array { reader throws(Flaw) in
      switch (count, reader.kind()) {
      case (0, .string?): bytes += try reader.string().utf8
      case (1, .number?): score = try reader.number().double
      default: throw pieceFlaw(line)
      }
      count += 1
    }
    guard let score else { throw pieceFlaw(line) }
    entries.append(Vocabulary.Entry(id: entries.count, bytes: start..<bytes.count))
    scores.append(score)
  }

  private func pieceFlaw(_ line: Int) -> Flaw {
    Flaw(line: line, reason: "vocab[\(entries.count)] should be a token and its score")
  }

  /// The tokenizer.
  ///
  /// - Throws: which part of it is of a kind that can't be read, or wrong.
  func tokenizer() throws(ModelFileError) -> Unigram {
    guard kind == "Unigram" else {
      throw ModelFileError(
        file: path, reason: "has a \(kind ?? "nameless") model; only Unigram can be read")
    }
    let added: [AddedToken]
    let rules: UnigramRules
    do {
      added =
        try parts["added_tokens"].map { (value) throws(Flaw) in
          try JSONObject.array(value, "added_tokens") { (value, name) throws(Flaw) in
            try AddedToken(numbered: value, name)
          }
        } ?? []
      rules = try unchecked()
    } catch {
      throw ModelFileError(file: path, line: error.line, reason: error.reason)
    }
    let vocabulary = try Vocabulary(entries, in: bytes, adding: added, file: path)
    do {
      var rules = rules
      rules.template = try TokenTemplate(parts["post_processor"], vocabulary)
      return Unigram(vocabulary: vocabulary, scores: scores, added: added, rules: rules)
    } catch {
      throw ModelFileError(file: path, line: error.line, reason: error.reason)
    }
  }

  /// All rules but what is put around texts.
  private func unchecked() throws(Flaw) -> UnigramRules {
    var rules = UnigramRules()
    rules.normalizer = try TextNormalizer(parts["normalizer"])
    rules.unknown = try number("unk_id")
    if let value = model["byte_fallback"], !value.isNull {
      rules.fallsBackToBytes = try JSONObject.bool(value, "byte_fallback")
    }
    guard let cutting = parts["pre_tokenizer"], !cutting.isNull else { return rules }
    let object = try JSONObject(cutting, "pre_tokenizer")
    var steps = [object]
    if try object.string("type") == "Sequence" {
      steps =
        try object.member("pretokenizers") { (value, name) throws(Flaw) in
          try JSONObject.array(value, name) { (value, name) throws(Flaw) in
            try JSONObject(value, name)
          }
        } ?? []
    }
    for step in steps {
      switch try step.string("type") ?? "nameless" {
      case "WhitespaceSplit": rules.steps.append(.whiteSpace)
      case "Metaspace": rules.steps.append(.blanks(try Metaspace(step)))
      case let kind:
        throw Flaw(
          line: step.line,
          reason: "its pre_tokenizer has a part \(kind); only Metaspace and WhitespaceSplit can be "
            + "read")
      }
    }
    return rules
  }

  private func number(_ key: String) throws(Flaw) -> Int? {
    guard let value = model[key], !value.isNull else { return nil }
    guard let number = try JSONObject.number(value, key).integer, entries.indices.contains(number)
    else {
      throw Flaw(line: value.line, reason: "its model's \(key) should be the number of a token")
    }
    return number
  }
}
