/// What cuts a text into the tokens that a model reads.
///
/// It finds the added tokens in a text, brings what is between them into a normal form (see
/// `TextNormalizer`), cuts that into words (`PreTokenizer`) and these into tokens, as the kind of its
/// vocabulary has it: `BytePairEncoding`, `Unigram` or `WordPiece`. Around all it puts the model's own
/// tokens (`TokenTemplate`). It gives exactly what the tokenizers library gives for such a model.
public struct Tokenizer: Sendable {
  /// All tokens by their IDs.
  public let vocabulary: Vocabulary
  private let cutter: any WordCutter
  private let rules: TokenizerRules
  private let asWritten: AddedTokens
  private let inNormalForm: AddedTokens
  private let addedIDs: Set<Int>

  /// A tokenizer that cuts words into tokens of `vocabulary` as `cutter` does.
  init(_ cutter: some WordCutter, _ vocabulary: Vocabulary, _ rules: TokenizerRules) {
    (self.cutter, self.vocabulary, self.rules) = (cutter, vocabulary, rules)
    asWritten = AddedTokens(rules.added.filter { !$0.isNormalized })
    inNormalForm = AddedTokens(
      rules.added.filter(\.isNormalized).map { token in
        var token = token
        token.spelling = rules.normalizer.normalize(TextElement.all(of: token.spelling))
          .map(\.scalar)
        return token
      })
    addedIDs = Set(rules.added.compactMap(\.id))
  }

  /// The ID of the token that stands for what the vocabulary lacks; `nil` where it lacks nothing.
  public var unknown: Int? { cutter.unknown }

  /// The ID of the token that hides a word from an encoder; `nil` where there is none. A vocabulary that
  /// has BERT's among its own has no other use for that.
  public var mask: Int? { vocabulary.id(of: "<mask>") ?? vocabulary.id(of: "[MASK]") }

  /// The IDs of the tokens that are whole words, which a vector can be said to be near to: those of two
  /// letters or more with a blank before them, in any script, and words in scripts that have no blanks;
  /// where tokens spell no blank, those of two letters or more, all of them `a` to `z`.
  public var words: [Int] {
    guard let blank = cutter.blank else { return vocabulary.plainWords }
    return vocabulary.words(blank: blank, text(of:))
  }

  /// The tokens of a whole sentence, with those that the model puts around it.
  public func encode(_ text: String) -> [EncodedToken] {
    rules.template.around(pieces(of: text), vocabulary: vocabulary)
  }

  /// The tokens of two texts that are read together, with those that the model puts around them: each
  /// knows which kind of sentence it is of. Those of the second stand behind the first, as if a blank
  /// parted them.
  public func encode(_ text: String, _ second: String) -> [EncodedToken] {
    let length = text.unicodeScalars.count + 1
    return rules.template.around(
      pieces(of: text), pieces(of: second).map { $0.behind(length) }, vocabulary: vocabulary)
  }

  /// The first of a sentence's tokens, which `encode` gave, `limit` at most, with the model's own at
  /// their places.
  public func cut(_ tokens: [EncodedToken], to limit: Int) -> [EncodedToken] {
    rules.template.cut(tokens, to: limit)
  }

  /// The tokens of a text alone, without any that the model puts around it.
  public func pieces(of text: String) -> [EncodedToken] {
    let added = { (match: AddedTokens.Match, text: ArraySlice<TextElement>) in
      rules.template.token(
        WordPart(id: match.id, text: text, isSpelledSo: false), vocabulary)
    }
    return asWritten.cut(TextElement.all(of: text.unicodeScalars)[...], added) { text in
      inNormalForm.cut(rules.normalizer.normalize(Array(text))[...], added) { text in
        rules.preTokenizer.words(text).flatMap { word in
          cutter.cut(word).map { rules.template.token($0, vocabulary) }
        }
      }
    }
  }

  /// How the vocabulary spells the token `id`; one that it lacks is `<ID>`.
  public func spelling(of id: Int) -> String {
    (0..<vocabulary.count).contains(id) ? vocabulary[id] : "<\(id)>"
  }

  /// What a token stands for in a text: of a vocabulary of bytes the text that they are, with what is
  /// no whole character as `<0xE2>`. A token that the vocabulary lacks is `<ID>`.
  public func text(of id: Int) -> String {
    textBytes(of: id).map(ByteLevel.text) ?? spelling(of: id)
  }

  /// The bytes that a token adds to a text: perhaps a part of a character.
  public func bytes(of id: Int) -> [UInt8] {
    textBytes(of: id) ?? Array(spelling(of: id).utf8)
  }

  private func textBytes(of id: Int) -> [UInt8]? {
    guard (0..<vocabulary.count).contains(id) else { return nil }
    return cutter.bytes(of: vocabulary[id], isAdded: addedIDs.contains(id))
  }

  /// Tokens of a text that was not cut into them: of which this tokenizer would perhaps make others.
  ///
  /// What both have in common, from the first token on, stands where it does; the others follow one
  /// after the other. A token that only continues a character stands nowhere of its own.
  ///
  /// - Parameters:
  ///   - ids: the tokens' IDs.
  ///   - text: what they are the tokens of.
  public func tokens(_ ids: [Int], of text: String) -> [EncodedToken] {
    let cut = encode(text)
    let same = zip(cut, ids).prefix { $0.id == $1 }.count
    var end = cut[..<same].map(\.scalars.upperBound).max() ?? 0
    return cut[..<same]
      + ids[same...].map { id in
        let start = end
        end += bytes(of: id).count { $0 & 0xc0 != 0x80 }
        return EncodedToken(
          id: id, token: spelling(of: id), scalars: start..<end, isOwn: false)
      }
  }
}
