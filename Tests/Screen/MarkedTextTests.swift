import Screen
import Canvas
import Views
import Testing

struct MarkedTextTests {
  private func lines(_ text: String, width: Int = 20, most: Int = 9) -> [String] {
    MarkedText(text, width: width, lines: most).lines.map { line in
      line.map { $0.isMarked ? "[\($0.text)]" : $0.text }.joined()
    }
  }

  @Test(arguments: [
    ("plain", ["plain"]), ("", []), ("what *it* means", ["what [it] means"]),
    ("*it*", ["[it]"]), ("*a b*, *c*'s", ["[a b], [c]'s"]), ("**", []),
  ])
  func whatStandsBetweenAsterisksIsMarked(text: String, expected: [String]) {
    #expect(lines(text) == expected)
  }

  @Test(arguments: [("3 * 4", "3 * 4"), ("*a* and *b", "[a] and *b"), ("*", "*")])
  func anAsteriskWithoutAPartnerStandsForItself(text: String, expected: String) {
    #expect(lines(text) == [expected])
  }

  @Test func marksGoOnOverTheEndOfALine() {
    #expect(
      lines("one *two three four five* six", width: 9)
        == ["one [two]", "[three]", "[four five]", "six"])
    // The marks take no room.
    #expect(lines("*123456789* *abc*", width: 13) == ["[123456789] [abc]"])
  }

  @Test func theLastLineHasTheRest() {
    #expect(lines("a *b* c *d*", width: 3, most: 1) == ["a [b] c [d]"])
  }
}
