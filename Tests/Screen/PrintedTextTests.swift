import Explorer
import Screen
import Scenes
import Testing

struct PrintedTextTests {
  @Test func aSentenceIsPrintedForAPerson() throws {
    var options = OpeningOptions()
    options.edits = [try EditRequest("bank:deposit:+0.3")]
    let sentence = try Sentence(builtIn[0], options: options)
    let analysis = RowAnalysis(sentence)
    try expectSnapshot(
      printedText(of: sentence, analyses: [analysis], glyphs: .unicode), "print-bank")
  }

  @Test func aModelIsNamedAndEveryHeadHasABlock() throws {
    let sentence = Sentence(try Scene(sentence: "We fished by the bank of the river."))
    let text = printedText(
      of: sentence,
      analyses: sentence.analyses(queries: [1], heads: sentence.source.allHeads),
      glyphs: .unicode)
    #expect(text.contains("\nmodel all-MiniLM-L6-v2   bert   6 layers × 12 heads\n"))
    for head in sentence.source.allHeads { #expect(text.contains("source model \(head) ")) }
  }

  @Test func asciiIsPrintedInASCII() {
    for scene in builtIn {
      let sentence = Sentence(scene)
      let analysis = RowAnalysis(sentence)
      let text = printedText(of: sentence, analyses: [analysis], glyphs: .ascii)
      #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }
  }
}
