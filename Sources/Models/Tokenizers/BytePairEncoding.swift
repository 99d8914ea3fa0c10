/// Byte-pair encoding, the tokenizer of GPT-2 and of the decoders since: the bytes of each word, or its
/// characters in a SentencePiece vocabulary such as Llama 2's, are merged pair by pair as far as the list
/// of merges goes.
///
/// A token may be a part of a character: it stands in the text where that character does. Source:
/// Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units", 2016; Radford et al.,
/// 2019; Kudo and Richardson, "SentencePiece", 2018.
struct BytePairEncoding: WordCutter {
  private let vocabulary: Vocabulary
  private let merges: MergeTable
  private let speller: PieceSpeller
  /// Whether a word that is a token as a whole needs no merging.
  private let takesWholeWords: Bool

  init(
    _ vocabulary: Vocabulary, _ merges: MergeTable, _ spelling: PieceSpelling,
    takesWholeWords: Bool = false
  ) {
    (self.vocabulary, self.merges, self.takesWholeWords) = (vocabulary, merges, takesWholeWords)
    speller = PieceSpeller(spelling, vocabulary)
  }

  /// None where every byte has a token.
  var unknown: Int? { speller.unknown }

  var blank: Unicode.Scalar? { speller.blank }

  func cut(_ word: ArraySlice<TextElement>) -> [WordPart] {
    let spelled = speller.spell(word)
    if takesWholeWords, let id = vocabulary.pieceID(of: spelled.bytes) {
      return [WordPart(id: id, text: word)]
    }
    // Where tokens stand is counted by the lengths of those before them, as the library does: after a
    // byte without a token they are said to stand too early.
    var (start, symbols) = (0, spelled.symbols[...])
    return merges.merge(spelled.symbols.map(\.id)).map { id, count in
      let end = start + symbols.prefix(count).reduce(0) { $0 + $1.length }
      symbols = symbols.dropFirst(count)
      defer { start = end }
      return WordPart(id: id, text: word[spelled.places[start]...spelled.places[end - 1]])
    }
  }

  func bytes(of token: String, isAdded: Bool) -> [UInt8]? {
    speller.bytes(of: token, isAdded: isAdded)
  }
}

extension Tokenizer {
  /// The byte-pair tokenizer of a tokenizer.json.
  ///
  /// - Throws: which part of it is of a kind that can't be read, or wrong.
  init(bytePairs file: TokenizerFile) throws(ModelFileError) {
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      guard (file.text(key) ?? "").isEmpty else {
        throw file.error("its model's \(key) is \(file.text(key) ?? ""); only none can be read")
      }
    }
    var rules = try file.rules()
    let fallsBack = try file.flag("byte_fallback")
    guard
      rules.preTokenizer.spellsBytes || rules.preTokenizer.sign != nil || fallsBack
        || rules.normalizer.replacesText
    else {
      throw file.error(
        "its pre_tokenizer should end with ByteLevel, or blanks become ▁; other kinds of BPE can't "
          + "be read")
    }
    let vocabulary = try file.vocabulary(adding: rules.added)
    rules.template = try file.template(vocabulary) ?? TokenTemplate()
    var spelling = PieceSpelling.bytes
    if !rules.preTokenizer.spellsBytes {
      let unknown = file.text("unk_token")
      let id = unknown.flatMap { vocabulary.pieceID(of: $0.utf8) }
      if let unknown, id == nil {
        throw file.error("its unk_token is \(unknown), which its vocabulary lacks")
      }
      spelling = .characters(
        blank: rules.preTokenizer.sign ?? PieceSpelling.blank, fallsBack: fallsBack, unknown: id,
        fuses: try file.flag("fuse_unk"))
    }
    self.init(
      BytePairEncoding(
        vocabulary, try file.merges.table(vocabulary, file: file.path), spelling,
        takesWholeWords: try file.flag("ignore_merges")),
      vocabulary, rules)
  }
}
