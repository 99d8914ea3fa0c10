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

    static func + (one: Entry, other: Entry) -> Entry {
      Entry(
        score: one.score.flatMap { score in other.score.map { score + $0 } },
        power: one.power.flatMap { power in other.power.map { power + $0 } },
        weight: one.weight + other.weight)
    }
  }

  /// One for each shown key.
  public let entries: [Entry]
  /// How many tokens of the source are not shown, and what they come to together; `nil` where all are
  /// shown.
  public let hidden: (count: Int, entry: Entry)?
  /// What all keys come to together, hidden ones included.
  public let total: Entry
  /// Whether no score is below 0, hidden ones included.
  public let isNonNegative: Bool
  /// How many rows of pieces the query's row is the mean of.
  public let rows: Int

  /// - Complexity: O(n).
  init(_ sentence: Sentence, _ reading: Reading) {
    let queries = sentence.layout.groups[sentence.query]
    let groups = sentence.layout.groups
    let temperature = sentence.adjustments.temperature
    rows = queries.count
    var steps: SoftmaxSteps?
    var hidden: (count: Int, entry: Entry)?
    let unshown = sentence.sourceTokens.tokens.indices.filter { !sentence.layout.shows($0) }
    if queries.count == 1 {
      let row = AttentionRow(
        query: queries.lowerBound,
        original: reading.attention.scores(sentence.head, query: queries.lowerBound),
        adjustments: sentence.adjustments.at(sentence.head))
      let whole = SoftmaxSteps(row.scores, temperature: temperature)
      steps = whole
      if !unshown.isEmpty {
        let sum = { (numbers: [Double]) in unshown.reduce(0) { $0 + numbers[$1] } }
        hidden = (
          unshown.count,
          Entry(
            score: sum(whole.quotients), power: sum(whole.powers), weight: reading.row.hidden)
        )
      }
    } else if !unshown.isEmpty {
      hidden = (unshown.count, Entry(score: nil, power: nil, weight: reading.row.hidden))
    }
    let entries = groups.indices.map { key in
      Entry(
        score: reading.row.scores[key] / temperature.value,
        power: steps.map { $0.powers[groups[key]].reduce(0, +) }, weight: reading.row.weights[key])
    }
    self.entries = entries
    isNonNegative = (steps?.quotients ?? reading.row.scores).allSatisfy { $0 >= 0 }
    self.hidden = hidden
    let nothing = Entry(score: 0, power: steps == nil ? nil : 0, weight: 0)
    total = (entries + [hidden?.entry ?? nothing]).reduce(nothing, +)
  }
}
