// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import Canvas
import Explorer
import Models
import OpenedSentences
import Scenes
import Testing
import Views

struct GrowingTests {
  private let capital = builtIn.first { $0.title?.shown == "the capital of France" }!

  @Test func theMostProbableTokenIsAppendedAndTakenOff() throws {
    var explorer = Explorer.of(capital)
    let row = explorer.analysis.row
    explorer.press(.shiftDown, .character("."), .character("."))
    let texts = explorer.sentence.tokens.map(\.text.shown)
    #expect(texts == ["The", "capital", "of", "France", "is", "Paris", "."])
    #expect(explorer.sentence.query == 6)
    #expect(explorer.sentence.scene.sentence.shown == "The capital of France is Paris.")
    // What was edited stands, and so does the history.
    #expect(explorer.sentence.edits.map(\.text) == ["is:France:-1:L23H4"])
    explorer.press(.character(","), .character(","), .character("u"))
    #expect(explorer.sentence.tokens.count == 5)
    #expect(explorer.analysis.row == row)
    explorer.press(.character(","))
    #expect(explorer.message?.text.contains("no token was appended") == true)
  }

  /// What was done to a token goes with it, from the whole history, so that what is left can be saved.
  @Test func editsOfATokenGoWithIt() throws {
    var explorer = Explorer.of(capital)
    explorer.press(.shiftDown, .character("."), .left, .up, .character("m"), .character("u"))
    #expect(explorer.sentence.edits.count == 2)
    explorer.press(.character(","))
    #expect(explorer.sentence.edits.map(\.text) == ["is:France:-1:L23H4"])
    #expect(
      try Sentence(explorer.sentence.edited()).interventions == explorer.sentence.interventions)
    explorer.press(.character("u"))
    #expect(explorer.sentence.edits.isEmpty)
    explorer.press(.control("r"), .control("r"), .control("r"))
    #expect(explorer.sentence.edits.map(\.text) == ["is:France:-1:L23H4"])
  }

  /// What is grown token by token is what is read at once.
  @Test func aGrownSentenceIsReadAsAWhole() throws {
    var explorer = Explorer.of(capital)
    for _ in 0..<4 { explorer.press(.character(".")) }
    let ids = try #require(explorer.sentence.ids)
    let whole = explorer.sentence.model.transformer.read(ids)
    let grown = try #require(explorer.analysis.attention.next(after: ids.count - 1))
    let expected = try #require(whole.next(after: ids.count - 1))
    #expect(zip(grown.logits, expected.logits).allSatisfy { abs($0 - $1) < 2e-3 })
  }

  @Test func itIsSavedWithItsTokens() throws {
    // The first character is cut into bytes, and a text that ends within one is cut otherwise.
    let scene = try Scene(sentence: "नमस्ते").with(
      start: .model(try Scene.ModelState(model: ModelReference("smollm2"))))
    var explorer = Explorer.of(scene)
    for _ in 0..<3 { explorer.press(.character(".")) }
    let saved = try explorer.sentence.edited()
    #expect(saved.modelState.ids == explorer.sentence.ids)
    let again = Sentence(saved)
    #expect(again.ids == explorer.sentence.ids)
    #expect(again.tokens.map(\.spelling) == explorer.sentence.tokens.map(\.spelling))
  }

  @Test func anEncoderAppendsNothing() {
    var explorer = Explorer.of(plain)
    explorer.press(.character("."))
    #expect(explorer.message?.text.contains("doesn't say what comes next") == true)
    #expect(explorer.sentence.tokens.count == Explorer.of(plain).sentence.tokens.count)
  }

  @Test func unknownTokensAreTold() throws {
    let scene = try Scene(sentence: "a").with(
      start: .model(try Scene.ModelState(model: ModelReference("smollm2"), ids: [49_152])))
    let error = #expect(throws: OpeningError.self) { try PreparedScene(scene, models: models) }
    #expect(error?.description.contains("from 0 to 49151") == true)
  }

  @Test func nothingShowsTheFuture() throws {
    var explorer = Explorer.of(capital)
    explorer.press(.character("c"))
    #expect(explorer.message?.text.contains("nothing can show it") == true)
    explorer.press(.backTab, .end, .up)
    #expect(explorer.message?.text.contains("nothing can show it") == true)
    #expect(explorer.sentence.edits.isEmpty)
    #expect(explorer.analysis.row.weights[4] == 0)
  }

  @Test func theSinkIsHidden() throws {
    var explorer = Explorer.of(builtIn.first { $0.title?.shown == "a sink" }!)
    let whole = explorer.analysis.row
    explorer.press(.character("d"))
    #expect(explorer.sentence.tokens.first?.text.shown == "upon")
    #expect(explorer.analysis.row.weights == Array(whole.weights.dropFirst()))
    #expect(abs(explorer.analysis.row.unshown - whole.weights[0]) < 1e-12)
  }

  /// What is said of the built-in list is so.
  @Test func aListGoesOnAsItBegan() throws {
    let again = try #require(builtIn.first { $0.title?.shown == "once more" })
    var explorer = Explorer.of(again)
    for _ in 0..<4 { explorer.press(.character(".")) }
    #expect(explorer.sentence.scene.sentence.original.hasSuffix("chair, window, apple,"))
  }
}
