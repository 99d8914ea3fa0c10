import AttentionCore

/// All scores of a query, and what softmax makes of them: what the softmax view shows.
///
/// Softmax runs over all tokens of the source, shown or not. Joined pieces have the sum of their
/// powers and weights.
public struct SoftmaxTable: Sendable {
  /// A line: a key, or several together.
  public struct Entry: Sendable {
    /// The score divided by the temperature, as softmax takes it; `nil` for several keys where the
    /// query is of several pieces.
    public let score: Double?
    /// exp of the score less the row's largest; `nil` where the query is of several pieces, whose rows
    /// each have another largest score and another sum.
    public let power: Double?
    /// The weight.
    public let weight: Double

    fileprivate func mixed(with former: Entry, share: Double) -> Entry {
      Entry(
        score: score,
        power: power.map { between(former.power ?? $0, $0, share: share) },
        weight: between(former.weight, weight, share: share))
    }

    static func + (one: Entry, other: Entry) -> Entry {
      Entry(
        // Scores too large to be told, of either sign, have no sum.
        score: one.score.flatMap { score in other.score.map { score + $0 } }
          .flatMap { $0.isNaN ? nil : $0 },
        power: one.power.flatMap { power in other.power.map { power + $0 } },
        weight: one.weight + other.weight)
    }
  }

  /// One for each shown key.
  public private(set) var entries: [Entry]
  /// How many tokens of the source are not shown, and what they come to together; `nil` where all are
  /// shown.
  public private(set) var unshown: (count: Int, entry: Entry)?
  /// What all keys come to together, unshown ones included.
  public private(set) var total: Entry
  /// Whether no score is below 0, unshown ones included.
  public let isNonNegative: Bool
  /// How many rows of pieces the query's row is the mean of.
  public let rows: Int

  /// - Complexity: O(n).
  public init(_ sentence: Sentence, _ analysis: RowAnalysis) {
    let queries = sentence.layout.groups[sentence.query]
    let groups = sentence.layout.groups
    let temperature = sentence.interventions.temperature
    rows = queries.count
    var steps: SoftmaxSteps?
    var quotients: [Double] = []
    var unshown: (count: Int, entry: Entry)?
    let leftOut = sentence.sourceTokens.tokens.indices.filter { !sentence.layout.shows($0) }
    if queries.count == 1 {
      let row = AttentionRow(
        query: queries.lowerBound,
        original: analysis.attention.scores(sentence.head, query: queries.lowerBound),
        interventions: sentence.interventions.at(sentence.head))
      let whole = SoftmaxSteps(row.scores, temperature: temperature)
      steps = whole
      quotients = row.scores.map { $0 / temperature.value }
      if !leftOut.isEmpty {
        let sum = { (numbers: [Double]) in leftOut.reduce(0) { $0 + numbers[$1] } }
        unshown = (
          leftOut.count,
          Entry(
            score: sum(quotients), power: sum(whole.powers), weight: analysis.row.unshown)
        )
      }
    } else if !leftOut.isEmpty {
      unshown = (leftOut.count, Entry(score: nil, power: nil, weight: analysis.row.unshown))
    }
    let entries = groups.indices.map { key in
      Entry(
        score: analysis.row.scores[key] / temperature.value,
        power: steps.map { $0.powers[groups[key]].reduce(0, +) }, weight: analysis.row.weights[key])
    }
    self.entries = entries
    isNonNegative = (steps == nil ? analysis.row.scores : quotients).allSatisfy { $0 >= 0 }
    self.unshown = unshown
    let nothing = Entry(score: 0, power: steps == nil ? nil : 0, weight: 0)
    total = (entries + [unshown?.entry ?? nothing]).reduce(nothing, +)
  }

  /// Takes powers and weights that lie between those of `former`, a table of the same tokens, and its own.
  ///
  /// - Parameter share: how much is its own, from 0 to 1.
  /// - Complexity: O(n).
  package mutating func mix(with former: SoftmaxTable, share: Double) {
    guard former.entries.count == entries.count else { return }
    entries = zip(former.entries, entries).map { $1.mixed(with: $0, share: share) }
    if let before = former.unshown, let (count, entry) = unshown {
      unshown = (count, entry.mixed(with: before.entry, share: share))
    }
    total = total.mixed(with: former.total, share: share)
  }
}
