import AttentionCore

/// What the weights of one query after another count for, in one head after another.
public struct CountedHeads {
  private let counting: Counting
  private let sentence: Sentence
  private var known: [HeadID: CountedWeights] = [:]

  /// So many weights are kept to be looked at again.
  private static let mostKept = 20_000_000

  /// What the weights of `sentence` count for.
  public init(_ counting: Counting, _ sentence: Sentence) {
    (self.counting, self.sentence) = (counting, sentence)
  }

  /// The row of the query of `analysis` in its head, a number for each shown key, and what that is called;
  /// `nil` where the weights count as they are.
  public mutating func row(of analysis: RowAnalysis) -> (numbers: [Float], name: String)? {
    // What comes through the layers is the same in all heads of the last of them.
    let head =
      counting == .rollout ? HeadID(layer: analysis.head.layer, index: 0) : analysis.head
    let counted =
      known[head]
      ?? CountedWeights(counting, sentence.withHead(analysis.head), analysis, earlier: nil)
    guard let counted else { return nil }
    if (known.count + 1) * sentence.count * sentence.count <= Self.mostKept {
      known[head] = counted
    }
    return (counted.rows[analysis.row.query], counted.name)
  }
}
