import AttentionCore

/// What a sentence opens on where nobody says otherwise: the query, the head and the key of the most
/// weight that says something about the sentence.
///
/// The model's own tokens, punctuation and function words say little, pronouns ask but are not asked,
/// and a word next to the query is found by heads that look there in every sentence. Where no pair is
/// left, first neighbours count and then any word that isn't the query's own.
///
/// In a decoder the last token asks, which says what comes next; neighbours count, and the first token
/// doesn't, on which much weight lies whatever it is.
///
/// - Complexity: O(heads · q · n · d) for the q queries among the first tokens, q · n at most
///   `mostPairs`, once for a sentence.
struct FirstLook {
  let query: Int
  let head: HeadID
  /// What it looks at; `nil` where there is no other word.
  let key: Int?

  /// How many pairs of a query and a key are looked at in a head: more would be felt at the start.
  private static let mostPairs = 1500

  /// - Parameters:
  ///   - query: the one that was chosen; `nil` tries all that may ask.
  ///   - head: the one that was chosen; `nil` tries all.
  ///   - isDecoder: whether the tokens are those of a model whose tokens see nothing that follows.
  init(
    _ source: any AttentionSource, tokens: [Token], query: Int?, head: HeadID?,
    interventions: Interventions, isDecoder: Bool = false, words: FunctionWords = .bundled
  ) {
    let sentence = Words(tokens, words, isDecoder: isDecoder)
    let query = query ?? (isDecoder ? tokens.indices.last : nil)
    let queries =
      query.map { [$0] }
      ?? Array(
        tokens.indices.filter(sentence.mayAsk).prefix(max(1, Self.mostPairs / tokens.count)))
    // What a query may look at is the same in every head.
    let asked = sentence.pairs(of: queries)
    var best: (weight: Double, look: FirstLook)?
    for head in head.map({ [$0] }) ?? source.allHeads {
      let here = interventions.at(head)
      for (query, keys) in asked {
        let row = AttentionRow(
          query: query, original: source.original.scores(head, query: query), interventions: here)
        for key in keys where row.weights[key] > best?.weight ?? 0 {
          best = (row.weights[key], FirstLook(query: query, head: head, key: key))
        }
      }
    }
    self =
      best?.look
      ?? FirstLook(
        query: query ?? tokens.firstIndex { !$0.isSpecial } ?? 0,
        head: head ?? HeadID(layer: 0, index: 0), key: nil)
  }

  /// What somebody chose.
  init(query: Int, head: HeadID, key: Int? = nil) {
    (self.query, self.head, self.key) = (query, head, key)
  }
}

/// The words that the tokens make up, for each token its own.
private struct Words {
  private let tokens: [Token]
  /// For each token the place of its word; the words in lower case.
  private var places: [Int] = []
  private var spelled: [String] = []
  private let words: FunctionWords
  private let isDecoder: Bool

  init(_ tokens: [Token], _ words: FunctionWords, isDecoder: Bool) {
    self.tokens = tokens
    self.words = words
    self.isDecoder = isDecoder
    for token in tokens {
      let text = token.withoutSign(token.text.original).lowercased()
      if token.continuesWord, !spelled.isEmpty {
        spelled[spelled.count - 1] += text
      } else {
        spelled.append(text)
      }
      places.append(spelled.count - 1)
    }
  }

  func mayAsk(_ token: Int) -> Bool {
    tokens[token].isWordLike && words.mayAsk(spelled[places[token]])
  }

  /// What the queries may be seen to look at: words with content, not next to them; where no query has
  /// such, the ones next to them, and then any other words. Queries that have none are left out.
  func pairs(of queries: [Int]) -> [(query: Int, keys: [Int])] {
    for kind in isDecoder ? [Kind.content, .any] : [.distant, .content, .any] {
      let pairs = queries.map { (query: $0, keys: keys(of: $0, kind)) }.filter { !$0.keys.isEmpty }
      if !pairs.isEmpty { return pairs }
    }
    return []
  }

  private enum Kind { case distant, content, any }

  private func keys(of query: Int, _ kind: Kind) -> [Int] {
    tokens.indices.filter {
      places[$0] != places[query] && tokens[$0].isWordLike
        && !(isDecoder && ($0 == 0 || $0 > query))
        && (kind == .any || words.hasContent(spelled[places[$0]]))
        && (kind != .distant || abs(places[$0] - places[query]) > 1)
    }
  }
}
