import AttentionCore
import Models

/// One sentence's vectors blended by attention and by what came before it: the same vectors, other
/// weights.
///
/// In a model they are the word vectors that it starts from, since those are near to words;
/// elsewhere they are the tokens' values.
public struct PoolingComparison: Sendable {
  /// How vectors are blended.
  public enum Way: Equatable, Sendable {
    /// By the weights of the query, edits included.
    case attention
    /// Without looking at the content.
    case pooling(Pooling)
  }

  /// One way and what comes of it.
  public struct Entry: Sendable {
    /// How the vectors are blended.
    public let way: Way
    /// The weights of the n shown tokens.
    public let weights: [Double]
    /// The blended vector, d numbers.
    public let blend: [Float]
    /// The words nearest to it; none where no words can be near it.
    public let nearest: [WordVectors.Neighbor]
  }

  /// Attention first, then mean, maximum, recurrent state and convolution.
  public private(set) var entries: [Entry]
  /// What is left of the selected token's vector in the recurrent state at each of the n tokens:
  /// 0 before it, 1 at its own step, and nothing after the query, where the state is read.
  public let signal: [Double]
  private let sentence: PreparedScene.Identity
  private let values: Matrix
  private let query: Int
  private let layout: TokenLayout

  private static let nearestCount = 5

  /// - Parameters:
  ///   - poolings: what attention is compared with.
  ///   - earlier: a comparison; what did not change is taken from it.
  /// - Complexity: O(n · d), and a search for the nearest words for each way that has changed.
  public init(
    _ sentence: Sentence, analysis: RowAnalysis, poolings: FixedPoolings,
    earlier: PoolingComparison? = nil
  ) {
    let known = earlier.flatMap {
      $0.sentence === sentence.identity && $0.layout == sentence.layout ? $0 : nil
    }
    let values = known?.values ?? Self.values(of: sentence, analysis)
    let hasWords = sentence.source.readout != .none
    let entry = { (way: Way, weights: [Double], blend: [Float]) in
      Entry(
        way: way, weights: weights, blend: blend,
        nearest: hasWords ? sentence.model.words.nearest(to: blend, count: Self.nearestCount) : [])
    }
    let weights = analysis.row.weights
    let attention =
      if let entry = known?.entries.first, entry.weights == weights { entry } else {
        entry(.attention, weights, blend(weights, of: values))
      }
    let query = sentence.query
    let others = poolings.all.map { pooling in
      if let known, known.query == query,
        let entry = known.entries.first(where: { $0.way == .pooling(pooling) })
      {
        entry
      } else {
        entry(
          .pooling(pooling), pooling.weights(values, query: query),
          pooling.blend(values, query: query))
      }
    }
    entries = [attention] + others
    let selected = sentence.selected
    signal = sentence.tokens.indices.map { token in
      (selected...max(selected, query)).contains(token) && selected <= query
        ? retained(poolings.retention, steps: token - selected) : 0
    }
    self.sentence = sentence.identity
    self.values = values
    self.query = query
    layout = sentence.layout
  }

  /// Takes weights and blends that lie between those of `former`, where that is of the same tokens, and
  /// its own.
  ///
  /// - Parameter share: how much is its own, from 0 to 1.
  /// - Complexity: O(ways · (n + d)).
  package mutating func mix(with former: PoolingComparison, share: Double) {
    guard former.sentence === sentence, former.layout == layout else { return }
    entries = zip(former.entries, entries).map { former, own in
      Entry(
        way: own.way, weights: between(former.weights, own.weights, share: share),
        blend: between(former.blend, own.blend, share: share), nearest: own.nearest)
    }
  }

  private static func values(of sentence: Sentence, _ analysis: RowAnalysis) -> Matrix {
    guard let ids = sentence.ids else { return analysis.values }
    let words = sentence.model.words
    let rows = sentence.layout.groups.map { words.vector(ofPieces: Array(ids[$0])) }
    return Matrix(rows) ?? Matrix(rows: rows.count, columns: words.dimension)
  }
}
