import Explorer
import Canvas
import Views
import Foundation
import Screen
import Testing

/// What the manual says of screen and keys is what the program has.
struct ManualTests {
  private let manual: String

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    manual = try String(
      contentsOf: root.appendingPathComponent("Resources/Manual.md"), encoding: .utf8)
  }

  @Test func thePictureIsTheScreen() {
    let explorer = explorer(
      at: "bank, the money kind", keys: [.right, .right, .up, .up, .up])
    let screen = Screen.draw(explorer, size: .classic, glyphs: .unicode).text
    #expect(manual.contains("```text\n\(screen)\n```"))
  }

  @Test func theKeysAreTheKeyTable() {
    let rows = KeyTable(allViews).rows.map { "| \($0.names()) | \($0.does) |" }
    let table = (["| key | does |", "|---|---|"] + rows).joined(separator: "\n")
    #expect(manual.contains(table), "Resources/Manual.md should have this table:\n\(table)")
  }

  @Test func theKeysOfTheReadmeAreSomeOfThem() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let rows = Set(KeyTable(allViews).rows.map { "| \($0.names()) | \($0.does) |" })
    let table = try #require(readme.range(of: "| key | does |\n|---|---|\n")).upperBound
    let shown = readme[table...]
      .split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("|") }
    #expect(shown.count > 5)
    for row in shown { #expect(rows.contains(String(row))) }
  }
}
