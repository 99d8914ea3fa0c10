import Foundation
import Testing

/// The screen stands before what is opened is there, and whoever waits may leave.
struct OpeningTests {
  private let home: TemporaryFolder
  private let pipe: String

  /// A pipe that nobody writes to yet: reading it takes as long as the test wants.
  init() throws {
    home = try TemporaryFolder()
    pipe = home.path + "/sentences"
    try #require(mkfifo(pipe, 0o600) == 0)
  }

  private func terminal(_ arguments: String...) throws -> TerminalSession {
    let terminal = try TerminalSession()
    try terminal.run("attnviz \(arguments.joined(separator: " "))")
    return terminal
  }

  @Test func theScreenSaysWhatIsOpened() throws {
    let terminal = try terminal(pipe)
    let screen = try terminal.wait(for: "opening \(pipe)")
    #expect(screen.lines.first?.hasMatch(#"^  1 row +2 matrix .*\? help *$"#) == true)
    #expect(screen.lines.last?.contains("q leave") == true)
    // It fits the window, whatever becomes of that.
    try terminal.resize(columns: 60, rows: 15)
    try terminal.wait(for: "the same in a small window") {
      $0.shows("opening") && $0.lines.count == 15 && $0.lines[14].contains("q leave")
    }
    try terminal.resize(columns: 30, rows: 5)
    try terminal.wait(for: "one line") { $0.nonBlankLines.count == 1 && $0.shows("q quits") }
    try terminal.resize(columns: 80, rows: 24)
    try terminal.wait(for: "the screen as it was") { $0 == screen }
    // What is typed meanwhile is for the sentences.
    try terminal.press("n")
    try "a cat sat\nthe dog ran off\n".write(
      toFile: pipe, atomically: false, encoding: .utf8)
    try terminal.wait(for: "the second sentence") { $0.shows("2/2") && $0.shows("dog") }
    try terminal.press("q")
    #expect(try terminal.status() == "0")
  }

  @Test(arguments: [("q", "0"), ("C-c", "130")])
  func whoeverWaitsMayLeave(key: String, status: String) throws {
    let terminal = try TerminalSession()
    let modes = try terminal.modes()
    try terminal.run("attnviz \(pipe)")
    try terminal.wait(for: "opening")
    try terminal.press(key)
    #expect(try terminal.status() == status)
    #expect(try terminal.modes() == modes && terminal.fact("alternate_on") == "0")
    #expect(try !terminal.screenshot().shows("opening"))
  }

  @Test func whatFailsLateIsToldWhenTheTerminalIsGivenBack() throws {
    let terminal = try terminal(pipe)
    try terminal.wait(for: "opening")
    try "[{\"sentence\": 3}]".write(toFile: pipe, atomically: false, encoding: .utf8)
    #expect(try terminal.status() == "65")
    #expect(try terminal.fact("alternate_on") == "0")
    #expect(try terminal.screenshot().shows("attnviz: \(pipe):1: "))
  }

  /// What is wrong with what was to open goes before what is wrong with the terminal.
  @Test func aBadFileIsToldOfBeforeABadTerminal() throws {
    let terminal = try PseudoTerminal()
    try terminal.start("no-such-file.txt", terminal: "dumb")
    #expect(try terminal.status() == 66)
  }
}
