import JSON

/// Byte-pair encoding, the tokenizer of GPT-2 and of the decoders since: text is cut into words, and the
/// bytes of each word, or its characters in a SentencePiece vocabulary such as Llama 2's, are merged
/// pair by pair as far as the list of merges goes.
///
/// It gives exactly what the tokenizers library gives for such a model. A token may be a part of a
/// character: it stands in the text where that character does. Source: Sennrich et al., "Neural
/// Machine Translation of Rare Words with Subword Units", 2016; Radford et al., 2019; Kudo and
/// Richardson, "SentencePiece", 2018.
public struct BytePairEncoding: Tokenizer {
  /// The tokens and their numbers, spelled as `PieceSpelling` says.
  public let vocabulary: Vocabulary
  private let merges: MergeTable
  private let rules: BytePairRules
  private let speller: PieceSpeller
  private let asWritten: AddedTokens
  private let inNormalForm: AddedTokens
  private let addedIDs: Set<Int>

  /// None where every byte has a token.
  public var unknown: Int? { speller.unknown }

  /// The tokenizer of the model in `folder`: tokenizer.json, or vocab.json with merges.txt.
  ///
  /// - Parameter tokenizerClass: the class that the model's config.json names, where it does.
  /// - Throws: which of the files is missing or wrong, or that the tokenizer is of another kind.
  public init(folder: String, tokenizerClass: String? = nil) throws(ModelFileError) {
    let path = folder + "/tokenizer.json"
    if FileStatus(of: path) != .missing {
      self.init(try BytePairFile(path: path).tokenizer())
    } else {
      self.init(try BytePairModel(folder: folder, tokenizerClass: tokenizerClass))
    }
  }

  /// The tokenizer in the metadata of a .gguf file.
  ///
  /// - Throws: what is wrong with it, or that it is of another kind.
  public init(_ file: GGUF) throws(ModelFileError) { self.init(try BytePairModel(file)) }

  init(_ model: BytePairModel) {
    (vocabulary, merges, rules) = (model.vocabulary, model.merges, model.rules)
    speller = PieceSpeller(model.rules.spelling, model.vocabulary)
    asWritten = AddedTokens(model.added.filter { !$0.isNormalized })
    inNormalForm = AddedTokens(
      model.added.filter(\.isNormalized).map { token in
        var token = token
        token.spelling = model.rules.normalize(BertNormalizer.elements(of: token.spelling))
          .map(\.scalar)
        return token
      })
    addedIDs = Set(model.added.compactMap(\.id))
  }

  /// The tokens of `text` with those that the model puts around it.
  public func encode(_ text: String) -> [EncodedToken] {
    rules.template.around(pieces(of: text), vocabulary: vocabulary)
  }

  /// The tokens of two texts that are read together, with those that the model puts around them.
  public func encode(_ text: String, _ second: String) -> [EncodedToken] {
    rules.template.around(text, second, vocabulary: vocabulary, pieces(of:))
  }

  /// The first of `tokens`, which `encode` gave, and those that the model puts at the end.
  public func cut(_ tokens: [EncodedToken], to limit: Int) -> [EncodedToken] {
    rules.template.cut(tokens, to: limit)
  }

  /// The tokens of `text` alone.
  public func pieces(of text: String) -> [EncodedToken] {
    let added = { (match: AddedTokens.Match, text: ArraySlice<BertNormalizer.Element>) in
      rules.template.token(match.id, vocabulary, text, isSpelledSo: false)
    }
    let elements = BertNormalizer.elements(of: text.unicodeScalars)
    return asWritten.cut(elements[...], added) { text in
      inNormalForm.cut(rules.normalize(Array(text))[...], added) { text in
        rules.words(text).flatMap(pieces(ofWord:))
      }
    }
  }

  private func pieces(ofWord word: ArraySlice<BertNormalizer.Element>) -> [EncodedToken] {
    let spelled = speller.spell(word)
    if rules.takesWholeWords, let id = vocabulary.pieceID(of: spelled.bytes) {
      return [piece(id, word)]
    }
    // Where tokens stand is counted by the lengths of those before them, as the library does: after a
    // byte without a token they are said to stand too early.
    var (start, symbols) = (0, spelled.symbols[...])
    return merges.merge(spelled.symbols.map(\.id)).map { id, count in
      let end = start + symbols.prefix(count).reduce(0) { $0 + $1.length }
      symbols = symbols.dropFirst(count)
      defer { start = end }
      return piece(id, word[spelled.places[start]...spelled.places[end - 1]])
    }
  }

  private func piece(_ id: Int, _ text: ArraySlice<BertNormalizer.Element>) -> EncodedToken {
    rules.template.token(id, vocabulary, text)
  }

  /// What the token's bytes are as text, or the spelling of one that was added.
  public func text(of id: Int) -> String {
    textBytes(of: id).map(ByteLevel.text) ?? spelling(of: id)
  }

  private func textBytes(of id: Int) -> [UInt8]? {
    guard (0..<vocabulary.count).contains(id) else { return nil }
    return speller.bytes(of: vocabulary[id], isAdded: addedIDs.contains(id))
  }

  /// The bytes that a token adds to a text: perhaps a part of a character.
  public func bytes(of id: Int) -> [UInt8] {
    textBytes(of: id) ?? Array(spelling(of: id).utf8)
  }

  /// Those that are a blank and two letters or more in any script, and words in scripts that have no
  /// blanks.
  public var words: [Int] { vocabulary.words(blank: speller.blank, text(of:)) }
}
