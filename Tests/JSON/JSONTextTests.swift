import Foundation
import JSON
import RandomText
import Scenes
import Testing
import Text

struct JSONTextTests {
  @Test func everyStringReadsBackAndShowsNothingHostile() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let text = randomText(length: 20, using: &random)
      let json = JSONText.string(text)
      #expect(!json.unicodeScalars.contains(where: SafeText.isHostile))
      let back = try JSONDecoder().decode([String].self, from: Data("[\(json)]".utf8))
      #expect(Array(back[0].unicodeScalars) == Array(text.unicodeScalars))
    }
  }

  @Test func stringsAreSpelledForPeople() {
    #expect(
      JSONText.string("a\"\\\n\t\u{1B}東\u{202E}\u{E0001}")
        == #""a\"\\\n\t\u001b東\u202e\udb40\udc01""#)
  }

  @Test func numbersAreTheShortestThatReadBack() {
    #expect(
      [3, -2, 0.1, 1e300, 4.6].map { JSONText.number($0) } == ["3", "-2", "0.1", "1e+300", "4.6"])
    #expect(JSONText.number(Float(0.1)) == "0.1")
    #expect(JSONText.number(-Double.infinity) == "null")
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      #expect(Double(JSONText.number(number)) == number)
    }
  }
}
