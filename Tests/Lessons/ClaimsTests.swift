import AttentionCore
import Explorer
import LanguageModel
import Lessons
import Resources
import SentenceFiles
import Testing

/// Every number that a chapter states, computed.
struct ClaimsTests {
  private func reading(
    _ text: String, query: String, layer: Int, head: Int
  ) throws -> (tokens: [String], reading: Reading) {
    var options = OpeningOptions()
    (options.source, options.query) = (.model, query)
    (options.layer, options.head) = (layer, head)
    let sentence = try Sentence(try Scene(sentence: text), options: options, model: model)
    return (sentence.tokens.map(\.text.original), Reading(sentence, model: model))
  }

  private func weight(
    on token: String, _ text: String, query: String, layer: Int, head: Int
  ) throws -> Double {
    let (tokens, reading) = try reading(text, query: query, layer: layer, head: head)
    return reading.row.weights[try #require(tokens.firstIndex(of: token))]
  }

  @Test func theAverageOfThreeSevenAndFive() throws {
    let values = try #require(Matrix([[3], [7], [5]]))
    #expect(abs(blend([0.5, 0.3, 0.2], of: values)[0] - 4.6) < 1e-6)
  }

  @Test(arguments: [
    ("big", "trophy", 0.53), ("big", "suitcase", 0.28), ("small", "trophy", 0.56),
    ("small", "suitcase", 0.24),
  ])
  func whatItLooksAt(size: String, token: String, stated: Double) throws {
    let text = "The trophy wouldn't fit in the suitcase because it was too \(size)."
    #expect(
      abs(try weight(on: token, text, query: "it", layer: 3, head: 1) - stated) < 0.005)
  }

  @Test func theScoreAndTheWeightOfTrophy() throws {
    let text = "The trophy wouldn't fit in the suitcase because it was too big."
    let (tokens, reading) = try reading(text, query: "it", layer: 3, head: 1)
    let trophy = try #require(tokens.firstIndex(of: "trophy"))
    #expect(abs(reading.row.scores[trophy] - 4.499) < 0.0005)
    #expect(abs(reading.row.weights[trophy] - 0.531) < 0.0005)
    #expect(reading.own.count == 32)
    #expect(model.encoder.configuration.layers * model.encoder.configuration.heads == 72)
    #expect(model.words.dimension == 384)
  }

  @Test(arguments: [
    ("I went to the bank to deposit money.", "deposit", 0.68),
    ("We fished by the bank of the river.", "river", 0.67),
  ])
  func whatBankLooksAt(text: String, token: String, stated: Double) throws {
    #expect(
      abs(try weight(on: token, text, query: "bank", layer: 0, head: 4) - stated) < 0.005)
  }

  @Test func aHighTemperatureMakesAnEighthOfEach() throws {
    let scores = [0.04, 0.04, 0.04, 0.04, 0.15, 0.04, 0.35, 0.30]
    let weights = softmax(scores, temperature: try #require(Temperature(1000)))
    #expect(weights.allSatisfy { abs($0 - 0.125) < 0.001 })
  }

  @Test func whatIsLeftAfterManySteps() throws {
    let weights = Pooling.recurrent(retention: 0.9).weights(
      Matrix(rows: 100, columns: 1), query: 99)
    #expect(abs(weights[0] - 0.00003) < 0.000001)
    #expect(convolutionLayers(distance: 150, window: 3) == 150)
    #expect(convolutionLayers(distance: 150, window: 5) == 75)
  }

  @Test func meanPoolingFindsWhatIsEverywhere() throws {
    let words = ["I", "went", "to", "the", "bank", "to", "deposit", "money"]
    let values = try #require(Matrix(words.map { model.words.vector(of: $0) }))
    let mean = model.words.nearest(to: Pooling.mean.blend(values, query: 4), count: 2)
    #expect(mean.map(\.word) == ["to", "the"])
    let weights = [0.04, 0.04, 0.04, 0.04, 0.15, 0.04, 0.35, 0.30]
    let attended = model.words.nearest(to: blend(weights, of: values), count: 2)
    #expect(attended.map(\.word) == ["deposit", "money"])
  }

  @Test func aWordFarAwayHasTheLargestWeight() throws {
    let pages = try LessonFolder(path: Resources.lesson).chapters[6].pages
    let scene = try #require(pages.compactMap(\.scene).first { $0.tokens.count == 500 })
    let sentence = Sentence(scene, model: model)
    let row = Reading(sentence, model: model).row
    #expect(sentence.query == 50)
    #expect(sentence.tokens[50].text.original == "bank")
    #expect(sentence.tokens[200].text.original == "deposit")
    #expect(row.weights.max() == row.weights[200])
    #expect(abs(row.weights[200] - 0.30) < 0.005)
  }

  @Test func addingFiveToEveryScoreChangesNothing() {
    let scores = [1.5, -2, 0.25, 7]
    for (a, b) in zip(softmax(scores), softmax(scores.map { $0 + 5 })) {
      #expect(abs(a - b) < 1e-15)
    }
  }
}
