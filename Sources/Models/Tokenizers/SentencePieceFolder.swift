extension Tokenizer {
  /// The tokenizer of a folder with a SentencePiece file and no tokenizer.json.
  ///
  /// - Parameter usual: the class of the tokenizer where tokenizer_config.json names none.
  /// - Throws: which of its files is wrong, or that the tokenizer is of another kind.
  init(
    sentencePieces path: String, in folder: String, usual: String?
  ) throws(ModelFileError) {
    let settings = try SettingsFile(folder, "tokenizer_config.json")
    let kind = try settings.text("tokenizer_class") ?? usual
    let file = try SentencePieceFile(path: path)
    switch kind?.replacing(/Fast$/, with: "") {
    case "LlamaTokenizer": try self.init(file, in: folder, settings)
    case "XLMRobertaTokenizer" where file.kind == .unigram:
      try self.init(
        encoder: file, own: ["<s>", "<pad>", "</s>", "<unk>"], others: 3, first: 0, last: 2)
    case "CamembertTokenizer" where file.kind == .unigram:
      try self.init(
        encoder: file, own: ["<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>", "<unk>NOTUSED"],
        others: 1, first: 5, last: 6)
    default:
      throw file.error(
        "is a SentencePiece tokenizer\(kind.map { " of the class \($0)" } ?? ""), which can't be "
          + "read; save it as tokenizer.json beside it, in its folder, with \(Self.conversion)")
    }
  }

  /// One line for a shell.
  private static let conversion = """
    python3 -c "from transformers import AutoTokenizer as t; \
    t.from_pretrained('.').save_pretrained('.')"
    """

  /// That of a decoder, whose tokens have the numbers that the file gives them.
  private init(
    _ file: SentencePieceFile, in folder: String, _ settings: SettingsFile
  ) throws(ModelFileError) {
    var rules = TokenizerRules(normalizer: file.normalizer)
    for (id, (entry, role)) in zip(file.tokens.entries, file.roles).enumerated() {
      guard [.unknown, .control, .added].contains(role) else { continue }
      let spelling = String(decoding: file.tokens.bytes[entry.bytes], as: UTF8.self)
      if !spelling.isEmpty { rules.added.append(AddedToken(spelling, id: id)) }
    }
    let others = try SettingsFile(folder, "added_tokens.json").numbers()
    let stated = try settings.decoder() ?? others.map { AddedToken($0, id: $1) }
    rules.added.removeAll { token in stated.contains { $0.spelling == token.spelling } }
    rules.added += stated
    let vocabulary = try Vocabulary(file.tokens, adding: rules.added, file: file.path)
    func own(_ name: String, _ usual: Int?, _ isPut: Bool) throws(ModelFileError) -> [Int] {
      guard try settings.flag("add_\(name)_token") ?? isPut else { return [] }
      let id = try settings.spelling("\(name)_token").flatMap { vocabulary.id(of: $0) } ?? usual
      return id.map { $0 < vocabulary.count ? [$0] : [] } ?? []
    }
    rules.template = TokenTemplate(
      before: try own("bos", file.first, true), after: try own("eos", file.last, false))
    let unknown = file.unknown.flatMap { $0 < file.tokens.entries.count ? $0 : nil }
    switch file.kind {
    case .unigram:
      self.init(
        Unigram(
          vocabulary, scores: file.tokens.scores, unknown: unknown,
          fallsBackToBytes: file.fallsBackToBytes, sign: PieceSpelling.blank),
        vocabulary, rules)
    case .bytePairs:
      self.init(
        BytePairEncoding(
          vocabulary,
          try MergeTable(scores: file.tokens.scores, vocabulary, file: file.path),
          .characters(
            blank: PieceSpelling.blank, fallsBack: file.fallsBackToBytes, unknown: unknown,
            fuses: true)),
        vocabulary, rules)
    }
  }

  /// That of an encoder as fairseq trained them: the tokens of its own come first, and behind them those
  /// of the file from `others` on, as transformers 5.24 numbers them.
  private init(
    encoder file: SentencePieceFile, own: [String], others: Int, first: Int, last: Int
  ) throws(ModelFileError) {
    var tokens = ListedTokens()
    for token in own { tokens.append(token.utf8, score: token == "<unk>NOTUSED" ? -100 : 0) }
    for (entry, score) in zip(file.tokens.entries, file.tokens.scores).dropFirst(others) {
      tokens.append(file.tokens.bytes[entry.bytes], score: score)
    }
    tokens.append("<mask>".utf8, score: 0)
    var rules = TokenizerRules(
      normalizer: TextNormalizer(steps: try file.mapOfCharacters()),
      template: TokenTemplate(first: first, between: [last, last], last: last, kind: 0))
    rules.preTokenizer.steps = [.whiteSpace, .blanks(Metaspace())]
    let vocabulary = try Vocabulary(tokens, file: file.path)
    guard last < vocabulary.count else { throw file.error("has no tokens for the ends of a text") }
    for name in Set(own + ["<s>", "</s>", "<mask>"]) {
      guard let id = vocabulary.id(of: name) else { continue }
      var token = AddedToken(name, id: id)
      token.takesSpaceBefore = name == "<mask>"
      rules.added.append(token)
    }
    self.init(
      Unigram(
        vocabulary, scores: tokens.scores, unknown: vocabulary.id(of: "<unk>"),
        fallsBackToBytes: false, sign: PieceSpelling.blank),
      vocabulary, rules)
  }
}
