import Canvas
import Testing
import Views

struct BrailleTests {
  private func text(_ size: Size, _ glyphs: Glyphs = .unicode, _ draw: (inout Braille) -> Void)
    -> String
  {
    var braille = Braille(size)
    draw(&braille)
    var canvas = Canvas(size, glyphs: glyphs)
    braille.draw(on: &canvas)
    return canvas.text
  }

  @Test func eachDotHasItsPlaceInACell() {
    let one = Size(rows: 1, columns: 1)
    let dots = (0..<4).flatMap { y in (0..<2).map { x in (x, y) } }
    let signs = dots.map { dot in
      text(one) { $0.setPoint(dot, isHeavy: false, style: .plain) }
    }
    #expect(signs == ["⠁", "⠈", "⠂", "⠐", "⠄", "⠠", "⡀", "⢀"])
    #expect(
      text(one) { for dot in dots { $0.setPoint(dot, isHeavy: false, style: .plain) } } == "⣿")
  }

  @Test func aLineGoesFromEndToEnd() {
    let size = Size(rows: 2, columns: 4)
    #expect(text(size) { $0.setLine(from: (0, 0), to: (7, 7), style: .plain) } == "⠑⢄\n  ⠑⢄")
    #expect(text(size) { $0.setLine(from: (7, 7), to: (0, 0), style: .plain) } == "⠑⢄\n  ⠑⢄")
    #expect(text(size) { $0.setLine(from: (3, 3), to: (3, 3), style: .plain) } == " ⢀\n")
  }

  @Test func whatIsOutsideIsNotDrawn() {
    let size = Size(rows: 1, columns: 2)
    let drawn = text(size) {
      $0.setLine(from: (-9, 0), to: (20, 0), style: .plain)
      $0.setPoint((4, 1), isHeavy: true, style: .plain)
      $0.setPoint((0, 4), isHeavy: true, style: .plain)
    }
    #expect(drawn == "⠉⠉")
  }

  @Test func withASCIILinesAreDotsAndPointsAreCrosses() {
    let size = Size(rows: 1, columns: 4)
    let drawn = text(size, .ascii) {
      $0.setLine(from: (0, 0), to: (7, 0), style: .plain)
      $0.setPoint((4, 0), isHeavy: false, style: .plain)
    }
    #expect(drawn == "..+.")
  }
}
