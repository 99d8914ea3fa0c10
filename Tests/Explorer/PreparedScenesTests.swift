import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Scenes
import Testing

struct PreparedScenesTests {
  private func reading(_ scenes: [Scene]) -> FileReading {
    scenes.reduce(into: FileReading()) { $0.append(FileReading($1, named: "a.json")) }
  }

  @Test func aSentenceIsCutIntoTokensOnce() throws {
    var options = OpeningOptions()
    options.edits = [try EditRequest("bank:river:mask:all")]
    for options in [OpeningOptions(), options] {
      let tally = Tally()
      try Tally.$current.withValue(tally) {
        let state = try Scene.ModelState(
          head: HeadID(layer: 3, index: 1), edits: [try EditRequest("by:bank:+1")])
        let scenes = PreparedScenes(
          reading([plain, try plain.with(start: .model(state)), plain]), options: options,
          models: models)
        var explorer = Explorer(try #require(try OpenSentences(scenes)))
        for key in "nnppnC" { explorer.press(.character(key)) }
        #expect(explorer.sentences.count == 3)
      }
      #expect(tally.encodings == 3)
    }
  }

  /// A file of many lines opens at once.
  @Test func plainSentencesWaitUntilTheyAreShown() throws {
    let tally = Tally()
    try Tally.$current.withValue(tally) {
      let scenes = PreparedScenes(
        reading(Array(repeating: plain, count: 500)), models: models)
      let sentences = try #require(try OpenSentences(scenes))
      #expect(sentences.count == 500)
    }
    #expect(tally.encodings == 1)
  }

  @Test func whatIsWrongWithASceneIsNotWhatIsWrongWithTheOptions() throws {
    var options = OpeningOptions()
    options.query = "deposit"
    let state = try Scene.ModelState(head: HeadID(layer: 9, index: 0))
    let scenes = PreparedScenes(
      reading([bank, plain, try plain.with(start: .model(state))]), options: options,
      models: models)
    #expect(scenes.count == 1)
    #expect(scenes.misfits.count == 1)
    #expect(scenes.misfits.first?.description.contains("deposit") == true)
    #expect(scenes.problems.count == 1)
    #expect(scenes.problems.first?.reason.contains("layers go from 0 to 5") == true)
  }
}
