// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import AttentionCore
import Canvas
import Explorer
import OpenedSentences
import Scenes
import Testing
import Views

struct AblatingTests {
  private let capital = builtIn.first { $0.title?.shown == "the capital of France" }!
  private let head = HeadID(layer: 23, index: 4)

  /// The probabilities and logits are those that PyTorch gives with this head's output set to zero.
  @Test func theKeyGoesFromZeroToTheMeanAndBack() throws {
    var explorer = Explorer.of(capital)
    let before = try #require(explorer.analysis.prediction?.pair).now
    explorer.press(.character("X"))
    #expect(explorer.sentence.ablation(of: head) == .zero)
    #expect(explorer.sentence.ablations.map(\.text) == ["L23H4:zero"])
    let zero = try #require(explorer.analysis.prediction?.pair)
    #expect(abs(zero.first.now.probability - 0.141135) < 1e-3)
    #expect(abs(zero.now - before + 3.85) < 0.01)
    explorer.press(.character("X"))
    #expect(explorer.sentence.ablation(of: head) == .mean)
    #expect(try #require(explorer.analysis.prediction?.pair).now > zero.now)
    explorer.press(.character("X"))
    #expect(explorer.sentence.ablations.isEmpty)
    #expect(try #require(explorer.analysis.prediction?.pair).now == before)
  }

  @Test func severalStandAtOnceAndAreUndone() throws {
    var explorer = Explorer.of(capital)
    explorer.press(.character("X"), .character("["), .character("x"), .character("X"))
    #expect(explorer.sentence.ablations.map(\.text) == ["L23H4:zero", "L23:zero"])
    explorer.press(.character("]"), .character("]"), .character("u"))
    #expect(explorer.sentence.ablations.map(\.text) == ["L23H4:zero"])
    explorer.press(.character("}"), .character("u"))
    #expect(explorer.sentence.ablations.isEmpty)
    // It is seen that it is gone.
    #expect(explorer.sentence.head == head)
    explorer.press(.control("r"), .character("r"))
    #expect(explorer.sentence.ablations.isEmpty)
  }

  @Test func theQueryAloneIsAblated() throws {
    var explorer = Explorer.of(capital)
    explorer.press(.character("@"), .character("X"))
    #expect(explorer.sentence.ablations.map(\.text) == ["L23H4:zero@4"])
    explorer.press(.backTab)
    #expect(explorer.sentence.ablation(of: head) == nil)
  }

  @Test func theyAreSavedAndKept() throws {
    var options = OpeningOptions()
    options.ablations = [try AblationRequest("L23H4:mean@is"), try AblationRequest("L2")]
    let sentence = try Sentence(capital, options: options)
    #expect(sentence.ablations.map(\.text) == ["L23H4:mean@4", "L2:zero"])
    let saved = try sentence.edited()
    #expect(saved.modelState.ablations.map(\.text) == ["L23H4:mean@4", "L2:zero"])
    #expect(Sentence(saved).interventions == sentence.interventions)
  }

  @Test(arguments: ["L30", "L23H9", "L23H4@zebra"])
  func whatIsNotThereIsTold(text: String) throws {
    var options = OpeningOptions()
    options.ablations = [try AblationRequest(text)]
    #expect(throws: OpeningError.self) { try Sentence(capital, options: options) }
  }

  @Test func givenAttentionHasNoHeads() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.character("X"))
    #expect(explorer.sentence.ablations.isEmpty)
    #expect(explorer.message?.text.contains("no heads of a model") == true)
  }
}
