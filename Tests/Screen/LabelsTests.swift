import Canvas
import RandomText
import Testing
import Views

struct LabelsTests {
  private let size = Size(rows: 6, columns: 30)

  private func text(_ labels: Labels) -> String {
    var canvas = Canvas(size, glyphs: .unicode)
    labels.draw(on: &canvas)
    return canvas.text
  }

  @Test func aWordStandsToTheRightOrWhereThereIsRoom() {
    var labels = Labels(size)
    labels.put(["bank"], at: Labels.Cell(row: 0, column: 3), style: .plain)
    labels.put(["river"], at: Labels.Cell(row: 2, column: 28), style: .plain)
    #expect(text(labels) == "     bank\n\n                      river\n\n\n")
  }

  @Test func theLongestTextThatHasRoomIsPut() {
    var labels = Labels(Size(rows: 1, columns: 9))
    labels.put(["money 0.30", "money"], at: Labels.Cell(row: 0, column: 0), style: .plain)
    #expect(text(labels).hasPrefix("  money\n"))
  }

  @Test func wordsNeverTouchEachOther() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      var labels = Labels(size)
      let count = Int.random(in: 1...30, using: &random)
      for word in 0..<count {
        let cell = Labels.Cell(
          row: Int.random(in: 0..<size.rows, using: &random),
          column: Int.random(in: 0..<size.columns, using: &random))
        let text = String(repeating: word % 2 == 0 ? "a" : "b", count: 3)
        if Bool.random(using: &random) {
          labels.put([text], at: cell, style: .plain)
        } else {
          labels.put([text], over: cell, style: .plain)
        }
      }
      for line in text(labels).split(separator: "\n") {
        for word in line.split(separator: " ") {
          #expect(word == "aaa" || word == "bbb")
        }
      }
    }
  }
}
