import AttentionCore
import Models
import Scenes
import Text

/// Scores from likeness alone: the cosine between two word vectors, divided by 0.2. Nothing here
/// is learned about attending, so every word mostly finds itself; that is the contrast it is for.
struct SimilaritySource: AttentionSource, Attention {
  /// What the cosines are divided by.
  static let scale = 0.2

  let kind = SourceKind.similarity
  let hasHeads = false
  let shape = (layers: 1, heads: 1)
  let readout = Readout.blend
  /// The word vectors of the tokens, n × 384.
  let values: Matrix
  private let directions: Matrix

  /// Looks up the word vector of every token once; a word that comes twice is looked up once.
  init(tokens: [SafeText], words: WordVectors) {
    var known: [String: [Float]] = [:]
    let vectors = tokens.map { token in
      if let vector = known[token.original] { return vector }
      let vector = words.vector(of: token.original)
      known[token.original] = vector
      return vector
    }
    values = Matrix(vectors) ?? Matrix(rows: tokens.count, columns: words.dimension)
    directions = values.withUnitRows()
  }

  var original: any Attention { self }

  /// Likeness is what it is, whatever is done to the scores.
  func withInterventions(_ interventions: Interventions) -> any Attention { self }

  /// - Complexity: O(n · d).
  func scores(_ head: HeadID, query: Int) -> [Double] {
    directions.products(withRow: query).map { Double($0) / Self.scale }
  }

  func values(_ head: HeadID) -> Matrix { values }
  /// Query and key are the word vectors at length 1: their dot product is the cosine.
  func factors(_ head: HeadID, _ pair: Pair) -> ScoreFactors? {
    ScoreFactors(
      query: Array(directions[pair.query]), key: Array(directions[pair.key]), divisor: Self.scale)
  }

  func final(_ token: Int) -> [Float]? { nil }
  func origin(query: Int) -> SourceKind { .similarity }
}
