import Text
import Canvas
/// Draws a bar that stands on row `floor` and grows upwards in eighths of a cell.
///
/// A weight above 0 is always seen: it gets an eighth at least.
///
/// - Parameters:
///   - fraction: the height as a part of `height`, from 0 to 1.
///   - columns: the columns that the bar fills.
package func drawHeatBar(
  _ fraction: Double, floor: Int, height: Int, columns: Range<Int>, style: Style,
  on canvas: inout Canvas
) {
  guard fraction > 0, height > 0 else { return }
  let eighths = min(height * 8, max(1, Int((fraction * Double(height * 8)).rounded())))
  for row in 0..<height {
    let glyph = canvas.glyphs.rising[min(8, max(0, eighths - row * 8))]
    if glyph != " " { canvas.fill(glyph, row: floor - row, columns: columns, style: style) }
  }
}

/// The end of the scale on which bars are drawn: the first of 1, 2, 5 times a power of ten, and at
/// most 1, that no weight exceeds. So bars keep their scale while a weight moves a little.
package func scaleTop(for weights: [Double]) -> Double {
  let largest = weights.lazy.filter(\.isFinite).max() ?? 0
  guard largest > 0.001 else { return 0.001 }
  let steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]
  return steps.first { largest <= $0 + 1e-12 } ?? 1
}
