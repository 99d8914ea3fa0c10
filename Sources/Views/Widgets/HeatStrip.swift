import Text
import Canvas
/// Draws the weights of a whole sentence in one line: a cell for one token or for several, as
/// heavy as the heaviest of them.
///
/// - Parameter least: the eighths that a weight above 0 has at least.
package func drawHeatStrip(
  _ weights: [Double], top: Double, least: Int = 0, row: Int, columns: Range<Int>,
  on canvas: inout Canvas
) {
  for column in columns {
    let tokens = tokens(
      inCell: column - columns.lowerBound, of: columns.count, count: weights.count)
    guard let heaviest = weights[tokens].max() else { continue }
    drawHeatCell(
      heaviest, top: top, least: least, row: row, columns: column..<column + 1, on: &canvas)
  }
}

/// Draws one weight as a bar of at most one line.
///
/// - Parameter least: the eighths that a weight above 0 has at least; at 0 nothing is drawn where it is
///   under a sixteenth of `top`.
package func drawHeatCell(
  _ weight: Double, top: Double, least: Int = 0, row: Int, columns: Range<Int>,
  on canvas: inout Canvas
) {
  let eighths = top > 0 && weight.isFinite ? Int((min(1, weight / top) * 8).rounded()) : 0
  canvas.fill(
    canvas.glyphs.rising[min(8, max(weight > 0 ? least : 0, eighths))], row: row, columns: columns,
    style: Heat.style(weight, top: top))
}

/// The tokens that share a cell of a strip of `cells` cells.
package func tokens(inCell cell: Int, of cells: Int, count: Int) -> Range<Int> {
  guard count > cells else { return cell < count ? cell..<cell + 1 : count..<count }
  return cell * count / cells..<(cell + 1) * count / cells
}

/// The cell of a strip of `cells` cells in which a token stands.
package func stripCell(ofToken token: Int, of cells: Int, count: Int) -> Int {
  count > cells ? min(cells - 1, ((token + 1) * cells - 1) / count) : token
}
