import Foundation
import Testing

/// The lesson as a film: watched in a real terminal, and recorded without one.
struct LessonFilmTests {
  @Test(arguments: [(80, 24, "dark"), (120, 40, "light")])
  func itPlaysByItselfUntilAKeyTakesOver(columns: Int, rows: Int, theme: String) throws {
    let terminal = try TerminalSession(columns: columns, rows: rows)
    try terminal.run("attnviz lesson --film --theme \(theme)")
    try terminal.wait(for: "film 0:0")
    try terminal.press("+", "+", "+")
    // Nobody pressed an arrow but the program.
    try terminal.wait(for: "its own keys") { $0.shows("▸five") && $0.shows("×3") }
    try terminal.press("Space")
    try terminal.wait(for: "Space go on")
    let program = try terminal.foreground()
    #expect(try terminal.rest(of: program))
    for _ in 0..<12 { try terminal.press("Right") }
    try terminal.wait(for: "the third chapter") { $0.shows("Collect, weigh, sum") }
    try terminal.press("Left", "Left")
    try terminal.wait(for: "the second chapter") { $0.shows("What is it?") && $0.shows("film ") }
    try terminal.press("g")
    try terminal.wait(for: "the learner's page") {
      $0.shows("chapter 2 of ") && !$0.shows("any other key")
    }
    try terminal.press("q")
    #expect(try terminal.status() == "0")
  }

  @Test func itIsRecordedWithoutATerminal() throws {
    let home = try TemporaryFolder()
    let outcome = try Program.attnviz(
      "lesson", "--record", home.path + "/film.cast", "--size", "100x30")
    #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
    let cast = try #require(home.read("film.cast"))
    let lines = cast.split(separator: "\n")
    #expect(lines[0].contains(#""version": 2, "width": 100, "height": 30"#))
    let last = try #require(lines.last.flatMap { Double($0.dropFirst().prefix { $0 != "," }) })
    #expect((420...465).contains(last))
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    let unwritable = try Program.attnviz("lesson", "--record", home.path + "/none/film.cast")
    #expect(unwritable.status == 74)
    #expect(try Program.attnviz("lesson", "--size", "100x30").status == 64)
  }
}
