extension Tokenizer {
  /// The WordPiece tokenizer of the model in `folder`.
  ///
  /// The vocabulary is that of vocab.txt or, without one, of tokenizer.json. Other files in the
  /// folder say how case and accents count and which tokens are added: see `TokenizerSettings`.
  ///
  /// - Parameters:
  ///   - usual: the class of the tokenizer where tokenizer_config.json names none.
  ///   - given: the folder's tokenizer.json, where it was read.
  /// - Throws: which of the files can't be read, or what is wrong with it.
  /// - Complexity: for 30,522 tokens 1.7 ms from vocab.txt, 9 ms where tokenizer.json is needed.
  init(
    wordPiecesIn folder: String, usual: String, _ given: TokenizerFile? = nil
  ) throws(ModelFileError) {
    let settings = try TokenizerSettings(folder: folder, usual: usual)
    let (lines, path) = (folder + "/vocab.txt", folder + "/tokenizer.json")
    let hasLines = FileStatus(of: lines) != .missing
    var file = given
    if file == nil, !hasLines || settings.isGeneric || settings.decoder == nil,
      FileStatus(of: path) != .missing
    {
      file = try TokenizerFile(path: path)
    }
    let listed = try file?.added() ?? []
    if !hasLines || settings.isGeneric {
      try file?.checkWordPieces(unknown: settings.own?.unknown)
    }
    let vocabulary =
      if !hasLines, let file {
        try file.wordPieces(adding: listed)
      } else {
        try Vocabulary(path: lines)
      }
    let added = settings.addedTokens(beside: file == nil ? nil : listed)
    let source = hasLines ? lines : path
    if settings.isGeneric, let file {
      let whole = vocabulary.adding(added)
      try self.init(
        whole,
        TokenizerRules(
          normalizer: file.normalizer(), template: file.template(whole) ?? TokenTemplate(),
          added: added),
        unknown: file.text("unk_token") ?? OwnTokens.bert.unknown, file: source)
    } else {
      try self.init(
        wordPieces: vocabulary, settings.normalizer, added: added, own: settings.own ?? .bert,
        file: source)
    }
  }

  /// A tokenizer for BERT's `vocabulary`, which was read from `file`.
  ///
  /// - Parameters:
  ///   - lowercase: whether the model tells neither case nor accents apart.
  ///   - file: the file that an error names.
  /// - Throws: that the vocabulary has no `[UNK]`, `[CLS]` or `[SEP]`.
  public init(
    wordPieces vocabulary: Vocabulary, lowercase: Bool = true, file: String = "vocab.txt"
  ) throws(ModelFileError) {
    try self.init(
      wordPieces: vocabulary, BertNormalizer(lowercase: lowercase), added: [], own: .bert,
      file: file)
  }

  /// One with the usual tokens of a family around each text.
  private init(
    wordPieces vocabulary: Vocabulary, _ normalizer: BertNormalizer, added: [AddedToken],
    own: OwnTokens, file: String
  ) throws(ModelFileError) {
    let whole = vocabulary.adding(added)
    var ids: [Int] = []
    for token in [own.unknown, own.first, own.last] {
      guard let id = whole.id(of: token) else {
        throw ModelFileError(
          file: file,
          reason:
            "has no token \(token); \(own.owner) vocabulary has \(own.unknown), \(own.first) and "
            + own.last)
      }
      ids.append(id)
    }
    let usual = [own.unknown, own.filler, own.first, own.last, own.mask]
      .filter { token in
        whole.id(of: token) != nil && !added.contains { $0.text.utf8.elementsEqual(token.utf8) }
      }
      .map { spelling in
        var token = AddedToken(spelling)
        token.takesSpaceBefore = own.areAsRobertas && spelling == own.mask
        return token
      }
    let isRobertas = own.areAsRobertas
    var template = TokenTemplate(
      first: ids[1], between: isRobertas ? [ids[2], ids[2]] : [ids[2]], last: ids[2],
      kind: isRobertas ? 0 : 1)
    template.trimsOffsets = isRobertas
    try self.init(
      whole,
      TokenizerRules(
        normalizer: TextNormalizer(steps: [.bert(normalizer)]), template: template,
        added: usual + added),
      unknown: own.unknown, file: file)
  }

  /// - Parameter vocabulary: all tokens, those of `rules.added` too.
  private init(
    _ vocabulary: Vocabulary, _ rules: TokenizerRules, unknown: String, file: String
  ) throws(ModelFileError) {
    guard let unknown = vocabulary.id(of: unknown) else {
      throw ModelFileError(
        file: file, reason: "has no token \(unknown), which stands for words that it lacks")
    }
    var rules = rules
    rules.preTokenizer.steps = [.bert]
    let added = rules.added
    rules.added = []
    for var token in added {
      guard let number = vocabulary.id(of: token.text) else { continue }
      if let stated = token.id, stated != number {
        throw ModelFileError(
          file: file,
          reason: "gives the token \(token.text) the number \(number); another file beside it says "
            + "\(stated)")
      }
      token.id = number
      rules.added.append(token)
    }
    self.init(WordPiece(vocabulary, unknown: unknown), vocabulary, rules)
  }
}

extension TokenizerFile {
  /// Looks whether it cuts words as BERT does.
  ///
  /// - Parameter unknown: how the token must be spelled that stands for words which cannot be cut into
  ///   pieces; `nil` where the file may say it.
  /// - Throws: that the model is not a WordPiece one as BERT has it.
  fileprivate func checkWordPieces(unknown: String?) throws(ModelFileError) {
    if let unknown, let named = text("unk_token"), named != unknown {
      throw error("its model's unk_token is \(named); only \(unknown) can be read")
    }
    let prefix = text("continuing_subword_prefix") ?? "##"
    guard prefix == "##" else {
      throw error("its model's continuing_subword_prefix is \(prefix); only ## can be read")
    }
    guard number("max_input_chars_per_word") ?? WordPiece.longestWord == WordPiece.longestWord
    else {
      throw error("its model's max_input_chars_per_word should be \(WordPiece.longestWord)")
    }
    guard try preTokenizer().isBerts else {
      throw error("its pre_tokenizer should be BertPreTokenizer; WordPiece is read with no other")
    }
  }

  /// The tokens of the model and those added to them.
  ///
  /// - Throws: what is wrong with the numbers of its tokens.
  fileprivate func wordPieces(adding added: [AddedToken]) throws(ModelFileError) -> Vocabulary {
    guard areNumbered else {
      throw error("its model's vocab should be an object with each token's number")
    }
    return try vocabulary(adding: added)
  }
}
