import Foundation
import Testing

/// The lesson, played by keys in a real terminal.
struct LessonTests {
  @Test(arguments: [(80, 24), (120, 40)])
  func theFirstChapterIsPlayed(columns: Int, rows: Int) throws {
    let terminal = try TerminalSession(columns: columns, rows: rows)
    try terminal.run("attnviz lesson")
    try terminal.wait(for: "page 1 of 4")
    try terminal.press("Space")
    try terminal.wait(for: "▸ Select seven")
    try terminal.press("Space")
    try terminal.wait(for: "this page goes on when it is done")
    try terminal.press("Right", "K", "K", "K", "K")
    try terminal.wait(for: "✓ Select seven")
    try terminal.press("Space")
    try terminal.wait(for: "▸ Bring the mean below")
    try terminal.press("K", "K", "K", "K", "K", "K")
    try terminal.wait(for: "✓ Bring the mean below")
    try terminal.press("Space", "1")
    try terminal.wait(for: "all the weight on three")
    try terminal.press("3")
    try terminal.wait(for: "no average does")
    try terminal.press("Space")
    try terminal.wait(for: "chapter 2 of")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    try terminal.run("clear; attnviz lesson")
    try terminal.wait(for: "chapter 2 of")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    try terminal.run("clear; attnviz lesson --restart")
    try terminal.wait(for: "chapter 1 of")
  }

  /// For every page of every chapter, what to press until it is done.
  private static let solution: [[[String]]] = [
    [[], ["Right", "K", "K", "K", "K"], ["K", "K", "K", "K", "K", "K"], ["3"]],
    [["1"], ["g"], ["/", "s", "u", "i", "Enter"], ["2"], ["g", "m"]],
    [[], ["Right", "Right", "m"], ["K", "K"], ["1"]],
    [
      ["J", "J", "J", "J"], Array(repeating: "t", count: 8), Array(repeating: "T", count: 16),
      ["2"],
    ],
    [["Tab", "Tab", "Tab"], ["Right", "Right"]],
    [["g"], ["]"]],
    [Array(repeating: "Tab", count: 9), ["g"], ["g"], ["g"], ["2"]],
    [["Right", "Right", "m"], ["Tab"], ["2"]],
    [["1"], ["2"], ["2"], ["2"], ["2"], ["2"], ["2"], ["2"], ["1"], ["2"], ["1", "2"]],
  ]

  @Test(arguments: [(80, 24), (120, 40)])
  func theWholeLessonIsPlayed(columns: Int, rows: Int) throws {
    let terminal = try TerminalSession(columns: columns, rows: rows)
    try terminal.run("attnviz lesson")
    for (chapter, pages) in Self.solution.enumerated() {
      for (page, keys) in pages.enumerated() {
        let place = "chapter \(chapter + 1) of 9   page \(page + 1) of \(pages.count) "
        try terminal.wait(for: "\(place)") {
          ($0.lines.first.map { $0 + " " } ?? "").contains(place)
        }
        if !keys.isEmpty { try terminal.press(keys) }
        try terminal.wait(for: "\(place) to be done") { !$0.shows("go on when done") }
        try terminal.press("Space")
      }
    }
    let end = try terminal.wait(for: "10 of 11 right at once")
    #expect(end.shows("See again: chapter 7"))
  }

  @Test func withoutATerminalItIsPrinted() throws {
    let outcome = try Program.attnviz("lesson")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("1. Weighted averages"))
    #expect(outcome.output.contains("blend    mean 4.600"))
    #expect(outcome.output.contains("model L3·H1"))
    #expect(outcome.output.contains("What follows from it"))
    let list = try Program.attnviz("lesson", "--list")
    #expect(list.output.hasPrefix("1  Weighted averages\n2  What is it?\n"))
  }

  @Test func whatIsNotThereIsTold() throws {
    #expect(try Program.attnviz("lesson", "99").status == 64)
    let missing = try Program.attnviz("lesson", "no-such-folder")
    #expect(missing.status == 66)
    #expect(missing.errors.contains("no-such-folder"))
  }

  @Test func aStateThatCannotBeKeptIsToldOnce() throws {
    let terminal = try TerminalSession()
    try terminal.home.write("{", to: "damaged")
    try terminal.run("mkdir -p .local/state/attnviz; mv damaged .local/state/attnviz/lesson.json")
    try terminal.run("clear; attnviz lesson")
    try terminal.wait(for: "page 1 of 4")
    try terminal.press("q")
    try terminal.wait(for: "lesson.json:1:")
    #expect(try terminal.status() == "0")
    try terminal.run("clear; attnviz lesson")
    try terminal.wait(for: "page 1 of 4")
    try terminal.press("q")
    let screen = try terminal.wait(for: "the prompt") { !$0.shows("page 1 of 4") }
    #expect(!screen.shows("lesson.json:1:"))
  }
}
