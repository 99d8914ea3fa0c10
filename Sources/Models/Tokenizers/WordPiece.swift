/// The tokenizer of a BERT model: text into the pieces of words that the model knows.
///
/// It gives exactly what the tokenizers library gives for such a model: text is normalised (see
/// `BertNormalizer`), cut at spaces and around punctuation, and each word is cut into the longest
/// pieces of the vocabulary, from its start on; a piece within a word is spelled `##piece`.
/// Special tokens written out in the text (`[MASK]`) are taken as such.
public struct WordPiece: Tokenizer {
  /// The tokens and their numbers.
  public let vocabulary: Vocabulary
  /// The ID of what stands for a word that cannot be cut into pieces.
  public var unknown: Int? { unknownID }
  private let unknownID: Int
  private let normalizer: BertNormalizer
  private let template: TokenTemplate
  private let asWritten: AddedTokens
  private let inNormalForm: AddedTokens

  /// Longer words are unknown as a whole.
  static let longestWord = 100

  /// How a family spells the tokens of its own.
  struct OwnTokens: Sendable {
    /// What stands for a word that cannot be cut into pieces.
    let unknown: String
    /// What stands before a text, and after it.
    let first, last: String
    /// What fills a text up, and what hides a word.
    let filler, mask: String
    /// Whether all is as RoBERTa has it: the mask takes up the white space before it, and `last` stands
    /// twice between two texts, which are of one kind.
    var areAsRobertas = false
    /// Whose vocabulary it is.
    let owner: String

    static let bert = OwnTokens(
      unknown: "[UNK]", first: "[CLS]", last: "[SEP]", filler: "[PAD]", mask: "[MASK]",
      owner: "a BERT")
    static let mpnet = OwnTokens(
      unknown: "[UNK]", first: "<s>", last: "</s>", filler: "<pad>", mask: "<mask>",
      areAsRobertas: true, owner: "an MPNet")
  }

  /// The tokenizer of the model in `folder`.
  ///
  /// The vocabulary is that of vocab.txt or, without one, of tokenizer.json. Other files in the
  /// folder say how case and accents count and which tokens are added: see `TokenizerSettings`.
  ///
  /// - Parameter tokenizerClass: the class that the model's config.json names, where it does.
  /// - Throws: which of the files can't be read, or what is wrong with it.
  /// - Complexity: for 30,522 tokens 1.7 ms from vocab.txt, 9 ms where tokenizer.json is needed.
  public init(folder: String, tokenizerClass: String? = nil) throws(ModelFileError) {
    let settings = try TokenizerSettings(folder: folder, tokenizerClass: tokenizerClass)
    let (lines, path) = (folder + "/vocab.txt", folder + "/tokenizer.json")
    let hasLines = FileStatus(of: lines) != .missing
    let isNeeded = !hasLines || settings.isGeneric || settings.decoder == nil
    let file =
      isNeeded && FileStatus(of: path) != .missing ? try TokenizerFile(path: path) : nil
    guard
      let vocabulary =
        hasLines
        ? try Vocabulary(path: lines) : try file?.vocabulary(unknown: settings.own?.unknown)
    else {
      throw IncompleteFolder(path: folder).interruptedDownload
        ?? ModelFileError(
          file: folder,
          reason: "has no vocabulary; it should be in vocab.txt or tokenizer.json")
    }
    let added = settings.addedTokens(beside: file)
    let source = hasLines ? lines : path
    if settings.isGeneric, let file {
      let whole = vocabulary.adding(added)
      try self.init(
        vocabulary: whole, normalizer: file.normalizer(), added: added,
        unknown: file.unknown ?? OwnTokens.bert.unknown,
        template: file.template(whole) ?? TokenTemplate(), file: source)
    } else {
      try self.init(
        vocabulary: vocabulary, normalizer: settings.normalizer, added: added,
        own: settings.own ?? .bert, file: source)
    }
  }

  /// A tokenizer for `vocabulary`, which was read from `file`.
  ///
  /// - Parameters:
  ///   - lowercase: whether the model tells neither case nor accents apart.
  ///   - file: the file that an error names.
  /// - Throws: that the vocabulary has no `[UNK]`, `[CLS]` or `[SEP]`.
  public init(
    vocabulary: Vocabulary, lowercase: Bool = true, file: String = "vocab.txt"
  ) throws(ModelFileError) {
    try self.init(
      vocabulary: vocabulary, normalizer: BertNormalizer(lowercase: lowercase), added: [],
      own: .bert, file: file)
  }

  /// One with the usual tokens of a family around each text.
  private init(
    vocabulary: Vocabulary, normalizer: BertNormalizer, added: [AddedToken], own: OwnTokens,
    file: String
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
      vocabulary: whole, normalizer: normalizer, added: usual + added, unknown: own.unknown,
      template: template, file: file)
  }

  /// - Parameter vocabulary: all tokens, those of `added` too.
  private init(
    vocabulary: Vocabulary, normalizer: BertNormalizer, added: [AddedToken], unknown: String,
    template: TokenTemplate, file: String
  ) throws(ModelFileError) {
    guard let unknownID = vocabulary.id(of: unknown) else {
      throw ModelFileError(
        file: file, reason: "has no token \(unknown), which stands for words that it lacks")
    }
    self.vocabulary = vocabulary
    self.normalizer = normalizer
    self.unknownID = unknownID
    self.template = template
    var tokens: [AddedToken] = []
    for var token in added {
      guard let number = vocabulary.id(of: token.text) else { continue }
      if let stated = token.id, stated != number {
        throw ModelFileError(
          file: file,
          reason: "gives the token \(token.text) the number \(number); another file beside it says "
            + "\(stated)")
      }
      token.id = number
      tokens.append(token)
    }
    asWritten = AddedTokens(tokens.filter { !$0.isNormalized })
    inNormalForm = AddedTokens(
      tokens.filter(\.isNormalized).map { token in
        var token = token
        token.spelling = normalizer.normalize(BertNormalizer.elements(of: token.spelling))
          .map(\.scalar)
        return token
      })
  }

  /// The pieces of `text` between those that the model puts around it (`[CLS]` and `[SEP]`), however
  /// many there are.
  public func encode(_ text: String) -> [EncodedToken] {
    template.around(pieces(of: text), vocabulary: vocabulary)
  }

  /// The tokens of two texts that are read together, with those that the model puts around them.
  public func encode(_ text: String, _ second: String) -> [EncodedToken] {
    template.around(text, second, vocabulary: vocabulary, pieces(of:))
  }

  /// The first pieces of `text` between those that the model puts around it, no more than `limit` with
  /// these: what a model with so many positions reads.
  public func encode(_ text: String, atMost limit: Int) -> [EncodedToken] {
    cut(encode(text), to: limit)
  }

  /// The first of `pieces`, which `encode` gave, and the last: no more than `limit`, but these two.
  public func cut(_ pieces: [EncodedToken], to limit: Int) -> [EncodedToken] {
    template.cut(pieces, to: limit)
  }

  /// Those of two letters or more, all of them `a` to `z`.
  public var words: [Int] { vocabulary.plainWords }

  /// The token's spelling.
  public func text(of id: Int) -> String {
    (0..<vocabulary.count).contains(id) ? vocabulary[id] : "<\(id)>"
  }

  /// The pieces of a word, or of any text, alone.
  public func pieces(of text: String) -> [EncodedToken] {
    let elements = BertNormalizer.elements(of: text.unicodeScalars)
    let added = { (match: AddedTokens.Match, text: ArraySlice<BertNormalizer.Element>) in
      template.token(match.id, vocabulary, text, isSpelledSo: false)
    }
    return asWritten.cut(elements[...], added) { text in
      inNormalForm.cut(normalizer.normalize(text)[...], added, wordPieces(ofAll:))
    }
  }

  private func wordPieces(ofAll text: ArraySlice<BertNormalizer.Element>) -> [EncodedToken] {
    var pieces: [EncodedToken] = []
    for word in text.split(whereSeparator: \.scalar.isBertSpace) {
      var start = word.startIndex
      while start < word.endIndex {
        var end = start + 1
        if !word[start].scalar.isBertPunctuation {
          end = word[start...].firstIndex { $0.scalar.isBertPunctuation } ?? word.endIndex
        }
        pieces += wordPieces(of: word[start..<end])
        start = end
      }
    }
    return pieces
  }

  /// The longest pieces of `word` from its start on, or the one unknown piece.
  private func wordPieces(of word: ArraySlice<BertNormalizer.Element>) -> [EncodedToken] {
    let whole = [template.token(unknownID, vocabulary, word)]
    guard word.count <= Self.longestWord else { return whole }
    // Two bytes of room before the word, for the ## of the piece that starts it.
    var bytes: [UInt8] = [0, 0]
    var ends = [2]
    for element in word {
      bytes += UTF8.encode(element.scalar) ?? UTF8.encodedReplacementCharacter
      ends.append(bytes.count)
    }
    var pieces: [EncodedToken] = []
    var start = 0
    while start < word.count {
      var from = ends[start]
      if start > 0 {
        from -= 2
        bytes.replaceSubrange(from..<from + 2, with: "##".utf8)
      }
      var found: (id: Int, end: Int)?
      for end in (start + 1...word.count).reversed() where found == nil {
        found = vocabulary.pieceID(of: bytes[from..<ends[end]]).map { ($0, end) }
      }
      guard let (id, end) = found else { return whole }
      pieces.append(
        template.token(
          id, vocabulary, word[word.startIndex + start..<word.startIndex + end]))
      start = end
    }
    return pieces
  }
}
