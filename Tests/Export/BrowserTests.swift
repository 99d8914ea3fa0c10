import Canvas
import Explorer
import Export
import OpenedSentences
import Scenes
import Screen
import Testing
import Views

/// What a real browser makes of the drawings: every cell is where the canvas has it, and as it is there.
@Suite(.enabled(if: Browser.path != nil, "the browser chromium is not installed"))
struct BrowserTests {
  private static let size = Size(rows: 24, columns: 80)

  @Test(arguments: [Theme(.dark), Theme(.light)])
  func everyCellIsWhereTheCanvasHasIt(theme: Theme) throws {
    var canvases: [Canvas] = []
    for view in allViews.indices {
      var explorer = Explorer(try #require(try OpenSentences(Array(builtIn.dropFirst(5)))))
      _ = explorer.update(.showView(view + 1))
      canvases.append(Screen.draw(explorer, size: Self.size, glyphs: .unicode))
    }
    let page = canvases.map { svgPicture(of: $0, theme) }.joined()
    let shown = try Browser.cells(of: "<!doctype html><meta charset=utf-8>" + page, size: Self.size)
    try #require(shown.count == canvases.count)
    for (canvas, cells) in zip(canvases, shown) {
      for row in 0..<Self.size.rows {
        for (column, cell) in canvas[row: row].enumerated() {
          let place = "row \(row), column \(column) of\n\(canvas.text)"
          check(cell, cells[row][column], theme, place)
        }
      }
    }
  }

  private func check(_ cell: Canvas.Cell, _ shown: Browser.Cell, _ theme: Theme, _ place: String) {
    guard let character = cell.character else { return }
    let (text, ground) = theme.colors(of: cell.style)
    let underlined = theme.look(of: cell.style).isUnderlined
    // Blanks at the end of a line that show nothing are left out.
    if let drawn = shown.characters.first {
      #expect(shown.characters.count == 1 && drawn.character == character, "\(place)")
      #expect(abs(drawn.width - 9) < 0.5, "\(place)")
    } else {
      #expect(character == " ", "\(place)")
    }
    let paper = ground ?? theme.ground
    let (top, bottom) = Self.corners(of: character)
    let expected = [top, bottom].map { text.over(paper, opacity: $0) }
    guard shown.corners.count == 2 else { return }
    #expect(shown.corners[0].isLike(expected[0]), "\(place)")
    if !underlined { #expect(shown.corners[1].isLike(expected[1]), "\(place)") }
    let isEven = " █░▒▓".contains(character)
    // A bar this narrow or wide has no edge in the middle of its cell.
    if !underlined, !"▏▎▊▉".contains(character) { #expect(shown.hasInk != isEven, "\(place)") }
  }

  /// How much of a block element is in the corners of its cell at the left: above and below.
  private static func corners(of character: Character) -> (Double, Double) {
    switch character {
    case "█", "▉", "▊", "▋", "▌", "▍", "▎", "▏": (1, 1)
    case "▀": (1, 0)
    case "▁", "▂", "▃", "▄", "▅", "▆", "▇": (0, 1)
    case "░": (0.25, 0.25)
    case "▒": (0.5, 0.5)
    case "▓": (0.75, 0.75)
    default: (0, 0)
    }
  }
}

extension RGB {
  /// What is seen of it, painted with this opacity.
  fileprivate func over(_ ground: RGB, opacity: Double) -> RGB {
    let mixed = [(red, ground.red), (green, ground.green), (blue, ground.blue)].map {
      UInt8((Double($0) * opacity + Double($1) * (1 - opacity)).rounded())
    }
    return RGB(red: mixed[0], green: mixed[1], blue: mixed[2])
  }

  fileprivate func isLike(_ other: RGB) -> Bool {
    [(red, other.red), (green, other.green), (blue, other.blue)].allSatisfy {
      abs(Int($0) - Int($1)) <= 2
    }
  }
}
