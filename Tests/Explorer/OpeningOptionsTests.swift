import AttentionCore
import Explorer
import SentenceFiles
import Testing

struct OpeningOptionsTests {
  @Test func withoutOptionsTheSceneDecides() throws {
    let scene = try Scene(
      sentence: "one two three", query: 2, temperature: 2, causal: true)
    let sentence = try Sentence(scene, options: OpeningOptions(), words: words)
    #expect(sentence.query == 2)
    #expect(sentence.adjustments.temperature.value == 2)
    #expect(sentence.adjustments.isCausal)
    #expect(sentence.source.kind == .similarity)
  }

  @Test func optionsGoBeforeTheScene() throws {
    var options = OpeningOptions()
    options.source = .similarity
    options.query = "money"
    options.temperature = Temperature(0.5)
    options.isCausal = true
    options.probes = [SafeText("river"), SafeText("finance"), SafeText("finance")]
    options.edits = [try EditRequest("money:deposit:+1")]
    let sentence = try Sentence(bank, options: options, words: words)
    #expect(sentence.source.kind == .similarity)
    #expect(sentence.query == 7)
    #expect(sentence.selected == 6)
    #expect(sentence.adjustments.temperature.value == 0.5)
    #expect(sentence.scene.probes.map(\.original) == ["money", "river", "finance"])
    #expect(sentence.adjustments[Pair(query: 7, key: 6)].added == 1)
  }

  @Test func givenNeedsScores() {
    var options = OpeningOptions()
    options.source = .given
    #expect(throws: OpeningError.self) { try Sentence(plain, options: options, words: words) }
  }
}
