import Canvas
import Explorer
import OpenedSentences
import Screen
import Testing
import Text
import Views

struct PromptLineTests {
  /// The line of a prompt in which this is typed, and in what style each of its cells is.
  private func line(
    _ text: String, _ keys: Key..., columns: Int = 40, glyphs: Glyphs = .unicode
  ) throws -> (text: String, cursor: [Int]) {
    var explorer = explorer(at: "bank, the money kind", keys: [.character("o")])
    explorer.paste(text, isCut: false)
    for key in keys { explorer.press(key) }
    let canvas = Screen.draw(
      explorer, size: Size(rows: 24, columns: columns), glyphs: glyphs)
    let row = try #require(
      (0..<24).first { String(canvas[row: $0].compactMap(\.character)).contains("open file:") })
    let cells = Array(canvas[row: row])
    return (
      String(cells.compactMap(\.character)), cells.indices.filter { cells[$0].style == .selected }
    )
  }

  @Test func theCursorStandsOnItsCharacter() throws {
    #expect(try line("a.json").cursor == [18])
    #expect(try line("a.json", .left, .left).cursor == [16])
    #expect(try line("a東b", .left, .left).cursor == [13, 14])
    #expect(try line("a東b", .left).cursor == [15])
    #expect(try line("e\u{301}x", .left).cursor == [13])
    #expect(try line("a→b", .left, glyphs: .ascii).cursor == [15])
  }

  /// Of a line that is too long the part is shown where the cursor stands; the rest is told by a sign.
  @Test func aLongLineGoesOnInItsField() throws {
    let path = "~/a/folder/with/a/long/name/in/which/files/lie.json"
    let end = try line(path)
    #expect(end.text.hasPrefix(" open file: …") && end.text.contains("files/lie.json"))
    let start = try line(path, .home)
    #expect(start.text.hasPrefix(" open file: ~/a/folder/") && start.text.hasSuffix("…"))
    #expect(start.cursor == [12])
    let middle = try line(path, .home, .controlRight, .controlRight)
    #expect(middle.text == start.text && middle.cursor == [22])
  }

  /// Wherever the cursor stands in whatever text, it is seen, and nothing is written outside.
  @Test(arguments: [Glyphs.unicode, .ascii], [40, 41, 60])
  func theCursorIsAlwaysSeen(glyphs: Glyphs, columns: Int) throws {
    for text in [
      String(repeating: "東京", count: 30), String(repeating: "a👩‍💻é", count: 20),
      String(repeating: "x", count: 26), String(repeating: "x", count: 27),
      String(repeating: "x", count: 28), String(repeating: "→", count: 27),
    ] {
      var explorer = explorer(at: "bank, the money kind", keys: [.character("o")])
      explorer.paste(text, isCut: false)
      for _ in 0...text.count {
        let canvas = Screen.draw(explorer, size: Size(rows: 12, columns: columns), glyphs: glyphs)
        let row = canvas[row: 10]
        #expect(row.contains { $0.style == .selected }, "\(text)")
        let width = row.compactMap(\.character).reduce(0) { $0 + displayWidth(of: $1) }
        #expect(width == columns)
        explorer.press(.left)
      }
    }
  }

  @Test func namesThatFitAreListedAsFarAsThereIsRoom() throws {
    var explorer = explorer(at: "bank, the money kind", keys: [.character("o")])
    explorer.press(.tab)
    explorer.complete(from: (10..<40).map { "file-\($0).json" } + ["my \u{1B}folder/"])
    let text = Screen.draw(explorer, size: .classic, glyphs: .unicode).text
    #expect(text.contains("file-10.json  file-11.json"))
    #expect(text.contains("and 27 more"))
    explorer.complete(from: ["a", "b\u{1B}/"])
    #expect(
      Screen.draw(explorer, size: .small, glyphs: .unicode).text.contains(" a  b␛/\n"))
  }
}
