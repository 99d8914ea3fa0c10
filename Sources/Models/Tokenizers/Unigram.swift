/// Unigram, the tokenizer of XLM-R and CamemBERT: of all ways to cut a word into tokens of the vocabulary
/// it takes the most probable one. Source: Kudo, "Subword Regularization", 2018.
struct Unigram: WordCutter {
  private let vocabulary: Vocabulary
  /// The logarithm of each token's probability.
  private let scores: [Double]
  /// That of a character which no token begins with.
  private let scoreOfUnknown: Double
  /// How many bytes the longest token has.
  private let longest: Int
  /// The tokens of bytes, where a character that no token has is written in these.
  private let bytes: [Int?]?
  /// What stands for characters that no token has.
  let unknown: Int?
  /// What stands for a blank in a token, where something does.
  private let sign: Unicode.Scalar?

  /// How much less probable than the least probable token an unknown character is.
  private static let penalty = 10.0

  init(
    _ vocabulary: Vocabulary, scores: [Double], unknown: Int?, fallsBackToBytes: Bool,
    sign: Unicode.Scalar?
  ) {
    (self.vocabulary, self.scores, self.unknown, self.sign) = (vocabulary, scores, unknown, sign)
    scoreOfUnknown = (scores.min() ?? 0) - Self.penalty
    longest = scores.indices.reduce(0) { max($0, vocabulary.length(of: $1)) }
    bytes =
      fallsBackToBytes
      ? (0...255).map { vocabulary.pieceID(of: PieceSpelling.name(of: UInt8($0)).utf8) } : nil
  }

  var blank: Unicode.Scalar? { sign ?? " " }

  func bytes(of token: String, isAdded: Bool) -> [UInt8]? {
    if bytes != nil, let byte = PieceSpelling.byte(token) { return [byte] }
    guard !isAdded, let sign else { return nil }
    return PieceSpelling.bytes(token, blank: sign)
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

  func cut(_ word: ArraySlice<TextElement>) -> [WordPart] {
    var (spelling, places): ([UInt8], [Int]) = ([], [])
    for (place, element) in zip(word.indices, word) {
      spelling += UTF8.encode(element.scalar) ?? UTF8.encodedReplacementCharacter
      places += repeatElement(place, count: spelling.count - places.count)
    }
    return cuts(spelling, places).flatMap { part, id -> [WordPart] in
      let text = word[places[part.lowerBound]...places[part.upperBound - 1]]
      let spelled = spelling[part]
      if let id = id ?? vocabulary.pieceID(of: spelled) { return [WordPart(id: id, text: text)] }
      if let bytes {
        let ids = spelled.compactMap { bytes[Int($0)] }
        if ids.count == spelled.count { return ids.map { WordPart(id: $0, text: text) } }
      }
      return unknown.map { [WordPart(id: $0, text: text, isSpelledSo: false)] } ?? []
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
      let isUnknown = step.id == nil || step.id == unknown
      if isUnknown, let last = cuts.last, last.id == nil {
        cuts[cuts.count - 1].part = step.start..<last.part.upperBound
      } else {
        cuts.append((step.start..<end, isUnknown ? nil : step.id))
      }
      end = step.start
    }
    return cuts.reversed()
  }
}

extension Tokenizer {
  /// The Unigram tokenizer of a tokenizer.json.
  ///
  /// - Throws: which part of it is of a kind that can't be read, or wrong.
  init(unigram file: TokenizerFile) throws(ModelFileError) {
    var rules = try file.rules()
    guard !rules.preTokenizer.spellsBytes else {
      throw file.error("its pre_tokenizer is ByteLevel, which can be read for BPE alone")
    }
    guard file.areScored else {
      throw file.error("its model's vocab should be an array of tokens, each with its score")
    }
    let unknown = file.number("unk_id")
    if let unknown, !file.tokens.scores.indices.contains(unknown) {
      throw file.error("its model's unk_id should be the number of a token")
    }
    let vocabulary = try file.vocabulary(adding: rules.added)
    rules.template = try file.template(vocabulary) ?? TokenTemplate()
    self.init(
      Unigram(
        vocabulary, scores: file.tokens.scores, unknown: unknown,
        fallsBackToBytes: try file.flag("byte_fallback"), sign: rules.preTokenizer.sign),
      vocabulary, rules)
  }
}
