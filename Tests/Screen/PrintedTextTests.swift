import Explorer
import Screen
import Scenes
import Testing

struct PrintedTextTests {
  @Test func aSentenceIsPrintedForAPerson() throws {
    var options = OpeningOptions()
    options.edits = [try EditRequest("bank:deposit:+0.3")]
    let sentence = try Sentence(builtIn[0], options: options, model: model)
    let analysis = RowAnalysis(sentence, model: model)
    try expectSnapshot(
      printedText(of: sentence, analyses: [analysis], glyphs: .unicode), "print-bank")
  }

  @Test func asciiIsPrintedInASCII() {
    for scene in builtIn {
      let sentence = Sentence(scene, model: model)
      let analysis = RowAnalysis(sentence, model: model)
      let text = printedText(of: sentence, analyses: [analysis], glyphs: .ascii)
      #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }
  }
}
