import Explorer
import Screen
import SentenceFiles
import Testing

struct PrintedTextTests {
  @Test func aSentenceIsPrintedForAPerson() throws {
    var options = OpeningOptions()
    options.edits = [try EditRequest("bank:deposit:+0.3")]
    let sentence = try Sentence(builtIn[0], options: options, model: model)
    let reading = Reading(sentence, model: model)
    try expectSnapshot(
      printedText(of: sentence, readings: [reading], glyphs: .unicode), "print-bank")
  }

  @Test func asciiIsPrintedInASCII() {
    for scene in builtIn {
      let sentence = Sentence(scene, model: model)
      let reading = Reading(sentence, model: model)
      let text = printedText(of: sentence, readings: [reading], glyphs: .ascii)
      #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }
  }
}
