import Canvas
import Export
import Testing

struct ANSITests {
  private func canvas() -> Canvas {
    var canvas = Canvas(Size(rows: 3, columns: 20), glyphs: .unicode)
    canvas.write("bank", row: 0, column: 1, style: .query)
    canvas.write("0.35", row: 0, column: 6, style: .selected)
    canvas.write("東", row: 0, column: 12, style: .cell(.heat(9)))
    canvas.write("plain", row: 2, column: 0)
    return canvas
  }

  @Test(arguments: [
    (
      Theme(.dark),
      " ␛[1;38;5;214mbank␛[0m ␛[1;7m0.35␛[0m  ␛[38;5;16;48;5;231m東␛[0m\n\nplain\n"
    ),
    (Theme(.light, depth: .sixteen), " ␛[1;35mbank␛[0m ␛[1;7m0.35␛[0m  ␛[97;40m東␛[0m\n\nplain\n"),
    (Theme(.dark, depth: .sixteen), " ␛[1;93mbank␛[0m ␛[1;7m0.35␛[0m  ␛[30;107m東␛[0m\n\nplain\n"),
    (Theme(.dark, depth: .none), " ␛[1mbank␛[0m ␛[1;7m0.35␛[0m  ␛[1;7m東␛[0m\n\nplain\n"),
  ])
  func stylesAreEscapeSequences(theme: Theme, expected: String) {
    let picture = ansiPicture(of: canvas(), theme).replacing("\u{1B}", with: "␛")
    #expect(picture == expected)
  }
}
