import Foundation
import Testing

/// The mouse in the built program: what a terminal reports is a click where the picture shows something.
struct MouseTests {
  private let terminal: TerminalSession

  init() throws { terminal = try TerminalSession() }

  /// Types a report of the mouse as a terminal sends it.
  private func report(_ button: Int, _ row: Int, _ column: Int, _ end: String = "M") throws {
    try terminal.type("\u{1B}[<\(button);\(column + 1);\(row + 1)\(end)")
  }

  private func click(_ text: String) throws {
    let place = try #require(try terminal.screenshot().place(of: text))
    try report(0, place.row, place.column)
    try report(0, place.row, place.column, "m")
  }

  @Test func tokensAreClickedNudgedAndDrawn() throws {
    try terminal.start()
    try click("deposit")
    try terminal.wait(for: "the token") { $0.shows("▸deposit") }
    let screen = try terminal.screenshot()
    let words = try #require(screen.place(of: "    α  ")).row - 1
    let place = try #require(screen.place(of: "▸deposit", from: words))
    try report(64, place.row, place.column)
    try terminal.wait(for: "the nudge") { $0.shows("−0.95") }
    // From the foot of its bar to the top.
    try report(0, place.row - 1, place.column + 2)
    try report(32, place.row - 5, place.column + 2)
    try report(0, place.row - 5, place.column + 2, "m")
    try terminal.wait(for: "a heavy weight") { $0.shows("0.90") || $0.shows("0.89") }
    try terminal.press("u")
    try terminal.wait(for: "the nudge alone") { $0.shows("−0.95") }
    try report(0, place.row, place.column)
    try report(0, place.row, place.column, "m")
    try terminal.wait(for: "the query") { $0.shows("◈deposit") }
  }

  @Test func tabsAndKeysAreClicked() throws {
    try terminal.start()
    try click("matrix")
    try terminal.wait(for: "the matrix") { $0.shows("query ↓") }
    try click("? help")
    try terminal.wait(for: "help") { $0.shows("The view “matrix”") }
    try click("back")
    try terminal.wait(for: "the matrix") { $0.shows("query ↓") }
    try click("quit")
    #expect(try terminal.status() == "0")
  }

  @Test func theTerminalKeepsItsMouseWhereThatIsWanted() throws {
    try terminal.start("attnviz --no-mouse")
    #expect(try terminal.fact("mouse_button_flag") == "0")
    try terminal.press("Y")
    try terminal.poll("the mouse") { try terminal.fact("mouse_button_flag") == "1" }
    try terminal.press("Y")
    try terminal.poll("no mouse") { try terminal.fact("mouse_button_flag") == "0" }
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    try terminal.run("attnviz lesson 2")
    try terminal.wait(for: "chapter 2")
    #expect(try terminal.fact("mouse_button_flag") == "1")
    try terminal.press("Y")
    try terminal.poll("no mouse") { try terminal.fact("mouse_button_flag") == "0" }
  }
}
