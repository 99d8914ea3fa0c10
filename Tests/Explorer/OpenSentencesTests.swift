import OpenedSentences
import Explorer
import Canvas
import Views
import Scenes
import Testing

struct OpenSentencesTests {
  @Test func noScenesAreNoDeck() throws {
    #expect(try OpenSentences([]) == nil)
  }

  @Test func aSceneThatDoesNotFitTheOptionsIsNamedBeforeAnythingIsShown() throws {
    var options = OpeningOptions()
    options.query = "deposit"
    let error = #expect(throws: OpeningError.self) {
      try OpenSentences([bank, plain], options: options)
    }
    let message = try #require(error?.description)
    #expect(message.contains("We fished by the bank of the river."))
    #expect(message.contains("deposit"))
  }

  /// A built-in sentence is opened when it is shown, and then the reason is told.
  @Test func whyTheFirstOneDoesNotOpenIsTold() throws {
    let state = try Scene.ModelState(model: ModelReference("./nowhere"))
    let scene = try plain.with(start: .model(state))
    let scenes = PreparedScenes(
      FileReading(scene, named: "a.json"), models: models, areBuiltIn: true)
    let error = #expect(throws: OpeningError.self) { try OpenSentences(scenes) }
    #expect(error?.description.contains("./nowhere") == true)
    var explorer = Explorer.of(bank)
    let isOpened = explorer.opened(scenes)
    #expect(!isOpened)
    #expect(explorer.message?.text == error?.description && explorer.sentence.scene == bank)
  }

  @Test func whyTheNextOneCanNotStandBesideIsTold() throws {
    let blank = try Scene(tokens: [" ", " "])
    var explorer = Explorer.of(plain, blank)
    for key in ["P", "H", "D", "D"].map(Key.character) { explorer.press(key) }
    #expect(explorer.message?.text.contains("the sentence has no words") == true)
    #expect(explorer.shown(CausesView.self)?.coloring == .ablation)
  }
}
