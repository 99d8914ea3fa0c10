import OpenedSentences
import AttentionCore
import Canvas
import Explorer
import Foundation
import Scenes
import Testing
import Views

struct UnsavedEditsTests {
  @Test(arguments: [bank, plain])
  func whatIsKeptIsTakenBackInAnotherProgram(scene: Scene) throws {
    var explorer = Explorer.of(scene)
    explorer.press(.right, .up, .up, .tab, .shiftDown, .character("m"), .character("t"))
    explorer.press(.character("c"), .character("x"), .right, .down)
    let unsaved = explorer.unsaved()
    let (kept, summary) = try #require(unsaved)
    var later = Explorer.of(scene)
    let sentence = try #require(later.sought)
    later.found([KeptEdits(file: "a", scene: kept, time: 1_795_615_320)])
    #expect(later.sought == nil)
    #expect(later.sentence.interventions == later.sentence.original)
    let count = try #require(Int(summary.prefix { $0 != " " }))
    let line = try #require(later.message)
    #expect(line.weight == .note)
    #expect(line.text.contains("\(count) edits of 25 Nov ") && line.text.contains("U brings them"))
    later.press(.character("U"))
    #expect(later.sentence.interventions == explorer.sentence.interventions)
    let changes = later.editsChanges()
    #expect(changes.map(\.takenBack) == [["a"]] && changes.map(\.sentence) == [sentence])
    later.press(.character("u"))
    #expect(later.sentence.interventions == later.sentence.original)
    #expect(later.standings() == ["gone"])
    later.press(.character("U"))
    #expect(later.message?.text.contains("no unsaved edits") == true)
  }

  @Test func aChangeIsToldOnceAndOnlyWhereThereIsOne() {
    var explorer = Explorer.of(bank, plain)
    explorer.press(.right, .tab, .character("2"), .character("["))
    #expect(explorer.standings().isEmpty)
    explorer.press(.up)
    #expect(explorer.standings() == ["unsaved"])
    #expect(explorer.standings().isEmpty)
    explorer.press(.up, .down)
    #expect(explorer.standings().isEmpty)
    explorer.press(.down)
    #expect(explorer.standings() == ["gone"])
    explorer.press(.up, .character("n"), .up, .up, .character("p"), .down)
    #expect(explorer.standings() == ["unsaved", "unsaved", "gone"])
  }

  @Test func whatIsSavedIsNotKept() {
    var explorer = Explorer.of(bank)
    explorer.found([])
    explorer.press(.up)
    explorer.saved(to: "a.json", as: nil)
    #expect(explorer.standings() == ["saved"])
    explorer.press(.up)
    #expect(explorer.standings() == ["unsaved"])
    explorer.press(.down)
    #expect(explorer.standings() == ["saved"])
    explorer.press(.down)
    #expect(explorer.standings() == ["gone"])
  }

  @Test func whatASentenceOpensWithIsNotToldNorKept() throws {
    var options = OpeningOptions()
    options.edits = [try EditRequest("bank:money:+1.5")]
    let sentences = try #require(try OpenSentences([bank], options: options))
    var explorer = Explorer(sentences)
    #expect(explorer.standings().isEmpty)
    explorer.press(.character("r"))
    #expect(explorer.standings() == ["unsaved"])
    explorer.press(.character("u"))
    #expect(explorer.standings() == ["gone"])
    let money = try bank.with(
      start: .model(.init(edits: [try EditRequest("4:7:1.5:L0H0")])))
    explorer.found([KeptEdits(file: "a", scene: money, time: 0)])
    #expect(explorer.message == nil)
  }

  @Test func whatDoesNotFitIsPassedOver() throws {
    for edit in ["4:8:1:L0H0", "4:7:1:L0H1"] {
      let wrong = try bank.with(start: .model(.init(edits: [try EditRequest(edit)])))
      var explorer = Explorer.of(bank)
      explorer.found([KeptEdits(file: "a", scene: wrong, time: 0)])
      #expect(explorer.message == nil)
    }
    var explorer = Explorer.of(bank)
    explorer.found([KeptEdits(file: "a", scene: try plain.with(causal: true), time: 0)])
    #expect(explorer.message == nil)
  }

  @Test func olderOnesComeAfterNewerOnes() throws {
    let edited = { (amount: Int) in
      KeptEdits(
        file: "\(amount)",
        scene: try bank.with(
          start: .model(.init(edits: [try EditRequest("4:7:\(amount):L0H0")]))), time: 0)
    }
    var explorer = Explorer.of(bank, plain)
    explorer.found([try edited(2), try edited(1)])
    #expect(explorer.message?.text.contains("1 edit of") == true)
    #expect(explorer.message?.text.contains("U again, earlier ones") == true)
    explorer.press(.character("n"), .character("p"))
    #expect(explorer.message?.text.contains("1 edit of") == true, "it is told again")
    explorer.press(.character("U"))
    #expect(explorer.sentence.interventions.edits.map(\.amount) == [.add(2)])
    #expect(explorer.message?.text.contains("was not saved") == true)
    explorer.press(.character("U"))
    #expect(explorer.sentence.interventions.edits.map(\.amount) == [.add(1)])
    #expect(explorer.message == nil)
    #expect(explorer.editsChanges().map(\.takenBack) == [["2", "1"]])
  }

  @Test func aMarkStandsForTokensScoresAndSource() throws {
    let mark = { (scene: Scene, source: SourceKind?) in
      var options = OpeningOptions()
      options.source = source
      let sentences = try #require(try OpenSentences([scene], options: options))
      return try #require(Explorer(sentences).sought).mark
    }
    let again = try Scene(
      sentence: "I went to the bank to deposit money.", title: "another", query: 4,
      scores: bank.scores)
    let others = [
      try mark(bank, nil), try mark(bank, .similarity), try mark(bank, .model),
      try mark(
        try Scene(
          sentence: bank.sentence.original, query: 4, scores: .row([1, 0, 0, 0, 0, 0, 0, 0])), nil),
      try mark(plain, nil),
    ]
    #expect(Set(others).count == others.count)
    #expect(try mark(again, nil) == others[0])
  }
}

extension Explorer {
  fileprivate mutating func standings() -> [String] {
    editsChanges().map { "\($0.standing)".prefix { $0.isLetter }.description }
  }

  fileprivate mutating func unsaved() -> (Scene, String)? {
    guard case .unsaved(let scene, let summary)? = editsChanges().last?.standing else { return nil }
    return (scene, summary)
  }
}
