import Canvas
import Explorer
import Text

/// Draws a blended vector of few dimensions: for each, its number now and where that lies between
/// the smallest and the largest value, which a weighted average never leaves.
package func drawDimensions(
  _ sentence: Sentence, _ analysis: RowAnalysis, rows: Range<Int>, on canvas: inout Canvas
) {
  let values = analysis.values
  for (row, dimension) in zip(rows, analysis.blend.indices) {
    let column = (0..<values.rows).map { values[$0][values[$0].startIndex + dimension] }
    guard let smallest = column.min(), let largest = column.max() else { return }
    let name = sentence.dimensionName(dimension)?.shown ?? "v\(dimension)"
    canvas.write(name, row: row, column: 1, width: 12)
    canvas.write(
      decimal(analysis.blend[dimension], places: 3, columns: 9), row: row, endingAt: 23,
      style: .heading)
    let before = canvas.write(
      decimal(smallest, places: 1, columns: 9), row: row, column: 26, style: .faint)
    let after = decimal(largest, places: 1, columns: 9)
    let track = 27 + before..<max(28 + before, canvas.size.columns - 3 - displayWidth(of: after))
    drawTrack(
      from: smallest, to: largest, former: analysis.originalBlend[dimension],
      now: analysis.blend[dimension], row: row, columns: track, on: &canvas)
    canvas.write(after, row: row, column: track.upperBound + 1, style: .faint)
  }
}

private func drawTrack(
  from smallest: Float, to largest: Float, former: Float, now: Float, row: Int,
  columns: Range<Int>, on canvas: inout Canvas
) {
  canvas.fill(canvas.glyphs.rule, row: row, columns: columns, style: .faint)
  let place = { (number: Float) -> Int in
    let fraction = largest > smallest ? (number - smallest) / (largest - smallest) : 0.5
    guard fraction.isFinite else { return columns.lowerBound }
    return columns.lowerBound
      + Int((min(1, max(0, fraction)) * Float(columns.count - 1)).rounded())
  }
  for (glyph, number, style) in [
    (canvas.glyphs.formerPoint, former, Style.faint), (canvas.glyphs.point, now, Style.query),
  ] {
    canvas.fill(glyph, row: row, columns: place(number)..<place(number) + 1, style: style)
  }
}
