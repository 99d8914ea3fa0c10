import AttentionCore

/// What every key counts for, for every query, where that is not the weight alone. Edits go on changing
/// scores, and this follows.
public struct CountedWeights: Sendable {
  /// For each shown query a row with a number for each shown key; it sums to 1 where all tokens are
  /// shown.
  public let rows: [[Float]]
  /// How it is counted.
  public let counting: Counting
  /// The head, or for a rollout the last of the layers.
  private let head: HeadID
  /// Whether what a token brings goes through the output projection of a model.
  private let isProjected: Bool
  private let sentence: PreparedScene.Identity
  private let layout: TokenLayout
  private let interventions: Interventions

  /// So many weights are read for a rollout at most: more take longer than a key may.
  private static let mostWeights = 20_000_000

  /// Whether `sentence` has layers, and is short enough to look at all of them.
  static func rollsOut(_ sentence: Sentence) -> Bool {
    sentence.source.runs
      && sentence.source.allHeads.count * sentence.count * sentence.count <= mostWeights
  }

  /// Counts the weights of the head where `sentence` stands; `nil` where the weights count as they are.
  ///
  /// - Parameters:
  ///   - analysis: of that sentence as it stands.
  ///   - earlier: what is used again where it is the same.
  init?(
    _ counting: Counting, _ sentence: Sentence, _ analysis: RowAnalysis, earlier: CountedWeights?
  ) {
    let head =
      counting == .rollout ? HeadID(layer: sentence.head.layer, index: 0) : sentence.head
    if let earlier, earlier.counting == counting, earlier.head == head,
      earlier.sentence === sentence.identity, earlier.layout == sentence.layout,
      earlier.interventions == sentence.interventions
    {
      self = earlier
      return
    }
    let attention = analysis.attention
    let counted: [[Float]]
    switch counting {
    case .weights: return nil
    case .lengths:
      let lengths = attention.valueLengths(head)
      counted = sentence.allWeights(head, attention).map { $0.counted(lengths) }
    case .rollout:
      guard Self.rollsOut(sentence), let rows = attention.rollout(to: head.layer) else {
        return nil
      }
      counted = rows
    }
    rows = sentence.layout.shown(counted)
    (self.counting, self.head, self.sentence) = (counting, head, sentence.identity)
    (layout, interventions) = (sentence.layout, sentence.interventions)
    isProjected = sentence.source.hasHeads
  }

  /// What it is called where it is shown.
  public var name: String {
    switch counting {
    case .rollout: "rollout to L\(head.layer)"
    case .lengths, .weights: isProjected ? "α·‖v·W_O‖" : "α·‖v‖"
    }
  }

  /// The same in five columns.
  package var shortName: String { counting == .rollout ? "roll" : "α‖v‖" }
}

extension Sentence {
  /// The weights of all its tokens in `head` as it stands, n × n, read row by row where the source does not
  /// have them all at once.
  ///
  /// - Parameter attention: what the source computed with what stands changed.
  package func allWeights(_ head: HeadID, _ attention: any Attention) -> [[Float]] {
    if let weights = attention.weights(head) { return weights }
    let here = interventions.at(head)
    return (0..<count).map { query in
      AttentionRow(
        query: query, original: attention.scores(head, query: query), interventions: here
      ).weights.map(Float.init)
    }
  }
}

extension [Float] {
  /// These weights times `lengths`, made to sum to 1 again; as they are where nothing is left.
  fileprivate func counted(_ lengths: [Float]) -> [Float] {
    let products = zip(self, lengths).map { $0 * $1 }
    let sum = products.reduce(0, +)
    return sum > 0 ? products.map { $0 / sum } : self
  }
}
