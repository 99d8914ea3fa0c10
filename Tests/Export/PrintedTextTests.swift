import Explorer
import Export
import Screen
import Views
import Scenes
import Testing

struct PrintedTextTests {
  @Test func aSentenceIsPrintedForAPerson() throws {
    var options = OpeningOptions()
    options.edits = [try EditRequest("bank:deposit:+0.3")]
    let sentence = try Sentence(builtIn[0], options: options)
    let analysis = RowAnalysis(sentence)
    #expect(
      printedText(of: sentence, analyses: [analysis], glyphs: .unicode)
        == """
        bank, the money kind
        I went to the bank to deposit money.

        query ◆ bank (4)   source given   temperature 1.00   entropy 1.580 nats
              token      score  weight  change
           0  I          −3.22   0.036  −0.004  ██
           1  went       −3.22   0.036  −0.004  ██
           2  to         −3.22   0.036  −0.004  ██
           3  the        −3.22   0.036  −0.004  ██
           4  bank       −1.90   0.134  −0.016  ██████
           5  to         −3.22   0.036  −0.004  ██
           6  deposit    −0.75   0.421  +0.071  ████████████████████
           7  money      −1.20   0.267  −0.033  █████████████
              Σα 1.000   a(bank) = Σ α·v
              nearest  deposit 0.816  deposits 0.638  money 0.630  bank 0.618  banks 0.511  funds 0.461  cash 0.451  banking 0.449
              probe    money  own v 0.398  before 0.704  now 0.630
              probe    river  own v 0.255  before 0.173  now 0.171
              probe    finance  own v 0.325  before 0.358  now 0.338
        """)
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
