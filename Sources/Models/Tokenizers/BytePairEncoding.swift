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
    let own = { (id: Int) in EncodedToken(id: id, token: vocabulary[id], scalars: 0..<0) }
    return rules.before.map(own) + pieces(of: text) + rules.after.map(own)
  }

  /// The first of `tokens`, which `encode` gave, and those that the model puts at the end.
  public func cut(_ tokens: [EncodedToken], to limit: Int) -> [EncodedToken] {
    guard tokens.count > limit else { return tokens }
    return tokens.prefix(max(1, limit - rules.after.count)) + tokens.suffix(rules.after.count)
  }

  /// The tokens of `text` alone.
  public func pieces(of text: String) -> [EncodedToken] {
    let added = { (match: AddedTokens.Match, text: ArraySlice<BertNormalizer.Element>) in
      piece(match.id, text)
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
    var (start, end) = (0, 0)
    if let first = text.first, let last = text.last {
      (start, end) = (first.origin, last.origin + 1)
    }
    let token = vocabulary[id]
    if rules.trimsOffsets {
      let isBlank = { (scalar: Unicode.Scalar) in
        scalar == ByteLevel.characters[0x20] || scalar.properties.isWhitespace
      }
      var leading = token.unicodeScalars.prefix(while: isBlank).count
      let trailing = token.unicodeScalars.reversed().prefix(while: isBlank).count
      if leading > 0, start == 0, rules.trimsPrefixSpace { leading -= 1 }
      start = min(start + leading, end)
      if end >= trailing { end = max(end - trailing, start) }
    }
    return EncodedToken(id: id, token: token, scalars: start..<end, isOwn: false)
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
  public var words: [Int] {
    let letters = (0...255).map { byte in
      0x41...0x5a ~= byte || 0x61...0x7a ~= byte
    }
    let blank = speller.blank
    return (0..<vocabulary.count).filter { id in
      let bytes = vocabulary.bytes(of: id)
      // Most tokens are known by their bytes.
      let isSpaced = bytes.starts(with: blank)
      let word = isSpaced ? bytes.dropFirst(blank.count) : bytes
      if word.allSatisfy({ letters[Int($0)] }) { return isSpaced && word.count >= 2 }
      return word.contains { $0 >= 0x80 } && isWord(text(of: id).unicodeScalars)
    }
  }

  private func isWord(_ text: String.UnicodeScalarView) -> Bool {
    let word = text.first == " " ? text.dropFirst() : text[...]
    guard word.allSatisfy({ $0.properties.isAlphabetic }), let first = word.first else {
      return false
    }
    let hasNoBlanks = first.properties.isIdeographic || 0x3040...0x30ff ~= first.value
    return hasNoBlanks || word.count < text.count && word.count >= 2
  }
}
