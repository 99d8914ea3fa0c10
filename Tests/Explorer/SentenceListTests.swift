import Canvas
import Explorer
import OpenedSentences
import Scenes
import Testing
import Views

struct SentenceListTests {
  private func list(of explorer: Explorer) throws -> SentenceList {
    guard case .list(let list) = explorer.focus else { throw NoList() }
    return list
  }

  private struct NoList: Error {}

  private func entries(of explorer: Explorer) throws -> [SentenceList.Entry] {
    let list = try list(of: explorer)
    return (0..<list.count).map { list[$0] }
  }

  @Test func allSentencesAreListedAndTheOneShownIsChosen() throws {
    var explorer = Explorer.of(bank, plain)
    explorer.press(.character("n"), .character("L"))
    #expect(try entries(of: explorer) == [.sentence(0), .sentence(1)])
    #expect(try list(of: explorer).chosen == 1)
  }

  @Test func wordsThatAreTypedAreLookedFor() throws {
    var explorer = Explorer.of(bank, plain)
    explorer.press(.character("L"))
    explorer.type("RIV ban")
    #expect(try entries(of: explorer) == [.sentence(1)])
    explorer.press(.enter)
    #expect(explorer.focus == .sentence && explorer.sentences.index == 1)
    explorer.press(.character("L"))
    explorer.type("x")
    #expect(try entries(of: explorer) == [])
    explorer.press(.enter)
    #expect(explorer.message?.text == "none has these words; Ctrl-U clears")
    explorer.press(.backspace)
    #expect(try list(of: explorer).count == 2)
    #expect(try list(of: explorer).chosen == 1)
    #expect(explorer.message == nil)
  }

  @Test func aNumberIsThatOfASentence() throws {
    var explorer = Explorer.of(bank, plain)
    explorer.press(.character("L"), .character("2"))
    #expect(try entries(of: explorer) == [.sentence(1)])
    explorer.press(.enter)
    #expect(explorer.sentences.index == 1)
  }

  @Test func arrowsChooseAndStopAtTheEnds() throws {
    var explorer = Explorer.of(bank, plain, bank, plain)
    explorer.press(.character("L"), .down, .down)
    #expect(try list(of: explorer).chosen == 2)
    explorer.press(.pageDown)
    #expect(try list(of: explorer).chosen == 3)
    explorer.press(.down)
    #expect(explorer.message?.text == "this is the last")
    explorer.press(.home)
    #expect(try list(of: explorer).chosen == 0)
    explorer.press(.up)
    #expect(explorer.message?.text == "this is the first")
    explorer.press(.end)
    #expect(try list(of: explorer).chosen == 3)
    // Moving in the words that were typed leaves the choice.
    explorer.press(.character("a"), .down, .left, .control("e"))
    #expect(try list(of: explorer).chosen == 1)
  }

  @Test func escapeLeavesAllAsItWas() {
    var explorer = Explorer.of(bank, plain)
    explorer.press(.up, .right)
    let before = explorer.analysis.row
    explorer.press(.character("L"), .down, .character("r"), .character("i"), .down, .escape)
    #expect(explorer.focus == .sentence && explorer.sentences.index == 0)
    #expect(explorer.analysis.row == before && explorer.sentence.selected == 5)
  }

  @Test func editsThatAreNotSavedAreKnown() {
    var explorer = Explorer.of(bank, plain)
    explorer.press(.up, .character("n"))
    #expect(explorer.sentences.hasUnsavedEdits(at: 0))
    #expect(!explorer.sentences.hasUnsavedEdits(at: 1))
    explorer.press(.character("n"))
    explorer.saved(to: "a.json", as: nil)
    #expect(!explorer.sentences.hasUnsavedEdits(at: 0))
    explorer.press(.down, .down)
    #expect(explorer.sentences.hasUnsavedEdits(at: 0))
  }

  @Test func whatDidNotOpenStandsBehind() throws {
    let problems = SentenceFile.read(Array("[3, 4]".utf8), as: .json, name: "two.json").problems
    var explorer = Explorer.of(bank, problems: problems)
    explorer.press(.character("L"))
    #expect(try entries(of: explorer) == [.sentence(0)] + problems.map { .problem($0) })
    explorer.type("two.json")
    #expect(try entries(of: explorer) == problems.map { .problem($0) })
    explorer.press(.enter)
    #expect(explorer.message?.text == "did not open: \(problems[0])")
    #expect(try list(of: explorer).count == problems.count)
    explorer.press(.escape)
    #expect(explorer.sentences.index == 0 && explorer.focus == .sentence)
  }

  @Test func oneAloneIsNoList() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("L"))
    #expect(explorer.focus == .sentence)
    #expect(explorer.message?.text.hasPrefix("this is the only sentence") == true)
  }

  @Test func whatIsPastedIsLookedFor() throws {
    var explorer = Explorer.of(bank, plain)
    explorer.press(.character("L"))
    explorer.paste("river\n", isCut: false)
    #expect(try entries(of: explorer) == [.sentence(1)])
  }

  @Test func aHundredThousandAreListed() throws {
    let lines = String(repeating: "a\n", count: 99_999) + "b\n"
    let reading = SentenceFile.read(Array(lines.utf8), as: .text, name: "letters.txt")
    let sentences = try #require(try OpenSentences(PreparedScenes(reading, models: models)))
    var explorer = Explorer(sentences, problems: [])
    explorer.press(.character("L"))
    #expect(try list(of: explorer).count == 100_000)
    explorer.press(.character("b"), .enter)
    #expect(explorer.sentences.index == 99_999)
  }
}
