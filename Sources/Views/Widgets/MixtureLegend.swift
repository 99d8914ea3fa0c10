import Canvas
import Explorer
import Text

/// Draws a mixed colour as a ground, and under it what it is mixed of: the share of red, green and
/// blue. Where a terminal can't show it, the numbers tell.
package struct MixtureLegend {
  /// The columns it takes.
  package static let width = 20
  private let color: MixedColor
  private let query: String

  package init(_ color: MixedColor, _ explorer: Explorer) {
    self.color = color
    query = explorer.sentence.tokens[explorer.sentence.query].text.shown
  }

  /// Draws it as large as `canvas` is: in one row the ground alone.
  package func draw(on canvas: inout Canvas) {
    let size = canvas.size
    let style = Style.mixed(color)
    guard size.rows > 5 else {
      return canvas.fill(" ", row: 0, columns: 0..<size.columns, style: style)
    }
    canvas.write(
      "a(\(canvas.glyphs.clipped(query, to: 12)))", row: 0, column: 2, style: .query)
    let swatch = 1..<max(2, min(size.rows - 4, 6))
    for row in swatch {
      canvas.fill(" ", row: row, columns: 2..<size.columns - 2, style: style)
    }
    let parts = [("red", color.red), ("green", color.green), ("blue", color.blue)]
    for (row, (name, share)) in zip(swatch.upperBound..<size.rows, parts) {
      canvas.write(name, row: row, column: 2, style: .faint)
      canvas.write(decimal(share, places: 3), row: row, endingAt: size.columns - 2)
    }
  }
}

extension Style {
  /// The nearest of the colours that have six steps of red, green and blue each.
  fileprivate static func mixed(_ color: MixedColor) -> Style {
    .mixed(
      red: Mixed.step(color.red), green: Mixed.step(color.green), blue: Mixed.step(color.blue))
  }
}
