import Canvas
import Testing

struct CanvasTests {
  @Test func nothingIsWrittenOutside() {
    var canvas = Canvas(Size(rows: 2, columns: 5), glyphs: .unicode)
    canvas.write("above", row: -1, column: 0)
    canvas.write("below", row: 2, column: 0)
    canvas.write("left", row: 0, column: -1)
    canvas.write("right", row: 0, column: 5)
    canvas.fill("x", row: 1, columns: -3..<99)
    #expect(canvas.text == "\nxxxxx")
  }

  @Test func whatStandsInAPlaceIsTheLastThatWasSaidOfIt() {
    var canvas = Canvas(Size(rows: 4, columns: 10), glyphs: .unicode)
    canvas.mark(.token(0), row: 0, columns: -5..<99)
    canvas.draw(in: Rect(rows: 1..<3, columns: 4..<8)) { part in
      part.mark(.token(1), row: 0, columns: 0..<2)
      part.mark(.token(2), row: 1, columns: 3..<9)
      part.mark(.token(3), row: 2, columns: 0..<4)
      part.mark(.token(3), row: -1, columns: 0..<4)
    }
    canvas.mark(.key(.escape), row: 0, columns: 3..<4)
    let spots = (0..<4).map { row in (-1..<11).map { canvas.spot(row: row, column: $0) } }
    let none = [Spot?](repeating: nil, count: 12)
    var first = none
    for column in 1..<11 { first[column] = .token(0) }
    first[4] = .key(.escape)
    var second = none
    for column in 5..<7 { second[column] = .token(1) }
    var third = none
    third[8] = .token(2)
    #expect(spots == [first, second, third, none])
  }

  @Test func whatIsTooLongEndsInAnEllipsis() {
    var canvas = Canvas(Size(rows: 2, columns: 10), glyphs: .unicode)
    #expect(canvas.write("suitcase", row: 0, column: 0, width: 5) == 5)
    canvas.write("suitcase", row: 1, column: 4)
    #expect(canvas.text == "suit…\n    suitc…")
  }

  @Test func wideCharactersTakeTwoCellsAndAreNeverCutInHalf() {
    var canvas = Canvas(Size(rows: 1, columns: 6), glyphs: .unicode)
    #expect(canvas.write("東京都", row: 0, column: 0, width: 4) == 3)
    #expect(canvas.text == "東…")
    #expect(canvas.cells[1].character == nil)
    canvas.write("東", row: 0, column: 5)
    #expect(canvas.cells[5].character == "…")
  }

  @Test func whatIsWrittenOverInPartGoesWhole() {
    for (column, text) in [(0, "x 京都"), (1, " x京都"), (2, "東x 都"), (3, "東 x都"), (5, "東京 x")] {
      var canvas = Canvas(Size(rows: 2, columns: 6), glyphs: .unicode)
      canvas.write("東京都", row: 0, column: 0)
      canvas.write("東京都", row: 1, column: 0)
      canvas.write("x", row: 0, column: column)
      #expect(canvas.text == text + "\n東京都")
      canvas.write("東", row: 0, column: column)
      canvas.write("東京都", row: 0, column: 0)
      #expect(canvas.text == "東京都\n東京都")
    }
  }

  @Test func aTextCanEndAtAColumn() {
    var canvas = Canvas(Size(rows: 1, columns: 8), glyphs: .unicode)
    canvas.write("0.35", row: 0, endingAt: 6)
    #expect(canvas.text == "  0.35")
  }

  @Test func aGraphemeKeepsItsScalarsInItsFirstCellAndIsNeverCut() {
    var canvas = Canvas(Size(rows: 2, columns: 10), glyphs: .unicode)
    #expect(canvas.write("👨‍👩‍👧‍👦a", row: 0, column: 0) == 9)
    #expect(canvas.cells[0].character == "👨‍👩‍👧‍👦")
    #expect(canvas.cells[1..<8].allSatisfy { $0.character == nil })
    #expect(canvas.cells[8].character == "a")
    #expect(canvas.write("कि👨‍👩‍👧‍👦z", row: 1, column: 0) == 3)
    #expect(canvas.text == "👨‍👩‍👧‍👦a\nकि…")
  }

  @Test func whatIsEmptyIsTrimmed() {
    var canvas = Canvas(Size(rows: 9, columns: 20), glyphs: .unicode)
    canvas.write("heads", row: 1, column: 2)
    canvas.fill(" ", row: 3, columns: 4..<9, style: .cell(.heat(5)))
    canvas.write("end", row: 7, column: 1)
    canvas.fill(" ", row: 8, columns: 0..<20, style: .faint)
    let trimmed = canvas.trimmed
    #expect(trimmed.size == Size(rows: 5, columns: 9))
    #expect(trimmed.text == "  heads\n\n\n\n end")
    #expect(trimmed[row: 2].map(\.style) == canvas[row: 3].prefix(9).map(\.style))
    #expect(
      Canvas(Size(rows: 3, columns: 4), glyphs: .unicode).trimmed.size == Size(rows: 1, columns: 1))
  }
}
