import Dispatch
import Explorer

/// All rows of weights, each computed for itself, in some order or at the same time.
public struct ComputedRows: Sendable {
  /// In which order.
  public let order: Demonstration.RowOrder
  /// The n queries in that order.
  public let places: [Int]
  /// The rows by their queries, n × n.
  public let weights: [[Double]]
  /// The largest weight of all.
  public let largest: Double
  /// The largest difference between one of these weights and the same one computed from the first
  /// row to the last; `nil` where that is how they were computed.
  public let difference: Double?
  /// How long it took to compute them, in seconds: the shorter of two times, since the first one has to
  /// fetch what it computes with.
  public let seconds: Double
  /// For each query, how many rows come before its own.
  private let ranks: [Int]

  /// - Complexity: O(n² · d).
  package init(_ explorer: Explorer, order: Demonstration.RowOrder) {
    let (sentence, analysis) = (explorer.sentence, explorer.analysis)
    let row = { @Sendable (query: Int) in analysis.row(of: query, in: sentence).weights }
    let count = sentence.tokens.count
    let places = order.places(count)
    var weights = [[Double]](repeating: [], count: count)
    let compute = {
      ContinuousClock().measure {
        if order == .together {
          weights = Self.atOnce(count, row)
        } else {
          for query in places { weights[query] = row(query) }
        }
      } / .seconds(1)
    }
    seconds = min(compute(), compute())
    self.order = order
    self.places = places
    self.weights = weights
    largest = weights.lazy.compactMap { $0.max() }.max() ?? 0
    var ranks = [Int](repeating: 0, count: count)
    for (rank, query) in places.enumerated() { ranks[query] = rank }
    self.ranks = ranks
    difference =
      order == .down
      ? nil
      : (0..<count).reduce(0) { largest, query in
        zip(row(query), weights[query]).reduce(largest) { max($0, abs($1.0 - $1.1)) }
      }
  }

  /// How many rows are there when the part `progress` of the movement is done.
  public func count(at progress: Double) -> Int {
    min(places.count, Int(progress * Double(places.count) + 1e-9))
  }

  /// Whether the row of `query` is among the first `count`.
  public func holds(_ query: Int, count: Int) -> Bool { ranks[query] < count }

  /// The rows of all queries, computed on all processors at the same time.
  private static func atOnce(
    _ count: Int, _ row: @Sendable (Int) -> [Double]
  ) -> [[Double]] {
    [[Double]](unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let rows = buffer
      DispatchQueue.concurrentPerform(iterations: count) { query in
        rows.initializeElement(at: query, to: row(query))
      }
      initialized = count
    }
  }
}
