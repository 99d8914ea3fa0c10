import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Scenes
import Testing
import Text

struct OpeningOptionsTests {
  @Test func withoutOptionsTheSceneDecides() throws {
    let scene = try Scene(
      sentence: "one two three", query: 2, temperature: 2, causal: true)
    let sentence = try Sentence(scene, options: OpeningOptions())
    #expect(sentence.query == 3)
    #expect(sentence.tokens[3].text.original == "three")
    #expect(sentence.interventions.temperature.value == 2)
    #expect(sentence.interventions.isCausal)
    #expect(sentence.source.kind == .model)
  }

  @Test func optionsGoBeforeTheScene() throws {
    var options = OpeningOptions()
    options.source = .similarity
    options.query = "money"
    options.temperature = Temperature(0.5)
    options.isCausal = true
    options.probes = [SafeText("river"), SafeText("finance"), SafeText("finance")]
    options.edits = [try EditRequest("money:deposit:+1")]
    let sentence = try Sentence(bank, options: options)
    #expect(sentence.source.kind == .similarity)
    #expect(sentence.query == 7)
    #expect(sentence.selected == 6)
    #expect(sentence.interventions.temperature.value == 0.5)
    #expect(sentence.scene.probes.map(\.original) == ["money", "river", "finance"])
    #expect(sentence.interventions.at(sentence.head)[Pair(query: 7, key: 6)].added == 1)
  }

  @Test func givenNeedsScores() {
    var options = OpeningOptions()
    options.source = .given
    #expect(throws: OpeningError.self) { try Sentence(plain, options: options) }
  }

  @Test func aHeadIsNamedByLayerAndPlace() throws {
    var options = OpeningOptions()
    options.layer = 3
    options.head = 1
    #expect(
      try Sentence(plain, options: options).head == HeadID(layer: 3, index: 1))
    options.head = nil
    #expect(
      try Sentence(plain, options: options).head == HeadID(layer: 3, index: 0))
  }

  @Test(arguments: [(6, 0), (0, 12), (-1, 0), (0, -1)])
  func aHeadThatIsNotThereIsTold(layer: Int, head: Int) {
    var options = OpeningOptions()
    options.layer = layer
    options.head = head
    let error = #expect(throws: OpeningError.self) { try Sentence(plain, options: options) }
    #expect(error?.description.contains("layers go from 0 to 5, heads from 0 to 11") == true)
  }
}
