import Canvas
import Explorer
import Text

/// Draws the part of a matrix that has room: a filled cell for each weight, with the number where it
/// fits, and the sum of each row.
package struct MatrixCells {
  /// A row for each query.
  package let weights: [[Float]]
  package let sentence: Sentence
  package let layout: MatrixLayout

  package func draw(on canvas: inout Canvas) {
    let lines = layout.staggered.lines
    drawHeading(row: lines - 1, on: &canvas)
    for (place, query) in layout.queries.enumerated() {
      drawRow(of: query, row: lines + place, on: &canvas)
    }
  }

  private func drawHeading(row: Int, on canvas: inout Canvas) {
    let signs = canvas.glyphs.isASCII ? ["^", "v", "<", ">"] : ["↑", "↓", "←", "→"]
    let corner = (
      hidden(layout.queries, signs[0], signs[1]) ?? "query \(signs[1])",
      hidden(layout.keys, signs[2], signs[3]) ?? "key \(signs[3])"
    )
    canvas.write(
      corner.0, row: row, column: layout.names.lowerBound, width: layout.names.count, style: .faint)
    if row > 0 {
      canvas.write(
        corner.1, row: 0, column: layout.names.lowerBound, width: layout.names.count,
        style: .faint)
    }
    if !layout.sums.isEmpty {
      canvas.write("Σα", row: row, endingAt: layout.sums.upperBound, style: .faint)
    }
    // The last name may stand beside the heading of the sums.
    let names = layout.cells.lowerBound..<layout.cells.upperBound + max(0, layout.sums.count - 3)
    layout.staggered.draw(
      sentence.tokens, layout.keys, selected: sentence.selected, row: 0, columns: names, on: &canvas
    )
  }

  /// How many of the tokens stand outside of what is shown, on either side; `nil` where all are there.
  private func hidden(_ shown: Range<Int>, _ before: String, _ after: String) -> String? {
    let counts = [
      (before, shown.lowerBound), (after, sentence.tokens.count - shown.upperBound),
    ].filter { $0.1 > 0 }
    guard !counts.isEmpty else { return nil }
    let text = counts.map { "\($0)\($1)" }.joined(separator: " ")
    let long = text + " more"
    return long.count <= layout.names.count ? long : text
  }

  private func drawRow(of query: Int, row: Int, on canvas: inout Canvas) {
    let weights = weights[query]
    let isQuery = query == sentence.query
    canvas.write(
      (isQuery ? String(canvas.glyphs.query) : " ") + sentence.tokens[query].text.shown, row: row,
      column: layout.names.lowerBound - 1, width: layout.names.count + 1,
      style: isQuery ? .query : .plain)
    // Where no weight stands after the query, what is after it is hidden.
    let isCausal = !weights[(query + 1)...].contains { $0 > 0 }
    for (place, key) in layout.keys.enumerated() where !(isCausal && key > query) {
      let start = layout.cells.lowerBound + place * layout.cell
      canvas.mark(.cell(query: query, key: key), row: row, columns: start..<start + layout.cell)
      let weight = Double(weights[key])
      drawCell(
        Tint.heat(Heat.step(ofShare: weight)), weight > 0 ? shortWeightText(weight) : "0",
        isMarked: isQuery && key == sentence.selected, row: row,
        columns: start..<start + layout.cell, on: &canvas)
    }
    guard !layout.sums.isEmpty else { return }
    let sum = weights.reduce(0) { $0 + Double($1) }
    canvas.write(
      decimal(sum, places: 2), row: row, endingAt: layout.sums.upperBound, style: .faint)
  }
}
