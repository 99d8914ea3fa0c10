import Canvas
import Explorer

/// Fills a part of a row with a step of the ramp: with a number on it where that has room, else with a
/// shade that tells it without colours.
///
/// - Parameters:
///   - text: the number.
///   - isMarked: whether the mark of what is chosen stands before it.
package func drawCell(
  step: Int, _ text: String, isMarked: Bool = false, row: Int, columns: Range<Int>,
  on canvas: inout Canvas
) {
  let style = isMarked ? Style.heldCell(step) : step > 0 ? .cell(step) : .faint
  if columns.count > 3 {
    canvas.fill(" ", row: row, columns: columns, style: .cell(step))
    canvas.write(text, row: row, column: columns.lowerBound + 1, style: style)
  } else if step > 0 {
    drawGround(step: step, row: row, columns: columns, on: &canvas)
  } else {
    canvas.write(
      String(canvas.glyphs.positive[0]), row: row,
      column: columns.lowerBound + columns.count / 2, style: .faint)
  }
  guard isMarked else { return }
  canvas.write(
    String(canvas.glyphs.selected), row: row, column: columns.lowerBound, style: style)
}

/// Fills a part of a row with a step of the ramp, and with a shade that tells it without colours.
package func drawGround(
  step: Int, row: Int, columns: Range<Int>, on canvas: inout Canvas
) {
  let shades = canvas.glyphs.shades
  canvas.fill(
    shades[(step * (shades.count - 1) + Heat.steps - 2) / (Heat.steps - 1)], row: row,
    columns: columns, style: .halves(glyph: step, ground: step))
}

/// Draws two steps in one place, one above the other. The higher one is seen without colours too.
///
/// The canvas must have halves.
package func drawHalves(
  upper: Int, lower: Int, row: Int, columns: Range<Int>, on canvas: inout Canvas
) {
  guard upper != lower, let halves = canvas.glyphs.halves else {
    return drawGround(step: max(upper, lower), row: row, columns: columns, on: &canvas)
  }
  canvas.fill(
    upper > lower ? halves.upper : halves.lower, row: row, columns: columns,
    style: .halves(glyph: max(upper, lower), ground: min(upper, lower)))
}

/// Draws a matrix as small as the canvas is: two weights in each place where cells can be halved, each
/// the largest of those that it stands for.
package func drawThumbnail(_ weights: [[Float]], on canvas: inout Canvas) {
  let layers = canvas.glyphs.halves == nil ? 1 : 2
  let cells = pooled(
    weights, height: canvas.size.rows * layers, width: canvas.size.columns)
  for line in 0..<(cells.count + layers - 1) / layers {
    let (upper, lower) = (cells[line * layers], line * layers + layers - 1)
    for column in upper.indices {
      let below = cells.indices.contains(lower) ? Double(cells[lower][column]) : 0
      drawHalves(
        upper: Heat.step(ofShare: Double(upper[column])), lower: Heat.step(ofShare: below),
        row: line, columns: column..<column + 1, on: &canvas)
    }
  }
}
