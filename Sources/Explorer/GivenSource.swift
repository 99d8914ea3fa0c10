import AttentionCore
import Models
import Scenes

/// Scores and values as the sentence file gives them. Where it gives a row for its query alone,
/// the other rows come from similarity; where it gives no values, they are word vectors.
struct GivenSource: AttentionSource, Attention {
  let kind = SourceKind.given
  let hasHeads = false
  let shape = (layers: 1, heads: 1)
  let readout: Readout
  private let values: Matrix
  private let given: GivenScores
  private let query: Int
  private let similarity: SimilaritySource

  /// The source of a scene that gives `scores`.
  init(_ scores: GivenScores, of scene: Scene, words: WordVectors) {
    given = scores
    query = scene.attending
    similarity = SimilaritySource(tokens: scene.tokens, words: words)
    values = scene.vectors?.matrix ?? similarity.values
    readout = scene.vectors == nil ? .blend : .none
  }

  var original: any Attention { self }

  /// What is given stays, whatever is done to the scores.
  func withInterventions(_ interventions: Interventions) -> any Attention { self }

  func scores(_ head: HeadID, query: Int) -> [Double] {
    switch given {
    case .matrix(let rows): rows[query]
    case .row(let row): query == self.query ? row : similarity.scores(head, query: query)
    }
  }

  func values(_ head: HeadID) -> Matrix { values }

  func factors(_ head: HeadID, _ pair: Pair) -> ScoreFactors? {
    origin(query: pair.query) == .given ? nil : similarity.factors(head, pair)
  }

  func final(_ token: Int) -> [Float]? { nil }

  func origin(query: Int) -> SourceKind {
    switch given {
    case .matrix: .given
    case .row: query == self.query ? .given : .similarity
    }
  }
}
