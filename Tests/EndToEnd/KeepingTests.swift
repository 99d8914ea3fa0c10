import Foundation
import Testing

/// What is not saved survives every end of the program, and is there when the sentence opens again.
struct KeepingTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  @Test func whatAKillLeavesIsTakenBackAndUndone() throws {
    let terminal = try TerminalSession(home: home)
    let opened = try terminal.start()
    let edited = try edit(in: terminal)
    kill(try terminal.foreground(), SIGKILL)
    terminal.close()
    let later = try TerminalSession(home: home)
    let offered = try later.start()
    #expect(offered.weights == opened.weights)
    #expect(offered.text.hasMatch(#" 3 edits of \d+ \w+ \d\d:\d\d were not saved; U brings them"#))
    try later.press("U")
    try later.wait(for: "the edits") {
      $0.weights == edited.weights && $0.shows("temperature 0.84") && $0.shows("mask")
    }
    try later.press("u")
    try later.wait(for: "no edits") {
      $0.weights == opened.weights && $0.shows("temperature 1.00")
    }
    try later.press("q")
    #expect(try later.status() == "0")
    #expect(try !later.screenshot().shows("not saved"))
    #expect(try kept().isEmpty)
  }

  @Test func quittingSaysWhatIsKeptAndSavingEndsIt() throws {
    let terminal = try TerminalSession(columns: 150, home: home)
    try terminal.start()
    let edited = try edit(in: terminal)
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    let told = try terminal.screenshot()
    #expect(told.shows("attnviz: kept, not saved: 3 edits of “bank, the money kind”; "))
    #expect(told.shows("press U"))
    try terminal.start("clear; attnviz")
    try terminal.press("U")
    try terminal.wait(for: "the edits") { $0.weights == edited.weights }
    try terminal.press("s")
    try terminal.wait(for: "save to")
    try terminal.press("Enter")
    try terminal.wait(for: "saved to")
    #expect(try kept().isEmpty)
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    #expect(try !terminal.screenshot().shows("not saved"))
  }

  /// Also where the sentence opens again in the same program, from another file.
  @Test func theSameSentenceElsewhereIsToldToo() throws {
    let terminal = try TerminalSession(columns: 150, home: home)
    for name in ["a.json", "b.json"] {
      try home.write(#"[{"tokens": ["other"]}, {"sentence": "the cat sat on the mat"}]"#, to: name)
    }
    try terminal.start("attnviz a.json")
    try terminal.press("n")
    let opened = try terminal.wait(for: "2/2")
    try terminal.press("K")
    let edited = try terminal.wait(for: "other weights") { $0.weights != opened.weights }
    try terminal.press("o")
    try terminal.wait(for: "open file")
    try terminal.type("b.json")
    try terminal.press("Enter", "n")
    try terminal.wait(for: "the line") { $0.shows("1 edit of") && $0.shows("U brings it back") }
    try terminal.press("U")
    try terminal.wait(for: "the edits") { $0.weights == edited.weights }
    #expect(try kept().count == 1)
  }

  @Test func aTerminalThatGoesAwayLosesNothing() throws {
    let terminal = try TerminalSession(home: home)
    try terminal.start()
    try edit(in: terminal)
    let program = try terminal.foreground()
    terminal.close()
    let later = try TerminalSession(home: home)
    try later.poll("the end of attnviz") { try ProcessState(of: program).isEnded }
    #expect(try later.start().shows("3 edits of"))
  }

  @Test func twoProgramsKeepWhatIsTheirs() throws {
    let terminals = [
      try TerminalSession(home: home), try TerminalSession(home: home),
      try TerminalSession(home: home),
    ]
    for terminal in terminals.prefix(2) {
      #expect(try !terminal.start().shows("not saved"))
      try edit(in: terminal)
    }
    #expect(try kept().count == 2)
    for terminal in terminals.prefix(2) { kill(try terminal.foreground(), SIGKILL) }
    let offered = try terminals[2].start()
    #expect(offered.shows("3 edits of") && offered.shows("U again"))
  }

  @Test func aFolderThatCannotBeWrittenIsToldAtTheEnd() throws {
    let terminal = try TerminalSession(columns: 150, home: home)
    try home.write("", to: ".local")
    try terminal.start()
    try edit(in: terminal)
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    #expect(try terminal.screenshot().shows("attnviz: unsaved edits can't be kept in"))
  }

  @Test func withoutAHomeNothingIsKept() throws {
    let terminal = try TerminalSession(home: home)
    try terminal.start("env -u HOME attnviz")
    try edit(in: terminal)
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    #expect(try !terminal.screenshot().shows("kept"))
    #expect(try kept().isEmpty)
  }

  /// The weight only grows, so what is taken back, or was saved, is at least what was seen.
  @Test func killsDuringEditsAndSavesLoseNothing() throws {
    var seen = 0.0
    for round in 0..<8 {
      let terminal = try TerminalSession(home: home)
      if try terminal.start().shows("not saved") {
        try terminal.press("U")
        try terminal.wait(for: "at least \(seen)") { deposit($0) >= seen }
      } else if round > 0 {
        #expect(try savedWeight() >= seen)
        seen = 0
      }
      try terminal.press("Home", "Right", "Right", "Right", "Right", "Right", "Right")
      let before = deposit(try terminal.wait(for: "deposit") { $0.selected == "deposit" })
      try terminal.press(Array(repeating: "Up", count: 1 + round % 3))
      seen = deposit(try terminal.wait(for: "more than \(before)") { deposit($0) > before })
      try terminal.press("Up", "s", "C-u", "a", ".", "j", "s", "o", "n", "Enter", "y", "Up")
      // Whatever it is doing then.
      for _ in 0..<round { seen = max(seen, deposit(try terminal.screenshot())) }
      kill(try terminal.foreground(), SIGKILL)
      try terminal.poll("the shell's prompt") { try terminal.isAtPrompt() }
      if home.read("a.json") != nil { #expect(try savedWeight() > 0) }
    }
    #expect(try kept().count <= 2)
  }

  private func deposit(_ screen: Screenshot) -> Double {
    screen.weights.count == 8 ? screen.weights[6] : 0
  }

  /// The weight of *deposit* in the file that was saved, as the screen rounds it.
  private func savedWeight() throws -> Double {
    let printed = try Program.attnviz("print", "--format", "json", home.path + "/a.json")
    let json = try JSONSerialization.jsonObject(with: Data(printed.output.utf8))
    let rows = (json as? [[String: Any]])?.first?["rows"] as? [[String: Any]]
    let weights = try #require(rows?.first?["weights"] as? [Double])
    return (weights[6] * 1000).rounded() / 1000
  }

  /// Three edits of the first sentence, which are kept when they are seen.
  @discardableResult
  private func edit(in terminal: TerminalSession) throws -> Screenshot {
    try terminal.press("Right", "Right", "Up", "Up", "m", "Right", "Down", "t", "Left", "Left")
    return try terminal.wait(for: "all edits") {
      $0.selected == "to" && $0.shows("temperature 0.84") && $0.shows("mask")
    }
  }

  private func kept() throws -> [String] {
    let folder = home.path + "/.local/state/attnviz/edits"
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder)
  }
}
