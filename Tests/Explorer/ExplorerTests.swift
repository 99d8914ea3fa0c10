import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Foundation
import Scenes
import Testing

struct ExplorerTests {
  @Test func sentencesGoRoundAndKeepTheirEdits() {
    var explorer = Explorer.of(bank, plain)
    explorer.press(.up, .character("n"))
    #expect(explorer.sentences.index == 1)
    #expect(explorer.sentence.source.kind == .model)
    explorer.press(.character("n"))
    #expect(explorer.sentences.index == 0)
    #expect(explorer.analysis.row != explorer.analysis.original)
    explorer.press(.character("p"))
    #expect(explorer.sentences.index == 1)
  }

  @Test func theOnlySentenceSaysSo() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("n"))
    #expect(explorer.message?.text.hasPrefix("this is the only sentence") == true)
  }

  @Test func findingGoesOnFromTheSelectedToken() {
    var explorer = Explorer.of(bank)
    for place in [5, 2] {
      explorer.press(.character("/"))
      explorer.type("TO")
      explorer.press(.enter)
      #expect(explorer.sentence.selected == place)
    }
    explorer.press(.character("/"))
    explorer.type("x")
    explorer.press(.backspace)
    explorer.type("zebra")
    explorer.press(.enter)
    #expect(explorer.message?.text == "no token contains “zebra”")
    #expect(explorer.focus == .sentence)
  }

  @Test func openingAsksForTheFileAndTakesItsScenes() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("o"))
    explorer.type("a.txt")
    guard case .open("a.txt") = explorer.effect(of: .enter) else {
      Issue.record("nothing is to be opened")
      return
    }
    var analysis = FileReading(plain, named: "a.txt")
    analysis.append(FileReading(bank, named: "b.json"))
    explorer.opened(PreparedScenes(analysis, models: models))
    #expect(explorer.sentences.count == 2)
    #expect(explorer.sentence.scene == plain)
  }

  @Test func whatDoesNotOpenLosesNothing() {
    let analysis = SentenceFile.read(Array("{".utf8), as: .json, name: "bad.json")
    #expect(analysis.problems.count == 1)
    var explorer = Explorer.of(bank)
    explorer.press(.up)
    explorer.opened(PreparedScenes(analysis, models: models))
    #expect(explorer.sentence.scene == bank)
    #expect(explorer.analysis.row != explorer.analysis.original)
    #expect(explorer.message?.text.contains("bad.json:1") == true)
  }

  @Test func problemsAreToldAndCounted() {
    let problems = SentenceFile.read(Array("[3, 4]".utf8), as: .json, name: "two.json").problems
    let explorer = Explorer.of(bank, problems: problems)
    #expect(explorer.unopened == 2)
    #expect(explorer.message?.weight == .problem)
    #expect(explorer.message?.text.contains("and 1 more") == true)
  }

  @Test func savingSuggestsANameAndAsksBeforeReplacing() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.up, .character("s"))
    guard case .save(let scene, let path, replacing: nil) = explorer.effect(of: .enter) else {
      Issue.record("nothing is to be saved")
      return
    }
    #expect(path == "i-went-to-the-bank.json")
    #expect(scene.scores == .row(explorer.analysis.row.scores))
    let there = try #require(FileVersion(at: "/"))
    explorer.notWritten(.scene, to: path, .exists(path: path, there))
    #expect(
      explorer.focus
        == .confirmation(.replace(path: path, version: there, isChanged: false, by: .scene)))
    guard case .save(_, path, replacing: there) = explorer.effect(of: .character("y")) else {
      Issue.record("the file is not to be replaced")
      return
    }
    explorer.saved(to: path, as: nil)
    #expect(explorer.message?.text == "saved to i-went-to-the-bank.json")
  }

  @Test func aFileThatChangedSinceItWasSavedIsTold() throws {
    let path = FileManager.default.temporaryDirectory.path + "/attnviz-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    var versions: [FileVersion] = []
    for text in ["", "a", "bc"] {
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      versions.append(try #require(FileVersion(at: path)))
    }
    var explorer = Explorer.of(bank)
    explorer.saved(to: "a.json", as: versions[0])
    for (version, isChanged) in [(versions[0], false), (versions[1], true)] {
      explorer.notWritten(.scene, to: "a.json", .exists(path: "a.json", version))
      #expect(
        explorer.focus
          == .confirmation(
            .replace(path: "a.json", version: version, isChanged: isChanged, by: .scene)))
    }
    // And once more, between the question and its answer.
    _ = explorer.effect(of: .character("y"))
    explorer.notWritten(.scene, to: "a.json", .exists(path: "a.json", versions[2]))
    #expect(
      explorer.focus
        == .confirmation(
          .replace(path: "a.json", version: versions[2], isChanged: true, by: .scene)))
  }

  @Test func exportingSuggestsANameAndAsksBeforeReplacing() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.character("E"))
    guard case .export(let path, replacing: nil) = explorer.effect(of: .enter) else {
      Issue.record("nothing is to be exported")
      return
    }
    #expect(path == "i-went-to-the-bank.svg")
    let there = try #require(FileVersion(at: "/"))
    explorer.notWritten(.picture, to: path, .exists(path: path, there))
    #expect(
      explorer.focus
        == .confirmation(.replace(path: path, version: there, isChanged: false, by: .picture)))
    guard case .export(path, replacing: there) = explorer.effect(of: .character("y")) else {
      Issue.record("the picture is not to be replaced")
      return
    }
    explorer.exported(to: path, as: nil)
    #expect(explorer.message?.text == "exported to i-went-to-the-bank.svg")
    #expect(explorer.focus == .sentence)
  }

  @Test func noKeepsTheFile() {
    var explorer = Explorer.of(bank)
    explorer.notWritten(.scene, to: "a.json", .exists(path: "a.json", nil))
    #expect(explorer.effect(of: .character("n")) == nil)
    #expect(explorer.focus == .sentence)
  }

  @Test func viewsAreShownByNumberAndInTurn() {
    var explorer = Explorer.of(bank)
    for view in allViews.dropFirst() + [RowView.self] {
      explorer.press(.character("v"))
      #expect(type(of: explorer.view) == view)
    }
    for (key, name) in [
      (Key.character("2"), "matrix"), (.character("e"), "effect"),
      (.character("="), "computation"), (.escape, "row"),
    ] {
      explorer.press(key)
      #expect(type(of: explorer.view).name == name)
    }
  }

  @Test func helpOpensScrollsAndCloses() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("?"), .down, .down, .up)
    #expect(explorer.focus == .help(line: 1))
    explorer.press(.character("q"))
    #expect(explorer.focus == .sentence)
  }

  /// As many keys lead back as led somewhere.
  @Test func helpScrollsNoFurtherThanItsEnd() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("?"))
    explorer.scrolls(upTo: 25)
    for _ in 0..<40 { explorer.press(.pageDown) }
    #expect(explorer.focus == .help(line: 25))
    explorer.press(.up)
    #expect(explorer.focus == .help(line: 24))
    explorer.press(.home)
    #expect(explorer.focus == .help(line: 0))
    explorer.press(.end)
    #expect(explorer.focus == .help(line: 25))
    // A taller screen shows the end earlier.
    explorer.scrolls(upTo: 10)
    #expect(explorer.focus == .help(line: 10))
    explorer.press(.pageUp, .up)
    #expect(explorer.focus == .help(line: 0))
  }

  @Test func whatIsBeingOpenedIsLeftByEsc() {
    var explorer = Explorer.of(bank, plain)
    explorer.press(.character("2"))
    explorer.opens("big.txt")
    explorer.press(.right)
    #expect(explorer.opening?.shown == "big.txt" && explorer.takesOpened)
    // It waits for what is being typed, whose Esc it is first.
    explorer.press(.character("/"))
    #expect(!explorer.takesOpened)
    explorer.press(.escape)
    #expect(explorer.opening != nil && explorer.takesOpened)
    explorer.press(.escape)
    #expect(explorer.opening == nil && type(of: explorer.view).name == "matrix")
    #expect(explorer.message?.text == "left: big.txt is not opened")
    explorer.press(.escape)
    #expect(type(of: explorer.view).name == "row")
  }

  @Test func aPromptTakesNoMoreThanTheLongestPath() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("o"))
    explorer.type(String(repeating: "x", count: 5000))
    guard case .prompt(let prompt) = explorer.focus else {
      Issue.record("there is no prompt")
      return
    }
    #expect(prompt.text.count == 4096)
  }

  @Test func manyKeysAtOnceGiveWhatTheyGiveOneByOne() {
    let keys: [Key] = [
      .right, .up, .up, .character("n"), .right, .shiftUp, .character("p"), .character("m"),
      .tab, .character("T"), .character("u"), .left, .down,
    ]
    var oneByOne = Explorer.of(bank, plain)
    for key in keys { oneByOne.press(key) }
    var atOnce = Explorer.of(bank, plain)
    var queue = keys[...]
    #expect(atOnce.press(&queue) == nil)
    #expect(queue.isEmpty)
    #expect(atOnce.analysis.row == oneByOne.analysis.row)
    #expect(atOnce.analysis.nearest == oneByOne.analysis.nearest)
    #expect(atOnce.analysis.original == oneByOne.analysis.original)
  }

  @Test func keysAfterAnEffectWaitForIt() {
    var explorer = Explorer.of(bank)
    var keys: ArraySlice<Key> = [.character("o"), .character("a"), .enter, .right]
    guard case .open("a") = explorer.press(&keys) else {
      Issue.record("nothing is to be opened")
      return
    }
    #expect(keys == [.right])
  }

  @Test func aPromptIsEmptiedAtOnce() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("s"), .control("u"))
    #expect(explorer.focus == .prompt(.init(purpose: .save, text: "")))
  }

  @Test func quittingIsLeftToTheProgram() {
    var explorer = Explorer.of(bank)
    guard case .quit = explorer.effect(of: .character("q")) else {
      Issue.record("q does not quit")
      return
    }
  }
}
