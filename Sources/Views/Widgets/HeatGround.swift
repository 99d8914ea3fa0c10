import Canvas
import Explorer

/// Fills a part of a row with a step of a ramp: with a number on it where that has room, else with a
/// shade that tells it without colours.
///
/// - Parameters:
///   - text: the number.
///   - isMarked: whether the mark of what is chosen stands before it.
package func drawCell(
  _ tint: Tint, _ text: String, isMarked: Bool = false, row: Int, columns: Range<Int>,
  on canvas: inout Canvas
) {
  let style = isMarked ? Style.heldCell(tint) : tint.isNone ? .faint : .cell(tint)
  if columns.count > 3 {
    canvas.fill(" ", row: row, columns: columns, style: .cell(tint))
    canvas.write(text, row: row, column: columns.lowerBound + 1, style: style)
  } else if !tint.isNone {
    drawGround(tint, row: row, columns: columns, on: &canvas)
  } else {
    canvas.write(
      String(canvas.glyphs.positive[0]), row: row,
      column: columns.lowerBound + columns.count / 2, style: .faint)
  }
  guard isMarked else { return }
  canvas.write(
    String(canvas.glyphs.selected), row: row, column: columns.lowerBound, style: style)
}

/// Fills a part of a row with a step of a ramp, and with a shade that tells it without colours.
package func drawGround(
  _ tint: Tint, row: Int, columns: Range<Int>, on canvas: inout Canvas
) {
  canvas.fill(
    canvas.glyphs.shade(of: tint), row: row, columns: columns,
    style: .halves(glyph: tint, ground: tint))
}

/// Draws two numbers in one place, one above the other. The stronger one is seen without colours too.
///
/// The canvas must have halves.
package func drawHalves(
  upper: Tint, lower: Tint, row: Int, columns: Range<Int>, on canvas: inout Canvas
) {
  let isUpper = upper.strength >= lower.strength
  let (strong, weak) = isUpper ? (upper, lower) : (lower, upper)
  guard upper != lower, let halves = canvas.glyphs.halves else {
    return drawGround(strong, row: row, columns: columns, on: &canvas)
  }
  canvas.fill(
    isUpper ? halves.upper : halves.lower, row: row, columns: columns,
    style: .halves(glyph: strong, ground: weak))
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
        upper: .heat(Heat.step(ofShare: Double(upper[column]))),
        lower: .heat(Heat.step(ofShare: below)),
        row: line, columns: column..<column + 1, on: &canvas)
    }
  }
}

extension Glyphs {
  /// What tells a tint without colours: a shade, and of a signed number its sign as well.
  fileprivate func shade(of tint: Tint) -> Character {
    let signs =
      switch tint {
      case .heat, .signed(0): shades
      case .signed(let step): step < 0 ? negative : positive
      }
    return signs[Int((tint.strength * Double(signs.count - 1)).rounded(.up))]
  }
}
