import Text
import Testing

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("bank", 4), ("東京", 4), ("한국", 4), ("é", 1), ("e\u{301}", 1), ("▁█·─", 4),
    ("🏆", 2), ("ｆ", 2), ("➡", 1), ("✓", 1),
  ])
  func columnsAreThoseOfATerminal(text: String, columns: Int) {
    #expect(displayWidth(of: text) == columns)
  }
}
