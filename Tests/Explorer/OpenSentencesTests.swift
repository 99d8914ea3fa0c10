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
}
