extension Tokenizer {
  /// The tokenizer in the metadata of a .gguf file.
  ///
  /// - Throws: what is wrong with it, or that it is of another kind.
  public init(_ file: GGUF) throws(ModelFileError) {
    let kind = try file.string("tokenizer.ggml.model") ?? "nameless"
    guard ["gpt2", "llama"].contains(kind) else {
      let known = ["bert": "WordPiece", "t5": "Unigram"][kind]
      throw file.error(
        "has a tokenizer of the kind \(kind)\(known.map { ", which is \($0)" } ?? ""); only gpt2, "
          + "which merges bytes, and llama, which merges characters, can be read")
    }
    let hasScores = kind == "llama"
    var rules = TokenizerRules()
    var takesWholeWords = false
    let cutting = try Self.cutting(file)
    if hasScores {
      if try file.flag("tokenizer.ggml.add_space_prefix") ?? true {
        rules.normalizer.steps.append(.prepend([PieceSpelling.blank]))
      }
      rules.normalizer.steps.append(.replace(.text([" "]), by: [PieceSpelling.blank]))
    } else {
      takesWholeWords = try rules.cut(as: cutting, in: file)
      if try file.flag("tokenizer.ggml.add_space_prefix") ?? false {
        rules.preTokenizer.steps.insert(.prefixSpace, at: 0)
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
    let vocabulary = try Vocabulary(
      places.enumerated().map { id, place in
        Vocabulary.Entry(id: id, bytes: place.lowerBound - start..<place.upperBound - start)
      }, in: Array(file.bytes(start..<end)), file: file.path)
    rules.added = addedIDs.compactMap { id in
      let text = String(decoding: file.bytes(places[id]), as: UTF8.self)
      return text.isEmpty ? nil : AddedToken(text, id: id)
    }
    let cutter =
      hasScores
      ? BytePairEncoding(
        vocabulary,
        try MergeTable(
          scores: Self.scores(file, count: places.count), vocabulary, file: file.path),
        .characters(
          blank: PieceSpelling.blank, fallsBack: true,
          unknown: try Self.unknown(file, count: places.count), fuses: true))
      : BytePairEncoding(
        vocabulary, try Self.merges(file).table(vocabulary, file: file.path), .bytes,
        takesWholeWords: takesWholeWords)
    self.init(cutter, vocabulary, rules)
  }

  private static func scores(_ file: GGUF, count: Int) throws(ModelFileError) -> [Double] {
    let scores = try file.reals("tokenizer.ggml.scores")
    guard scores.count == count, scores.allSatisfy(\.isFinite) else {
      throw file.error(
        "has \(scores.count) scores of tokens (tokenizer.ggml.scores); its \(count) tokens need a "
          + "finite one each")
    }
    return scores
  }

  private static func unknown(_ file: GGUF, count: Int) throws(ModelFileError) -> Int? {
    let id = try file.whole("tokenizer.ggml.unknown_token_id") ?? 0
    return (0..<count).contains(id) ? id : nil
  }

  private static func merges(_ file: GGUF) throws(ModelFileError) -> ListedMerges {
    var merges = ListedMerges()
    for place in try file.strings("tokenizer.ggml.merges") {
      guard merges.append(file.bytes(place)) else {
        throw file.error(
          "has the merge \"\(String(decoding: file.bytes(place), as: UTF8.self).prefix(60))\"; it "
            + "should be two tokens with a blank between them")
      }
    }
    return merges
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

extension TokenizerRules {
  /// Cuts texts into words as the kind `cutting` of .gguf files does.
  ///
  /// - Returns: whether a word that is a token as a whole needs no merging.
  fileprivate mutating func cut(
    as cutting: String, in file: GGUF
  ) throws(ModelFileError) -> Bool {
    switch cutting {
    // The merges of SmolLM leave each digit alone, so that nobody need cut them apart first.
    case "gpt-2", "smollm": preTokenizer.steps = [.pattern(.gpt2)]
    // What is made of GPT-NeoX's vocabulary.
    case "olmo":
      preTokenizer.steps = [.pattern(.gpt2)]
      normalizer.steps = [.form(.composed)]
    case "llama-bpe", "llama3", "llama-v3":
      preTokenizer.steps = [.pattern(.llama3(digits: 3))]
      return true
    case "qwen2":
      preTokenizer.steps = [.pattern(.llama3(digits: 1))]
      normalizer.steps = [.form(.composed)]
    default:
      throw file.error(
        "has a tokenizer that cuts texts as \(cutting) (tokenizer.ggml.pre); only gpt-2, olmo, "
          + "smollm, llama-bpe and qwen2 can be read")
    }
    return false
  }
}
