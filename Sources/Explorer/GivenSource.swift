import AttentionCore
import LanguageModel
import SentenceFiles

/// Scores and values as the sentence file gives them. Where it gives a row for its query alone,
/// the other rows come from similarity; where it gives no values, they are word vectors.
struct GivenSource: AttentionSource {
  let kind = SourceKind.given
  let values: Matrix
  let valuesAreWordVectors: Bool
  private let given: GivenScores
  private let query: Int
  private let similarity: SimilaritySource

  /// The source of a scene; `nil` where the scene gives no scores.
  init?(scene: Scene, words: WordVectors) {
    guard let given = scene.scores else { return nil }
    self.given = given
    query = scene.query
    similarity = SimilaritySource(tokens: scene.tokens, words: words)
    values = scene.values ?? similarity.values
    valuesAreWordVectors = scene.values == nil
  }

  func scores(query: Int) -> [Double] {
    switch given {
    case .matrix(let rows): rows[query]
    case .row(let row): query == self.query ? row : similarity.scores(query: query)
    }
  }

  func origin(query: Int) -> SourceKind {
    switch given {
    case .matrix: .given
    case .row: query == self.query ? .given : .similarity
    }
  }
}
