// swift-format-ignore-file: NeverUseForceTry
import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Scenes
import Testing

/// Edits of a real model's heads, by the keys that a person presses. The numbers are those of the
/// reference beside the language model's tests.
struct ModelSourceTests {
  private let trophy = try! Scene(
    sentence: "The trophy wouldn't fit in the suitcase because it was too big.", query: 8,
    probes: ["trophy"])

  private func opened(layer: Int? = nil, head: Int? = nil, edits: String...) throws -> Explorer {
    var options = OpeningOptions()
    options.layer = layer
    options.head = head
    options.edits = try edits.map { try EditRequest($0) }
    let sentences = try #require(try OpenSentences([trophy], options: options))
    return Explorer(sentences)
  }

  @Test func itAttendsToTrophyAndSuitcase() throws {
    let explorer = try opened(layer: 3, head: 1)
    #expect(explorer.sentence.query == 11)
    #expect(abs(explorer.analysis.row.weights[2] - 0.53) < 0.005)
    #expect(abs(explorer.analysis.row.weights[9] - 0.28) < 0.005)
    #expect(explorer.analysis.nearest[1].word == "trophy")
    #expect(explorer.analysis.finalShift == nil)
  }

  @Test func maskingTrophyEverywhereChangesWhatItMeans() throws {
    var explorer = try opened(layer: 3, head: 1)
    explorer.press(.character("x"), .character("x"))
    #expect(explorer.sentence.reach == .all)
    for _ in 0..<9 { explorer.press(.left) }
    explorer.press(.character("m"))
    let shift = try #require(explorer.analysis.finalShift)
    #expect(abs(shift.cosines[11] - 0.8710) < 1e-3)
    #expect(
      explorer.analysis.nearest.prefix(5).map(\.word)
        == ["it", "briefcase", "suitcase", "warehouse", "bag"])
    #expect(explorer.analysis.originalNearest[1].word == "trophy")
    #expect(explorer.analysis.row.weights[2] == 0)
    let probe = try #require(explorer.analysis.probes.first?.cosines)
    #expect(probe.before > 0.2 && probe.now < 0.1)
    explorer.press(.character("u"))
    #expect(explorer.analysis.finalShift == nil)
    #expect(explorer.analysis.nearest[1].word == "trophy")
  }

  @Test func anEditOfOneHeadReachesThatHeadAlone() throws {
    let explorer = try opened(layer: 3, head: 1, edits: "it:suitcase:+3:L3H1")
    #expect(abs(explorer.analysis.row.weights[9] - 0.8878) < 1e-3)
    let shift = try #require(explorer.analysis.finalShift)
    #expect(abs(shift.cosines[11] - 0.9956) < 1e-3)
    var beside = explorer
    beside.press(.character("]"))
    #expect(beside.sentence.head == HeadID(layer: 3, index: 2))
    #expect(beside.analysis.row == beside.analysis.original)
  }

  @Test func headsAndLayersGoRound() throws {
    var explorer = try opened(layer: 5, head: 11)
    explorer.press(.character("]"))
    #expect(explorer.sentence.head == HeadID(layer: 0, index: 0))
    explorer.press(.character("["), .character("}"))
    #expect(explorer.sentence.head == HeadID(layer: 0, index: 11))
    explorer.press(.character("{"))
    #expect(explorer.sentence.head == HeadID(layer: 5, index: 11))
  }

  @Test func theBestHeadGivesTheSelectedTokenTheMost() throws {
    var explorer = try opened()
    explorer.press(.right, .right, .right, .character("b"))
    let best = explorer.analysis.row.weights[14]
    #expect(explorer.sentence.head == HeadID(layer: 2, index: 1))
    explorer.press(.character("]"), .character("b"))
    #expect(explorer.sentence.head == HeadID(layer: 2, index: 1))
    #expect(explorer.message == nil)
    explorer.press(.character("b"))
    #expect(explorer.message?.text.contains("in no other head") == true)
    for _ in 0..<72 {
      explorer.press(.character("]"))
      #expect(explorer.analysis.row.weights[14] <= best)
    }
  }

  @Test func undoGoesToTheHeadThatItChanges() throws {
    var explorer = try opened(layer: 3, head: 1)
    explorer.press(.up, .character("]"), .character("u"))
    #expect(explorer.sentence.head == HeadID(layer: 3, index: 1))
    #expect(explorer.sentence.interventions == explorer.sentence.original)
  }

  @Test func anEarlierEditMovesTheScoresOfLaterLayers() throws {
    let before = try opened(layer: 4, head: 0)
    let after = try opened(layer: 4, head: 0, edits: "it:trophy:mask:L0")
    #expect(before.analysis.row.scores != after.analysis.row.scores)
    let first = try opened(layer: 0, head: 0, edits: "it:trophy:mask:L4")
    #expect(first.analysis.row == first.analysis.original)
  }

  @Test func sourcesOfOneHeadSayThatTheyHaveNoOther() {
    var explorer = Explorer.of(bank)
    for key: Key in [.character("]"), .character("}"), .character("b"), .character("x")] {
      explorer.press(key)
      #expect(explorer.message?.text.contains("one head") == true)
    }
  }

  @Test func aSentenceComesBackAsItWasLeft() throws {
    var explorer = Explorer.of(trophy, plain)
    explorer.press(.character("]"), .right, .up, .character("x"))
    let left = explorer.sentence
    explorer.press(.character("n"), .character("p"))
    #expect(explorer.sentence.head == left.head)
    #expect(explorer.sentence.selected == left.selected)
    #expect(explorer.sentence.interventions == left.interventions)
    #expect(explorer.sentence.reach == .layer)
  }
}
