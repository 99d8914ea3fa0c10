import OpenedSentences
import Explorer
import Canvas
import Views
import Foundation
import Models
import Scenes
import Testing

/// Compared with the reference values beside the language model's tests.
struct SimilaritySourceTests {
  private struct Reference: Decodable {
    let words: [String]
    let similarity_weights: [[Double]]
  }

  @Test func weightsAreThoseOfTheReference() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("Models/Fixtures/word-vectors.json")
    let references = try JSONDecoder().decode([Reference].self, from: Data(contentsOf: file))
    #expect(references.count == 4)
    for reference in references {
      var options = OpeningOptions()
      options.source = .similarity
      let scene = try Scene(tokens: reference.words)
      let sentence = try Sentence(scene, options: options)
      #expect(reference.similarity_weights.count == reference.words.count)
      for (query, expected) in reference.similarity_weights.enumerated() {
        for (weight, expected) in zip(sentence.row(query: query).weights, expected) {
          #expect(abs(weight - expected) < 1e-4)
        }
      }
    }
  }

  @Test func wordsHaveTheVectorsOfTheModelThatIsChosen() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Models/Fixtures/tiny-gelu").path
    let tiny = try LanguageModel(folder: folder)
    var options = OpeningOptions()
    options.source = .similarity
    let prepared = try PreparedScene(
      plain, options: options, models: OpenModels(tiny, chosen: ModelReference(folder)))
    #expect(RowAnalysis(Sentence(prepared)).blend.count == tiny.words.dimension)
    #expect(tiny.words.dimension != model.words.dimension)
  }
}
