import OpenedSentences
import Canvas
import Explorer
import Export
import Scenes
import Screen
import Testing
import Views

struct SVGTests {
  static let themes = [Theme(.dark), Theme(.light), Theme(.light, depth: .none)]

  /// Read back, every cell shows the canvas's character in its colours, with the same under it.
  @Test(arguments: allViews.indices, themes)
  func everyCellIsThatOfTheCanvas(view: Int, theme: Theme) throws {
    for scene in builtIn {
      for glyphs in [Glyphs.unicode, .ascii] {
        try check(screen(of: scene, view: view, glyphs: glyphs), theme)
      }
    }
  }

  /// What a sentence file says is text, whatever it would be in XML or to a terminal.
  @Test func hostileTextIsText() throws {
    let json =
      #"{"title": "<svg onload='x()'>&amp;]]>", "tokens": ["</tspan>", "&lt;", "\u001b[2J", "\"'", "東京", "e\u0301", "\u202e", "👩‍💻"]}"#
    let reading = SentenceFile.read(Array(json.utf8), as: .json, name: "hostile.json")
    let canvas = try screen(of: try #require(reading.scenes.first), view: 0, glyphs: .unicode)
    #expect(canvas.text.contains("<svg onload"))
    for theme in Self.themes { try check(canvas, theme) }
    let drawing = svgPicture(of: canvas, Theme(.dark))
    #expect(!drawing.contains("<svg onload") && drawing.contains("&lt;svg onload"))
  }

  @Test func everyStyleHasItsColours() throws {
    var canvas = Canvas(Size(rows: Style.all.count, columns: 12), glyphs: .unicode)
    for (row, style) in Style.all.enumerated() {
      canvas.write("a b东 ▄▌▒█", row: row, column: 0, style: style)
    }
    for theme in Self.themes { try check(canvas, theme) }
  }

  @Test func aSmallDrawingReads() {
    var canvas = Canvas(Size(rows: 2, columns: 10), glyphs: .unicode)
    canvas.write("bank", row: 0, column: 1, style: .query)
    canvas.write("▄▄", row: 1, column: 1, style: .heat(9))
    #expect(
      svgPicture(of: canvas, Theme(.dark)) == """
        <svg xmlns="http://www.w3.org/2000/svg" width="90" height="36" viewBox="0 0 90 36" \
        font-family="'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace" \
        font-size="15" fill="#d0d0d0">
        <rect width="90" height="36" fill="#1c1c1c"/>
        <text xml:space="preserve" y="14"><tspan x="0" textLength="9" \
        lengthAdjust="spacingAndGlyphs"> </tspan><tspan x="9" textLength="36" \
        lengthAdjust="spacingAndGlyphs" fill="#ffaf00" font-weight="bold">bank</tspan></text>
        <rect x="9" y="27.0" width="18.0" height="9.0" fill="#ffffff" \
        shape-rendering="crispEdges"/>
        <text xml:space="preserve" y="32"><tspan x="0" textLength="9" \
        lengthAdjust="spacingAndGlyphs"> </tspan><tspan x="9" textLength="18" \
        lengthAdjust="spacingAndGlyphs" fill="none">▄▄</tspan></text>
        </svg>

        """)
  }

  private func check(_ canvas: Canvas, _ theme: Theme) throws {
    let drawing = Drawing(
      svgPicture(of: canvas, theme), size: canvas.size, ink: theme.ink.hexadecimal)
    #expect(drawing.problem == nil)
    for (row, (got, wanted)) in zip(drawing.cells, canvas.shown(in: theme)).enumerated() {
      for (column, (got, wanted)) in zip(got, wanted).enumerated() where got.seen != wanted.seen {
        Issue.record("row \(row), column \(column): \(got), not \(wanted)")
        return
      }
    }
  }

  private func screen(of scene: Scene, view: Int, glyphs: Glyphs) throws -> Canvas {
    var explorer = Explorer(try #require(try OpenSentences([scene])))
    _ = explorer.update(.sentence(.nudge(0.5)))
    _ = explorer.update(.showView(view + 1))
    return Screen.draw(explorer, size: Size(rows: 24, columns: 80), glyphs: glyphs)
  }
}
