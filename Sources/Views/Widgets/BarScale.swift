import AttentionCore
import Explorer

/// The scale on which bars of weights are drawn. It holds still while weights move, so that a bar that
/// grows is one that grows.
///
/// It ends at 1, the whole that the weights share: a bar is as high as its part, in every sentence and
/// every head alike. Where a row is spread so thin that its bars would all be slivers, it ends where
/// the row's own weights call for, until an edit lets one grow beyond that; then it is 1 for good. So it
/// changes once at most while one stays at a query.
package struct BarScale: Sendable {
  /// What no original weight must exceed for a scale of its own: at 1, such bars would have two
  /// eighths of a line each where there are few lines.
  private static let thin = 0.1

  /// The weight that fills a bar.
  package let top: Double
  private let query: Int
  private let original: [Double]

  /// - Parameter earlier: the scale before; it is kept where it is of the same row.
  package init(_ analysis: RowAnalysis, earlier: BarScale?) {
    let query = analysis.row.query
    let original = analysis.original.weights
    let largest = analysis.row.weights.max() ?? 0
    let first = original.max() ?? 0 <= Self.thin ? scaleTop(for: original) : 1
    let former = earlier.flatMap { $0.query == query && $0.original == original ? $0.top : nil }
    let top = former ?? first
    self.top = largest > top ? 1 : top
    (self.query, self.original) = (query, original)
  }
}
