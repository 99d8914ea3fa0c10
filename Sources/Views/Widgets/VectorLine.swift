import Text
import Canvas
/// How many numbers of a vector are written as numbers; more are drawn as a strip.
package let mostNumbersWritten = 6

/// Draws a vector in one line: few numbers as numbers, many as a strip.
///
/// - Parameter top: the number that gets the strongest cell; the vector's own where it is `nil`.
package func drawVector(
  _ vector: [Float], top: Float? = nil, row: Int, columns: Range<Int>, on canvas: inout Canvas
) {
  guard vector.count > mostNumbersWritten else {
    let numbers = vector.map { rightAligned(decimal($0, places: 3), 8) }.joined(separator: " ")
    canvas.write(numbers, row: row, column: columns.lowerBound, width: columns.count)
    return
  }
  SignedStrip.draw(vector, top: top, row: row, columns: columns, on: &canvas)
}
