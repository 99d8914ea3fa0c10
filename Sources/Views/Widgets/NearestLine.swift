import Canvas
import Models
import Text

/// Draws the nearest words with their cosines in one line, as many as have room; none is cut.
///
/// - Returns: how many were drawn.
@discardableResult
package func drawNearestLine(
  _ neighbors: some Sequence<WordVectors.Neighbor>, row: Int, columns: Range<Int>,
  style: Style = .plain,
  on canvas: inout Canvas
) -> Int {
  var (column, count) = (columns.lowerBound, 0)
  for neighbor in neighbors {
    let number = " " + decimal(neighbor.cosine, places: 2)
    let width = displayWidth(of: neighbor.word + number)
    guard column + width <= columns.upperBound else { break }
    canvas.write(neighbor.word, row: row, column: column, style: style)
    canvas.write(number, row: row, endingAt: column + width)
    column += width + 3
    count += 1
  }
  return count
}
