import JSON

/// Byte-level byte-pair encoding, the tokenizer of GPT-2 and of the decoders since: text is cut into
/// words, and the bytes of each word are merged pair by pair as far as the list of merges goes.
///
/// It gives exactly what the tokenizers library gives for such a model. A token may be a part of a
/// character: it stands in the text where that character does. Source: Sennrich et al., "Neural
/// Machine Translation of Rare Words with Subword Units", 2016; Radford et al., 2019.
public struct BytePairEncoding: Tokenizer {
  /// The tokens and their numbers, spelled as `ByteLevel` spells bytes.
  public let vocabulary: Vocabulary
  private let merges: MergeTable
  private let rules: BytePairRules
  /// The number of each byte's token.
  private let bytes: [Int?]
  private let asWritten: AddedTokens
  private let inNormalForm: AddedTokens
  private let addedIDs: Set<Int>

  /// None: every byte has a token.
  public var unknown: Int? { nil }

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
    bytes = ByteLevel.characters.map { model.vocabulary.pieceID(of: String($0).utf8) }
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
    var symbols: [Int] = []
    // The spelling's bytes, and for each the code point of the word that it is of.
    var (spelling, places): ([UInt8], [Int]) = ([], [])
    for (place, element) in zip(word.indices, word) {
      for byte in UTF8.encode(element.scalar) ?? UTF8.encodedReplacementCharacter {
        spelling += UTF8.encode(ByteLevel.characters[Int(byte)]) ?? UTF8.encodedReplacementCharacter
        places += repeatElement(place, count: spelling.count - places.count)
        // The library passes over a byte without a token.
        if let id = bytes[Int(byte)] { symbols.append(id) }
      }
    }
    if rules.takesWholeWords, let id = vocabulary.pieceID(of: spelling) { return [piece(id, word)] }
    // Where tokens stand is counted by the lengths of those before them, as the library does: after a
    // byte without a token they are said to stand too early.
    var start = 0
    return merges.merge(symbols).map { id, _ in
      let end = start + vocabulary.length(of: id)
      defer { start = end }
      return piece(id, word[places[start]...places[end - 1]])
    }
  }

  private func piece(_ id: Int, _ text: ArraySlice<BertNormalizer.Element>) -> EncodedToken {
    rules.template.token(id, vocabulary, text)
  }

  /// What the token's bytes are as text, or the spelling of one that was added.
  public func text(of id: Int) -> String {
    guard (0..<vocabulary.count).contains(id) else { return "<\(id)>" }
    let spelling = vocabulary[id]
    if addedIDs.contains(id) { return spelling }
    return ByteLevel.bytes(spelling).map(ByteLevel.text) ?? spelling
  }

  /// The bytes that a token adds to a text: perhaps a part of a character.
  public func bytes(of id: Int) -> [UInt8] {
    guard (0..<vocabulary.count).contains(id), !addedIDs.contains(id),
      let bytes = ByteLevel.bytes(vocabulary[id])
    else { return Array(text(of: id).utf8) }
    return bytes
  }

  /// Those that are a blank and two letters or more in any script, and words in scripts that have no
  /// blanks.
  public var words: [Int] { vocabulary.words(blank: ByteLevel.characters[0x20], text(of:)) }
}

/// What a byte-pair tokenizer does to a text before and after its bytes are merged.
struct BytePairRules: Sendable {
  /// A step of cutting a text into words.
  enum Step: Sendable {
    /// Each number becomes a word, whatever it looks like: ½ and Ⅷ too.
    case digits
    case pattern(WordPattern)
    /// A blank is put before what has none.
    case prefixSpace
  }

  var steps: [Step] = []
  /// Whether letters and marks are composed first (NFC).
  var composes = false
  /// Whether a word that is a token as a whole needs no merging.
  var takesWholeWords = false
  /// What the model puts around a text.
  var template = TokenTemplate()

  func normalize(_ text: [BertNormalizer.Element]) -> [BertNormalizer.Element] {
    composes ? CanonicalForm.composed(text) : text
  }

  /// The words of a text.
  func words(
    _ text: ArraySlice<BertNormalizer.Element>
  ) -> [ArraySlice<BertNormalizer.Element>] {
    var words = text.isEmpty ? [] : [text]
    for step in steps {
      words = words.flatMap { word -> [ArraySlice<BertNormalizer.Element>] in
        switch step {
        case .digits: return Self.apart(word, \.isNumeric)
        case .prefixSpace:
          guard let first = word.first, first.scalar != " " else { return [word] }
          return [[BertNormalizer.Element(scalar: " ", origin: first.origin)] + word]
        case .pattern(let pattern):
          var start = word.startIndex
          return pattern.words(word.map(\.scalar)[...]).map { length in
            defer { start += length }
            return word[start..<start + length]
          }
        }
      }
    }
    return words
  }

  /// `word` with each code point that `isAlone` for itself.
  private static func apart(
    _ word: ArraySlice<BertNormalizer.Element>, _ isAlone: (Unicode.Scalar) -> Bool
  ) -> [ArraySlice<BertNormalizer.Element>] {
    var parts: [ArraySlice<BertNormalizer.Element>] = []
    var start = word.startIndex
    for place in word.indices where isAlone(word[place].scalar) {
      if start < place { parts.append(word[start..<place]) }
      parts.append(word[place...place])
      start = place + 1
    }
    if start < word.endIndex { parts.append(word[start...]) }
    return parts
  }
}

extension Unicode.Scalar {
  /// A number in any script, as Rust's `char::is_numeric` has it.
  fileprivate var isNumeric: Bool {
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: false
    }
  }
}
