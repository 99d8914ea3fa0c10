import Text
import Canvas
import Explorer
import Models

/// Draws the words nearest to what the query means now with their cosines, one a line under a
/// heading; where an edit moved the final vector, beside those from before it.
package func drawNearest(
  _ analysis: RowAnalysis, rows: Range<Int>, columns: Range<Int>, on canvas: inout Canvas
) {
  guard analysis.finalShift == nil else {
    return drawBeforeAndNow(analysis, rows: rows, columns: columns, on: &canvas)
  }
  var rows = rows
  // Over one word a heading would be more than what it says.
  let isShort = rows.count < 3
  if !isShort {
    canvas.write(
      "nearest words", row: rows.lowerBound, column: columns.lowerBound + 1, style: .heading)
    canvas.write("cos", row: rows.lowerBound, endingAt: columns.lowerBound + 22, style: .faint)
    rows = rows.dropFirst()
  }
  guard !analysis.nearest.isEmpty else {
    canvas.write(
      analysis.lacksWords
        ? noWords
        : analysis.row.sum == 0 ? "none: every score is masked" : "none: the blend is zero",
      row: rows.lowerBound, column: columns.lowerBound + 1,
      style: .faint)
    return
  }
  guard !isShort else {
    // Without a heading of its own, a line has to say what it is.
    canvas.write("nearest", row: rows.lowerBound, column: columns.lowerBound + 1, style: .faint)
    let start = columns.lowerBound + 10
    var words = analysis.nearest[...]
    for row in rows {
      words = words.dropFirst(
        drawNearestLine(
          words, row: row, columns: start..<max(start, columns.upperBound - 1), on: &canvas))
    }
    return
  }
  drawWordBars(
    analysis.nearest, nameWidth: 15, rows: rows,
    columns: columns.lowerBound + 1..<columns.upperBound - 2, on: &canvas)
}

/// Why no words are near a final vector where these are of another size.
package let noWords = "none: word vectors are of another size than final vectors here"

/// Draws words with their cosines and a bar for each, one a line.
package func drawWordBars(
  _ neighbors: [WordVectors.Neighbor], nameWidth: Int, rows: Range<Int>, columns: Range<Int>,
  on canvas: inout Canvas
) {
  let number = columns.lowerBound + nameWidth + 6
  for (row, neighbor) in zip(rows, neighbors) {
    canvas.write(neighbor.word, row: row, column: columns.lowerBound, width: nameWidth)
    canvas.write(decimal(neighbor.cosine, places: 3), row: row, endingAt: number)
    drawGrowingBar(
      Double(neighbor.cosine), row: row, columns: number + 1..<max(number + 1, columns.upperBound),
      on: &canvas)
  }
}

/// How many columns the nearest words take from before the edits and now.
package let beforeAndNowWidth = 40

/// Draws the nearest words from before the edits beside those of now; where there is no room for
/// both, those of now.
package func drawBeforeAndNow(
  _ analysis: RowAnalysis, rows: Range<Int>, columns: Range<Int>, on canvas: inout Canvas
) {
  let start = columns.lowerBound + 1
  guard !analysis.lacksWords else {
    canvas.write(
      noWords, row: rows.lowerBound, column: start, width: columns.count - 1, style: .faint)
    return
  }
  guard columns.count >= beforeAndNowWidth else {
    return drawList(analysis.nearest, named: "now", rows: rows, from: start, on: &canvas)
  }
  drawList(analysis.originalNearest, named: "before", rows: rows, from: start, on: &canvas)
  drawList(analysis.nearest, named: "now", rows: rows, from: start + 20, on: &canvas)
}

private func drawList(
  _ neighbors: [WordVectors.Neighbor], named name: String, rows: Range<Int>, from column: Int,
  on canvas: inout Canvas
) {
  var rows = rows
  if rows.count > 1 {
    canvas.write(name, row: rows.lowerBound, column: column, style: .heading)
    canvas.write("cos", row: rows.lowerBound, endingAt: column + 18, style: .faint)
    rows = rows.dropFirst()
  }
  for (row, neighbor) in zip(rows, neighbors) {
    canvas.write(neighbor.word, row: row, column: column, width: 12)
    canvas.write(decimal(neighbor.cosine, places: 3), row: row, endingAt: column + 18)
  }
}

/// Draws a bar from left to right in eighths of a cell; `fraction` 1 fills the columns.
package func drawGrowingBar(
  _ fraction: Double, row: Int, columns: Range<Int>, on canvas: inout Canvas
) {
  let eighths = Int((min(1, max(0, fraction)) * Double(columns.count * 8)).rounded())
  let style = Heat.style(fraction, top: 1)
  for (cell, column) in columns.enumerated() where eighths > cell * 8 {
    let glyph = canvas.glyphs.growing[min(8, eighths - cell * 8)]
    canvas.fill(glyph, row: row, columns: column..<column + 1, style: style)
  }
}
