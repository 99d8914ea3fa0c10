// swift-format-ignore-file: NeverUseForceTry
import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Scenes
import Testing

struct SentencePairTests {
  private let river = try! Scene(sentence: "We fished by the bank of the river.")
  private let money = try! Scene(sentence: "I went to the bank to deposit money.", query: 4)

  /// The design's numbers: in layer 0 head 4 bank attends to deposit 0.68, or to river 0.67.
  @Test func theSameHeadLooksElsewhereInAnotherSentence() throws {
    var explorer = Explorer.of(money, river)
    while explorer.sentence.head != HeadID(layer: 0, index: 4) { explorer.press(.character("]")) }
    explorer.press(.character("C"))
    let pair = try #require(explorer.shown(PairView.self)?.pair)
    #expect(!pair.isBefore)
    #expect(pair.other.head == explorer.sentence.head)
    #expect(pair.other.tokens[pair.other.query].text.shown == "bank")
    #expect(abs(explorer.analysis.row.weights[7] - 0.68) < 0.005)
    #expect(abs(pair.analysis.row.weights[8] - 0.67) < 0.005)
    explorer.press(.character("]"))
    #expect(explorer.shown(PairView.self)?.pair.other.head == HeadID(layer: 0, index: 5))
    #expect(explorer.shown(PairView.self)?.pair.analysis.row != pair.analysis.row)
  }

  @Test func aSentenceAloneStandsBesideItselfBeforeItsEdits() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.character("C"), .right, .shiftUp)
    let pair = try #require(explorer.shown(PairView.self)?.pair)
    #expect(pair.isBefore)
    #expect(pair.analysis.row == explorer.analysis.original)
    #expect(explorer.analysis.row != explorer.analysis.original)
  }

  @Test func editsOfTheOtherSentenceStand() throws {
    var explorer = Explorer.of(bank, money)
    explorer.press(.character("n"), .shiftUp, .character("p"), .character("C"))
    #expect(explorer.shown(PairView.self)?.pair.other.interventions.changes.count == 1)
    explorer.press(.character("n"))
    #expect(explorer.shown(PairView.self)?.pair.other.scene == bank)
  }
}
