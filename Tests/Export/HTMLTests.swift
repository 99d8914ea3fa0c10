import Canvas
import Export
import Testing

struct HTMLTests {
  @Test(arguments: [Theme(.dark), Theme(.light)])
  func aPageHoldsTheDrawingAndNeedsNothingElse(theme: Theme) {
    var canvas = Canvas(Size(rows: 2, columns: 30), glyphs: .unicode)
    canvas.write("</svg><script>", row: 0, column: 0, style: .word)
    let page = htmlPicture(of: canvas, theme)
    let drawing = svgPicture(of: canvas, theme)
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.contains(drawing))
    #expect(page.contains("background: \(theme.ground.hexadecimal)"))
    let rest = page.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
    for reference in ["<script", "http", "url(", "@import", "src=", "href="] {
      #expect(!rest.contains(reference), "\(reference)")
    }
  }
}
