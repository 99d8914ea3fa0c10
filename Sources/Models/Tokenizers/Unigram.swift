/// Unigram, the tokenizer of XLM-R and CamemBERT: of all ways to cut a word into pieces of the vocabulary
/// it takes the most probable one.
///
/// It gives exactly what the tokenizers library gives for such a model. Source: Kudo, "Subword
/// Regularization", 2018.
public struct Unigram: Tokenizer {
  /// The tokens and their numbers.
  public let vocabulary: Vocabulary
  private let rules: UnigramRules
  /// The logarithm of each token's probability.
  private let scores: [Double]
  /// That of a character which no token begins with.
  private let scoreOfUnknown: Double
  /// How many bytes the longest token has.
  private let longest: Int
  /// The tokens of bytes, where a character that no token has is written in these.
  private let bytes: [Int?]
  private let asWritten: AddedTokens
  private let inNormalForm: AddedTokens
  private let addedIDs: Set<Int>

  /// The ID of what stands for characters that no token has.
  public var unknown: Int? { rules.unknown }

  /// How much less probable than the least probable token an unknown character is.
  private static let penalty = 10.0

  /// The tokenizer of the model in `folder`, from its tokenizer.json.
  ///
  /// - Throws: why the file can't be read, what is wrong with it, or that it is of another kind.
  public init(folder: String) throws(ModelFileError) {
    self = try UnigramFile(path: folder + "/tokenizer.json").tokenizer()
  }

  init(vocabulary: Vocabulary, scores: [Double], added: [AddedToken], rules: UnigramRules) {
    self.vocabulary = vocabulary
    self.scores = scores
    self.rules = rules
    scoreOfUnknown = (scores.min() ?? 0) - Self.penalty
    longest = scores.indices.reduce(0) { max($0, vocabulary.length(of: $1)) }
    bytes =
      rules.fallsBackToBytes
      ? (0...255).map { vocabulary.pieceID(of: PieceSpelling.name(of: UInt8($0)).utf8) } : []
    asWritten = AddedTokens(added.filter { !$0.isNormalized })
    inNormalForm = AddedTokens(
      added.filter(\.isNormalized).map { token in
        var token = token
        token.spelling = rules.normalizer.normalize(BertNormalizer.elements(of: token.spelling))
          .map(\.scalar)
        return token
      })
    addedIDs = Set(added.compactMap(\.id))
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
      inNormalForm.cut(rules.normalizer.normalize(Array(text))[...], added) { text in
        rules.words(text).flatMap(pieces(ofWord:))
      }
    }
  }

  /// The best way to a place in a word.
  private struct Step {
    /// The last token on it; `nil` for a character that no token begins with.
    var id: Int?
    /// Where that begins.
    var start = 0
    var score = -Double.infinity
    var isReached = false
  }

  private func pieces(ofWord word: ArraySlice<BertNormalizer.Element>) -> [EncodedToken] {
    var (spelling, places): ([UInt8], [Int]) = ([], [])
    for (place, element) in zip(word.indices, word) {
      spelling += UTF8.encode(element.scalar) ?? UTF8.encodedReplacementCharacter
      places += repeatElement(place, count: spelling.count - places.count)
    }
    return cuts(spelling, places).flatMap { part, id -> [EncodedToken] in
      let text = word[places[part.lowerBound]...places[part.upperBound - 1]]
      let spelled = spelling[part]
      if let id = id ?? vocabulary.pieceID(of: spelled) {
        return [rules.template.token(id, vocabulary, text)]
      }
      if rules.fallsBackToBytes {
        let ids = spelled.compactMap { bytes[Int($0)] }
        if ids.count == spelled.count {
          return ids.map { rules.template.token($0, vocabulary, text) }
        }
      }
      guard let unknown = rules.unknown else { return [] }
      return [rules.template.token(unknown, vocabulary, text, isSpelledSo: false)]
    }
  }

  /// Where the most probable tokens stand in `spelling`; those without a number are unknown, as much as
  /// there is of it in one.
  ///
  /// - Complexity: O(bytes · longest token).
  private func cuts(_ spelling: [UInt8], _ places: [Int]) -> [(part: Range<Int>, id: Int?)] {
    var steps = [Step](repeating: Step(), count: spelling.count + 1)
    steps[0].score = 0
    func reach(_ end: Int, from start: Int, _ id: Int?, _ score: Double) {
      guard !steps[end].isReached || score > steps[end].score else { return }
      steps[end] = Step(id: id, start: start, score: score, isReached: true)
    }
    var start = 0
    while start < spelling.count {
      let next = places[start...].firstIndex { $0 != places[start] } ?? spelling.count
      let score = steps[start].score
      var hasCharacter = false
      vocabulary.forEachPrefix(of: spelling[start...].prefix(longest)) { id, length in
        guard scores.indices.contains(id) else { return }
        reach(start + length, from: start, id, score + scores[id])
        if start + length == next { hasCharacter = true }
      }
      if !hasCharacter { reach(next, from: start, nil, score + scoreOfUnknown) }
      start = next
    }
    var cuts: [(part: Range<Int>, id: Int?)] = []
    var end = spelling.count
    while end > 0 {
      let step = steps[end]
      let isUnknown = step.id == nil || step.id == rules.unknown
      if isUnknown, let last = cuts.last, last.id == nil {
        cuts[cuts.count - 1].part = step.start..<last.part.upperBound
      } else {
        cuts.append((step.start..<end, isUnknown ? nil : step.id))
      }
      end = step.start
    }
    return cuts.reversed()
  }

  /// The token's spelling with blanks in the place of their signs; of a byte the byte.
  public func text(of id: Int) -> String {
    guard (0..<vocabulary.count).contains(id) else { return "<\(id)>" }
    let spelling = vocabulary[id]
    guard !addedIDs.contains(id), let sign = rules.sign else { return spelling }
    return String(
      String.UnicodeScalarView(spelling.unicodeScalars.map { $0 == sign ? " " : $0 }))
  }

  /// The bytes that a token adds to a text: perhaps a part of a character.
  public func bytes(of id: Int) -> [UInt8] {
    if let byte = bytes.firstIndex(of: id) { return [UInt8(byte)] }
    return Array(text(of: id).utf8)
  }

  /// Those that are a blank and two letters or more in any script, and words in scripts that have no
  /// blanks.
  public var words: [Int] {
    vocabulary.words(blank: rules.sign ?? " ", text(of:))
  }
}

/// What a Unigram tokenizer does to a text before it looks for pieces, and after.
struct UnigramRules: Sendable {
  /// A step of cutting a text into words.
  enum Step: Sendable {
    /// At white space, which goes.
    case whiteSpace
    case blanks(Metaspace)
  }

  var normalizer = TextNormalizer()
  var steps: [Step] = []
  /// The token that stands for characters which no other has.
  var unknown: Int?
  /// Whether these are rather written as the tokens of their bytes, where it has all of them.
  var fallsBackToBytes = false
  /// What the model puts around a text.
  var template = TokenTemplate()

  /// What stands for a blank in a token.
  var sign: Unicode.Scalar? {
    steps.lazy.compactMap { if case .blanks(let blanks) = $0 { blanks.sign } else { nil } }.first
  }

  /// The words of a text.
  func words(
    _ text: ArraySlice<BertNormalizer.Element>
  ) -> [ArraySlice<BertNormalizer.Element>] {
    steps.reduce(text.isEmpty ? [] : [text]) { words, step in
      words.flatMap { word in
        switch step {
        case .whiteSpace: word.split { $0.scalar.properties.isWhitespace }
        case .blanks(let blanks): blanks.words(word)
        }
      }
    }
  }
}
