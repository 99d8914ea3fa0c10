import Canvas
import Export
import Testing

struct PictureTests {
  @Test(arguments: [
    ("a.svg", PictureFormat.svg), ("a.SVG", .svg), ("a.html", .html), ("b/a.htm", .html),
    ("a.ans", .ansi), ("a.b.ansi", .ansi), ("a.txt", .text), ("a.png", nil), ("svg", nil),
    ("a.svg/b", nil), ("", nil), ("a.", nil),
  ])
  func theEndingSaysTheFormat(path: String, format: PictureFormat?) {
    #expect(PictureFormat(path: path) == format)
  }

  @Test func textIsTheCharactersAlone() {
    var canvas = Canvas(Size(rows: 2, columns: 8), glyphs: .unicode)
    canvas.write("bank", row: 0, column: 1, style: .query)
    #expect(PictureFormat.text.picture(of: canvas, Theme(.dark)) == " bank\n\n")
  }
}
