import AttentionCore

/// The weights of every query on every key in one head as they stand.
public struct WeightMap: Sendable {
  /// A row for each shown query, with a weight for each shown key.
  public private(set) var rows: [[Float]]

  private let sentence: PreparedScene.Identity
  private let head: HeadID
  private let layout: TokenLayout
  private let interventions: Interventions

  /// The map of the head where `sentence` stands.
  ///
  /// - Parameters:
  ///   - analysis: of that sentence as it stands.
  ///   - earlier: a map whose rows are used again where they are the same.
  /// - Complexity: O(n² · d) where another head or other interventions are asked for; where a source
  ///   makes its rows one by one, O(n · d) for each query whose scores were edited.
  public init(_ sentence: Sentence, _ analysis: RowAnalysis, earlier: WeightMap? = nil) {
    let known = earlier.flatMap { $0.isInPlace(for: sentence) ? $0 : nil }
    if let known, known.interventions == sentence.interventions {
      self = known
      return
    }
    let layout = sentence.layout
    rows =
      if let weights = analysis.attention.weights(sentence.head) {
        layout.shown(weights)
      } else {
        known?.rows(of: sentence, analysis)
          ?? layout.tokens.indices.map { analysis.weights(of: $0, in: sentence) }
      }
    self.sentence = sentence.identity
    (head, self.layout, interventions) = (sentence.head, layout, sentence.interventions)
  }

  /// Takes weights that lie between those of `former`, where that is of the same tokens, and its own.
  ///
  /// - Parameter share: how much is its own, from 0 to 1.
  /// - Complexity: O(n²), but O(n) for a row that is the same.
  package mutating func mix(with former: WeightMap, share: Double) {
    guard former.sentence === sentence, former.layout == layout else { return }
    rows = zip(former.rows, rows).map { between($0, $1, share: share) }
  }

  private func isInPlace(for sentence: Sentence) -> Bool {
    self.sentence === sentence.identity && head == sentence.head && layout == sentence.layout
  }

  /// These rows, with those made anew whose scores are edited otherwise in `sentence`; `nil` where
  /// that may be any.
  private func rows(of sentence: Sentence, _ analysis: RowAnalysis) -> [[Float]]? {
    let (now, before) = (sentence.interventions.at(head), interventions.at(head))
    guard let edited = now.queries(differingFrom: before) else { return nil }
    var rows = rows
    for query in Set(edited.filter(layout.shows).map(layout.place)) {
      rows[query] = analysis.weights(of: query, in: sentence)
    }
    return rows
  }
}

extension RowAnalysis {
  fileprivate func weights(of query: Int, in sentence: Sentence) -> [Float] {
    row(of: query, in: sentence).weights.map(Float.init)
  }
}

extension TokenLayout {
  /// The weights of the source's tokens as those of what is shown: summed over the keys that are
  /// joined, averaged over the queries.
  func shown(_ weights: [[Float]]) -> [[Float]] {
    guard !isPlain(count: weights.count) else { return weights }
    return groups.map { queries in
      groups.map { keys in
        queries.reduce(0) { sum, query in sum + weights[query][keys].reduce(0, +) }
          / Float(queries.count)
      }
    }
  }
}

/// A smaller table of weights: each cell has the largest of those that it stands for.
///
/// - Returns: at most `height` rows of at most `width` weights.
/// - Complexity: O(the numbers of `weights`).
package func pooled(_ weights: [[Float]], height: Int, width: Int) -> [[Float]] {
  let rows = min(height, weights.count)
  guard rows > 0, width > 0 else { return [] }
  return (0..<rows).map { row in
    let band = weights[row * weights.count / rows..<(row + 1) * weights.count / rows]
    let columns = min(width, band.first?.count ?? 0)
    var cells = [Float](repeating: 0, count: columns)
    for line in band {
      for column in 0..<columns {
        var largest = cells[column]
        for key in column * line.count / columns..<(column + 1) * line.count / columns {
          largest = max(largest, line[key])
        }
        cells[column] = largest
      }
    }
    return cells
  }
}
