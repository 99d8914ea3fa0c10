// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import AttentionCore
import Canvas
import Explorer
import OpenedSentences
import Scenes
import Testing
import Views

/// The figures of the bundled language model that others found for it, with PyTorch.
struct PredictionTests {
  private let capital = builtIn.first { $0.title?.shown == "the capital of France" }!

  @Test func whatComesNextSinksWithTheScore() throws {
    var explorer = Explorer.of(capital)
    #expect(explorer.sentence.head == HeadID(layer: 23, index: 4))
    #expect(explorer.sentence.tokens[explorer.sentence.query].text.shown == "is")
    #expect(explorer.sentence.tokens[explorer.sentence.selected].text.shown == "France")
    #expect(abs(explorer.analysis.row.weights[3] - 0.903) < 0.001)
    let paris = { (explorer: Explorer) in
      explorer.analysis.prediction?.pair?.first.now.probability ?? 0
    }
    let before = try #require(explorer.analysis.prediction)
    #expect(
      before.candidates.prefix(3).map(\.token.text.shown) == ["Paris", "the", "London"])
    #expect(before.candidates.allSatisfy { $0.before == $0.now })
    #expect(abs(try #require(before.pair).now - 4.13) < 0.01)
    for expected: Float in [0.772, 0.750, 0.648, 0.409] {
      explorer.press(.shiftDown)
      #expect(abs(paris(explorer) - expected) < 0.001)
    }
    #expect(abs(try #require(explorer.analysis.prediction?.pair).before - 4.13) < 0.01)
    explorer.press(.character("r"), .character("m"))
    #expect(abs(paris(explorer) - 0.147) < 0.001)
    #expect(explorer.analysis.prediction?.candidates.first?.token.text.shown == "the")
  }

  @Test func aHeadChangesNothingOfWhatComesNext() throws {
    var explorer = Explorer.of(capital)
    let before = try #require(explorer.analysis.prediction).candidates
    explorer.press(.character("]"))
    #expect(explorer.analysis.prediction?.candidates == before)
    explorer.press(.backTab)
    #expect(explorer.analysis.prediction?.candidates != before)
  }

  @Test func aPairIsOneTokenEach() throws {
    let options = { (first: String, second: String) in
      var options = OpeningOptions()
      options.pair = try NextPair([first, second])
      return options
    }
    let weighed = try Sentence(capital, options: options("Rome", ","))
    let pair = try #require(RowAnalysis(weighed).prediction?.pair)
    #expect([pair.first, pair.second].map(\.token.spelling) == ["ĠRome", "Ġ,"])
    #expect(throws: OpeningError.self) {
      try Sentence(capital, options: options("Llanfairpwllgwyngyll", "London"))
    }
    let error = #expect(throws: OpeningError.self) {
      try Sentence(bank, options: options("Paris", "London"))
    }
    #expect(error?.description.contains("doesn't say what comes next") == true)
    #expect(throws: SceneError.self) { try NextPair(written: "Paris") }
    #expect(throws: SceneError.self) { try NextPair(written: "Paris:") }
  }

  @Test func anEncoderPredictsNothing() {
    let explorer = Explorer.of(plain)
    #expect(explorer.analysis.prediction == nil)
  }
}
