import OpenedSentences
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
    #expect(
      printedText(of: sentence)
        == """
        bank, the money kind
        I went to the bank to deposit money.
        edits  bank:deposit:0.3:L0H0

        query ◆ bank (4)   source given   temperature 1.00   entropy 1.580 nats
              token      score  weight  change
           0  I          −3.22   0.036  −0.004  ▉
           1  went       −3.22   0.036  −0.004  ▉
           2  to         −3.22   0.036  −0.004  ▉
           3  the        −3.22   0.036  −0.004  ▉
           4  bank       −1.90   0.134  −0.016  ███▎
           5  to         −3.22   0.036  −0.004  ▉
           6  deposit    −0.75   0.421  +0.071  ██████████▏
           7  money      −1.20   0.267  −0.033  ██████▍
              Σα 1.000   a(bank) = Σ α·v
              nearest  deposit 0.816  deposits 0.638  money 0.630  bank 0.618  banks 0.511  funds 0.461  cash 0.451  banking 0.449
              probe    money  own v 0.398  before 0.704  now 0.630
              probe    river  own v 0.255  before 0.173  now 0.171
              probe    finance  own v 0.325  before 0.358  now 0.338

        """)
  }

  @Test func aModelIsNamedAndEveryHeadHasABlock() throws {
    let sentence = Sentence(try Scene(sentence: "We fished by the bank of the river."))
    let text = printedText(of: sentence, queries: [1, 5], allHeads: true)
    #expect(text.contains("\nmodel all-MiniLM-L6-v2   bert   6 layers × 12 heads\n"))
    for head in sentence.source.allHeads { #expect(text.contains("source model \(head) ")) }
    // What a query ends with is the same in all heads.
    let ends = text.split(separator: "\n").filter { $0.contains("final vector near") }
    #expect(ends.count == 2)
    #expect(text.contains("\nquery ◆ bank (5)   after the last layer\n      final vector near  "))
    #expect(!text.contains("edits"))
  }

  @Test func editsOfHeadsThatAreNotShownAreListed() throws {
    var options = OpeningOptions()
    (options.layer, options.head) = (0, 0)
    options.edits = [try EditRequest("we:river:mask:L3"), try EditRequest("we:fished:+2:all")]
    let sentence = try Sentence(
      try Scene(sentence: "We fished by the bank of the river."), options: options)
    let lines = printedText(of: sentence).split(separator: "\n")
    #expect(lines[2] == "edits  we:fished:2:all  we:river:mask:L3")
  }

  @Test func aProbeThatTheVocabularyLacksIsMarked() throws {
    let scene = try Scene(sentence: "a cat sat", probes: ["ᎣᏏᏲ", "cat"])
    let text = printedText(of: Sentence(scene))
    #expect(text.contains("probe    ᎣᏏᏲ  not in the vocabulary\n"))
    #expect(text.contains("probe    cat  alone "))
  }

  @Test func asciiIsPrintedInASCII() {
    for scene in builtIn {
      let sentence = Sentence(scene)
      let text = printedText(of: sentence, glyphs: .ascii)
      #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }
  }
}
