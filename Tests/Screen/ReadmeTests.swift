import Explorer
import Canvas
import Views
import Foundation
import Screen
import Testing

/// What the README says of screen and keys is what the program has.
struct ReadmeTests {
  private let readme: String

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
  }

  @Test func thePictureIsTheScreen() {
    let explorer = explorer(
      at: "bank, the money kind", keys: [.right, .right, .up, .up, .up])
    let screen = Screen.draw(explorer, size: .classic, glyphs: .unicode).text
    #expect(readme.contains("```text\n\(screen)\n```"))
  }

  @Test func theKeysAreTheKeyTable() {
    let rows = KeyTable(allViews).rows.map { "| \($0.names()) | \($0.does) |" }
    let table = (["| key | does |", "|---|---|"] + rows).joined(separator: "\n")
    #expect(readme.contains(table), "README.md should have this table:\n\(table)")
  }
}
