import AttentionCore
import Explorer

/// All rows of weights, each computed for itself in some order.
public struct ComputedRows: Sendable {
  /// In which order.
  public let order: Demonstration.RowOrder
  /// The n queries in that order.
  public let places: [Int]
  /// The rows by their queries, n × n.
  public let weights: [[Double]]
  /// The largest difference between one of these weights and the same one computed from the first
  /// row to the last.
  public let difference: Double

  /// - Complexity: O(n² · d).
  package init(_ explorer: Explorer, order: Demonstration.RowOrder) {
    let (sentence, reading) = (explorer.sentence, explorer.reading)
    self.order = order
    places = order.places(sentence.tokens.count)
    var weights = [[Double]](repeating: [], count: places.count)
    for query in places { weights[query] = reading.row(of: query, in: sentence).weights }
    self.weights = weights
    difference = sentence.tokens.indices.reduce(0) { largest, query in
      let row = order == .down ? weights[query] : reading.row(of: query, in: sentence).weights
      return zip(row, weights[query]).reduce(largest) { max($0, abs($1.0 - $1.1)) }
    }
  }

  /// How many rows are there when the part `progress` of the movement is done.
  public func count(at progress: Double) -> Int {
    order == .together
      ? (progress < 1 ? 0 : places.count) : Int(progress * Double(places.count) + 1e-9)
  }
}
