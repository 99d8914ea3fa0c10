import AttentionCore
import Glibc
import Models

/// What the query does in every head of a source, in the order asked for.
public struct HeadSurvey: Sendable {
  /// The query's row in one head.
  public struct Entry: Sendable {
    /// Which head.
    public let head: HeadID
    /// The row.
    public let row: AttentionRow
    /// What the heads are measured by; the entropy where they are in their places.
    public let value: Double

    fileprivate func mixed(with former: Entry, share: Double) -> Entry {
      Entry(
        head: head, row: row.mixed(with: former.row, share: share),
        value: between(former.value, value, share: share))
    }
  }

  /// Every head once, in its place: layer by layer.
  public private(set) var places: [Entry]
  /// Every head once, sorted.
  public private(set) var entries: [Entry]
  /// What they are sorted by.
  public let order: HeadOrder
  /// The patterns that the heads follow; `nil` where they are not known.
  package let patterns: HeadPatterns?

  private let rows: [AttentionRow]
  /// The rows before anything was changed; `nil` until they are asked for.
  private let originals: [AttentionRow]?
  private let sentence: PreparedScene.Identity
  private let query: Int
  private let layout: TokenLayout
  private let interventions: Interventions

  /// - Parameters:
  ///   - patterns: those that the heads follow, where they are known.
  ///   - earlier: a survey whose rows are used again where they are the same.
  /// - Complexity: O(heads · n · d), where rows have changed.
  public init(
    _ sentence: Sentence, analysis: RowAnalysis, order: HeadOrder, patterns: HeadPatterns? = nil,
    earlier: HeadSurvey?
  ) {
    self.order = order
    self.patterns = patterns
    let heads = sentence.source.allHeads
    let known = earlier.flatMap { $0.isInPlace(for: sentence) ? $0 : nil }
    let rows =
      if let known, known.interventions == sentence.interventions { known.rows } else {
        heads.map { analysis.row(in: $0, of: sentence) }
      }
    let originals =
      known?.originals
      ?? (order == .change ? heads.map { analysis.originalRow(in: $0, of: sentence) } : nil)
    self.rows = rows
    self.originals = originals
    self.sentence = sentence.identity
    (query, layout, interventions) = (sentence.query, sentence.layout, sentence.interventions)
    let places = heads.indices.map { place in
      Entry(
        head: heads[place], row: rows[place],
        value: order.value(
          of: rows[place], before: originals?[place], selected: sentence.selected,
          pattern: { patterns?[$0, heads[place]] ?? 0 }))
    }
    self.places = places
    entries =
      switch order {
      case .place: places
      case .entropy: places.sorted { ($0.value, $0.head) < ($1.value, $1.head) }
      case .selected, .previous, .next, .first, .itself, .change, .pattern:
        places.sorted { ($1.value, $0.head) < ($0.value, $1.head) }
      }
  }

  /// The largest value that there can be: ln n nats of entropy over n tokens, or a weight of 1.
  public var scale: Double {
    switch order {
    case .place, .entropy: log(Double(max(2, layout.tokens.count)))
    case .selected, .previous, .next, .first, .itself, .change, .pattern: 1
    }
  }

  /// Takes rows and measures that lie between those of `former`, where that measures the same tokens by
  /// the same, and its own. The order stays.
  ///
  /// - Parameter share: how much is its own, from 0 to 1.
  /// - Complexity: O(heads · n).
  package mutating func mix(with former: HeadSurvey, share: Double) {
    guard former.sentence === sentence, former.layout == layout, former.order == order else {
      return
    }
    places = zip(former.places, places).map { $1.mixed(with: $0, share: share) }
    let heads = Dictionary(uniqueKeysWithValues: places.map { ($0.head, $0) })
    entries = entries.compactMap { heads[$0.head] }
  }

  private func isInPlace(for sentence: Sentence) -> Bool {
    self.sentence === sentence.identity && query == sentence.query && layout == sentence.layout
  }

  /// The head that many places on from `head` in this order; goes round at the ends.
  public func head(_ places: Int, from head: HeadID) -> HeadID {
    guard let place = entries.firstIndex(where: { $0.head == head }) else { return head }
    let count = entries.count
    return entries[((place + places) % count + count) % count].head
  }
}

extension HeadOrder {
  fileprivate func value(
    of row: AttentionRow, before: AttentionRow?, selected: Int,
    pattern: (HeadPattern) -> Double
  ) -> Double {
    let token: Int
    switch self {
    case .place, .entropy: return row.entropy
    case .selected: token = selected
    case .previous: token = row.query - 1
    case .next: token = row.query + 1
    case .first: token = 0
    case .itself: token = row.query
    case .pattern(let followed): return pattern(followed)
    case .change:
      return zip(row.weights, before?.weights ?? []).reduce(0) { $0 + abs($1.0 - $1.1) / 2 }
    }
    return row.weights.indices.contains(token) ? row.weights[token] : 0
  }
}
