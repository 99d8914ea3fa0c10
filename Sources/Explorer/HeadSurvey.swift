import AttentionCore

/// What the query does in every head of a source, in the order asked for.
public struct HeadSurvey: Sendable {
  /// The query's row in one head.
  public struct Entry: Sendable {
    /// Which head.
    public let head: HeadID
    /// The row.
    public let row: AttentionRow
    /// What the heads are sorted by; the entropy where they are in their places.
    public let value: Double
  }

  /// Every head once.
  public let entries: [Entry]
  /// What they are sorted by.
  public let order: HeadOrder

  private let rows: [AttentionRow]
  private let sentence: PreparedScene.Identity
  private let query: Int
  private let layout: TokenLayout
  private let interventions: Interventions

  /// - Parameter earlier: a survey whose rows are used again where they are the same.
  /// - Complexity: O(heads · n · d), where rows have changed.
  public init(
    _ sentence: Sentence, analysis: RowAnalysis, order: HeadOrder, earlier: HeadSurvey?
  ) {
    self.order = order
    let heads = sentence.source.allHeads
    let rows =
      if let earlier, earlier.isCurrent(for: sentence) { earlier.rows } else {
        heads.map { analysis.row(in: $0, of: sentence) }
      }
    self.rows = rows
    self.sentence = sentence.identity
    (query, layout, interventions) = (sentence.query, sentence.layout, sentence.interventions)
    let entries = zip(heads, rows).map { head, row in
      Entry(head: head, row: row, value: order.value(of: row, selected: sentence.selected))
    }
    self.entries =
      switch order {
      case .place: entries
      case .entropy: entries.sorted { ($0.value, $0.head) < ($1.value, $1.head) }
      case .selected, .previous, .next, .first, .itself:
        entries.sorted { ($1.value, $0.head) < ($0.value, $1.head) }
      }
  }

  private func isCurrent(for sentence: Sentence) -> Bool {
    self.sentence === sentence.identity && query == sentence.query && layout == sentence.layout
      && interventions == sentence.interventions
  }

  /// The head that many places on from `head` in this order; goes round at the ends.
  public func head(_ places: Int, from head: HeadID) -> HeadID {
    guard let place = entries.firstIndex(where: { $0.head == head }) else { return head }
    let count = entries.count
    return entries[((place + places) % count + count) % count].head
  }
}

extension HeadOrder {
  fileprivate func value(of row: AttentionRow, selected: Int) -> Double {
    let token: Int
    switch self {
    case .place, .entropy: return row.entropy
    case .selected: token = selected
    case .previous: token = row.query - 1
    case .next: token = row.query + 1
    case .first: token = 0
    case .itself: token = row.query
    }
    return row.weights.indices.contains(token) ? row.weights[token] : 0
  }
}
