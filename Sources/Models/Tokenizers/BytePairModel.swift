import JSON

/// A byte-pair tokenizer as files give it.
struct BytePairModel {
  let vocabulary: Vocabulary
  let merges: MergeTable
  /// Tokens to be found in a text before it is cut into words, each with its number.
  let added: [AddedToken]
  let rules: BytePairRules

  /// The merges of `pairs`, whose two spellings lie in `bytes`.
  ///
  /// - Throws: that a pair, or what it becomes, is not in the vocabulary.
  static func merges(
    _ pairs: [(Range<Int>, Range<Int>)], in bytes: UnsafeRawBufferPointer, _ vocabulary: Vocabulary,
    file: String
  ) throws(ModelFileError) -> MergeTable {
    var table = MergeTable(count: pairs.count)
    var joined: [UInt8] = []
    for (rank, (left, right)) in pairs.enumerated() {
      joined.removeAll(keepingCapacity: true)
      joined.append(contentsOf: bytes[left])
      joined.append(contentsOf: bytes[right])
      guard let one = vocabulary.pieceID(of: bytes[left]),
        let other = vocabulary.pieceID(of: bytes[right]), let id = vocabulary.pieceID(of: joined)
      else {
        throw ModelFileError(
          file: file,
          reason: "merges \"\(String(decoding: bytes[left], as: UTF8.self).prefix(60))\" and "
            + "\"\(String(decoding: bytes[right], as: UTF8.self).prefix(60))\" (merge \(rank)), "
            + "which its vocabulary lacks, or what becomes of them")
      }
      table.add(one, other, rank: rank, id: id)
    }
    return table
  }

  /// The two parts of a merge that is written with a blank between them, which lies at `place`.
  static func pair(
    _ place: Range<Int>, in bytes: UnsafeRawBufferPointer
  ) -> (Range<Int>, Range<Int>)? {
    guard let blank = bytes[place].firstIndex(of: 0x20), blank > place.lowerBound,
      blank + 1 < place.upperBound
    else { return nil }
    return (place.lowerBound..<blank, blank + 1..<place.upperBound)
  }
}

extension BytePairModel {
  /// The tokenizer in the metadata of a .gguf file.
  ///
  /// - Throws: what is wrong with it, or that it is of another kind.
  init(_ file: GGUF) throws(ModelFileError) {
    let kind = try file.string("tokenizer.ggml.model") ?? "nameless"
    guard ["gpt2", "llama"].contains(kind) else {
      let known = ["bert": "WordPiece", "t5": "Unigram"][kind]
      throw file.error(
        "has a tokenizer of the kind \(kind)\(known.map { ", which is \($0)" } ?? ""); only gpt2, "
          + "which merges bytes, and llama, which merges characters, can be read")
    }
    let hasScores = kind == "llama"
    var rules = BytePairRules()
    let cutting = try Self.cutting(file)
    if hasScores {
      if try file.flag("tokenizer.ggml.add_space_prefix") ?? true {
        rules.changes.append(.prepended([PieceSpelling.blank]))
      }
      rules.changes.append(.replaced(" ", by: [PieceSpelling.blank]))
    } else {
      try rules.cut(as: cutting, in: file)
      if try file.flag("tokenizer.ggml.add_space_prefix") ?? false {
        rules.steps.insert(.prefixSpace, at: 0)
      }
    }
    let places = try file.strings("tokenizer.ggml.tokens")
    let types = try file.wholes("tokenizer.ggml.token_type") ?? []
    guard let start = places.first?.lowerBound, let end = places.last?.upperBound else {
      throw file.error("has a vocabulary without tokens")
    }
    guard start <= end, end - start <= Vocabulary.longest else {
      throw file.error(
        "has a vocabulary of \(end - start) bytes; one may have \(Vocabulary.longest)")
    }
    // 3 is a control token, 4 one that a person added, 2 what stands for others.
    let apart = hasScores ? [2, 3, 4] : [3, 4]
    let addedIDs = places.indices.filter {
      types.indices.contains($0) && apart.contains(types[$0])
    }
    rules.template = TokenTemplate(
      before: try Self.own(file, "bos", hasScores || cutting == "llama-bpe", count: places.count),
      after: try Self.own(file, "eos", false, count: places.count))
    vocabulary = try Vocabulary(
      places.enumerated().map { id, place in
        Vocabulary.Entry(id: id, bytes: place.lowerBound - start..<place.upperBound - start)
      }, in: Array(file.bytes(start..<end)), file: file.path)
    added = addedIDs.compactMap { id in
      let text = String(decoding: file.bytes(places[id]), as: UTF8.self)
      return text.isEmpty ? nil : AddedToken(text, id: id)
    }
    guard !hasScores else {
      let unknown = try file.whole("tokenizer.ggml.unknown_token_id") ?? 0
      rules.spelling = .characters(
        fallsBack: true, unknown: places.indices.contains(unknown) ? unknown : nil, fuses: true)
      self.rules = rules
      merges = try Self.merges(
        by: file.reals("tokenizer.ggml.scores"), vocabulary, file: file.path)
      return
    }
    var pairs: [(Range<Int>, Range<Int>)] = []
    for place in try file.strings("tokenizer.ggml.merges") {
      guard let pair = Self.pair(place, in: file.file.bytes) else {
        throw file.error(
          "has the merge \"\(String(decoding: file.bytes(place), as: UTF8.self).prefix(60))\"; it "
            + "should be two tokens with a blank between them")
      }
      pairs.append(pair)
    }
    merges = try Self.merges(pairs, in: file.file.bytes, vocabulary, file: file.path)
    self.rules = rules
  }

  /// How texts are cut into words; of a family whose models all do it in one way, that, where the file
  /// does not say.
  private static func cutting(_ file: GGUF) throws(ModelFileError) -> String {
    if let said = try file.string("tokenizer.ggml.pre") { return said }
    switch try file.string("general.architecture") {
    case "gpt2": return "gpt-2"
    case "gptneox": return "olmo"
    case "qwen2", "qwen3": return "qwen2"
    default: return "default"
    }
  }

  /// The token that is put before or after each text, where one is.
  private static func own(
    _ file: GGUF, _ name: String, _ usual: Bool, count: Int
  ) throws(ModelFileError) -> [Int] {
    guard try file.flag("tokenizer.ggml.add_\(name)_token") ?? usual else { return [] }
    let key = "tokenizer.ggml.\(name)_token_id"
    guard let id = try file.whole(key), (0..<count).contains(id) else {
      throw file.error("its \(key) should be the number of a token")
    }
    return [id]
  }
}

extension BytePairRules {
  /// Cuts texts into words as the kind `cutting` of .gguf files does.
  fileprivate mutating func cut(as cutting: String, in file: GGUF) throws(ModelFileError) {
    switch cutting {
    // The merges of SmolLM leave each digit alone, so that nobody need cut them apart first.
    case "gpt-2", "smollm": steps = [.pattern(.gpt2)]
    // What is made of GPT-NeoX's vocabulary.
    case "olmo":
      steps = [.pattern(.gpt2)]
      changes = [.composed]
    case "llama-bpe", "llama3", "llama-v3":
      steps = [.pattern(.llama3(digits: 3))]
      takesWholeWords = true
    case "qwen2":
      steps = [.pattern(.llama3(digits: 1))]
      changes = [.composed]
    default:
      throw file.error(
        "has a tokenizer that cuts texts as \(cutting) (tokenizer.ggml.pre); only gpt-2, olmo, "
          + "smollm, llama-bpe and qwen2 can be read")
    }
  }
}

extension BytePairModel {
  /// The tokenizer of a folder with vocab.json and merges.txt.
  ///
  /// - Throws: which of them is missing or wrong, or that the tokenizer is of another kind.
  init(folder: String, tokenizerClass: String?) throws(ModelFileError) {
    let (path, list) = (folder + "/vocab.json", folder + "/merges.txt")
    guard FileStatus(of: path) != .missing else {
      if let error = IncompleteFolder(path: folder).interruptedDownload { throw error }
      let model = folder + "/tokenizer.model"
      guard FileStatus(of: model) == .missing else {
        throw ModelFileError(
          file: model,
          reason: "is a SentencePiece tokenizer, which can be read from tokenizer.json alone; "
            + "AutoTokenizer.from_pretrained(folder).save_pretrained(folder) in the transformers "
            + "library writes that")
      }
      throw ModelFileError(
        file: folder,
        reason: "has no tokenizer; it should be in tokenizer.json, or in vocab.json and merges.txt")
    }
    guard FileStatus(of: list) != .missing else {
      throw ModelFileError(file: list, reason: "does not exist; vocab.json needs it beside itself")
    }
    let settings = try BytePairSettings(folder: folder, tokenizerClass: tokenizerClass)
    let words = try MappedFile(path: path, atMost: Vocabulary.longest)
    var (bytes, entries) = try words.json { reader throws(Flaw) in
      try BytePairFile.vocabulary(&reader)
    }
    var known: [Int: Range<Int>] = [:]
    for entry in entries { known[entry.id] = entry.bytes }
    let spellings = Dictionary(
      entries.map { (Array(bytes[$0.bytes]), $0.id) }, uniquingKeysWith: { $1 })
    var added: [AddedToken] = []
    for var token in settings.added {
      let spelling = Array(token.text.utf8)
      if let id = spellings[spelling] {
        token.id = id
      } else {
        let id = token.id ?? entries.count
        token.id = id
        let start = bytes.count
        bytes += spelling
        entries.append(Vocabulary.Entry(id: id, bytes: start..<bytes.count))
      }
      added.append(token)
    }
    let vocabulary = try Vocabulary(entries, in: bytes, file: path)
    self.vocabulary = vocabulary
    let file = try MappedFile(path: list, atMost: Vocabulary.longest)
    var pairs: [(Range<Int>, Range<Int>)] = []
    for (index, line) in Self.lines(of: file.bytes).enumerated() where !line.isEmpty {
      if index == 0, file.bytes[line].starts(with: "#version".utf8) { continue }
      guard let pair = Self.pair(line, in: file.bytes) else {
        throw ModelFileError(
          file: list, line: index + 1, reason: "should be two tokens with a blank between them")
      }
      pairs.append(pair)
    }
    merges = try Self.merges(pairs, in: file.bytes, vocabulary, file: list)
    self.added = added
    rules = try settings.rules(vocabulary, file: path)
  }

  private static func lines(of bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      lines.append(start..<(end > start && bytes[end - 1] == 13 ? end - 1 : end))
      start = end + 1
    }
    return lines
  }
}
