import Text
import Canvas
import Explorer

/// Every query's weights, queries down and keys across. Only the rows on the screen are computed.
package struct MatrixView: View {
  package static let name = "matrix"
  package static let help = "every query's weights: queries down, keys across"
  package static let about = """
    Each line is one query and how it shares out its weight over all keys, so each line \
    sums to 1. The line of ◆ is the one that the other views show.
    """

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: MatrixView?) {}

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let rows = 0..<canvas.size.rows
    let matrix = MatrixPart(explorer, rows: rows.count - 2, columns: canvas.size.columns)
    matrix.drawKeys(row: rows.lowerBound, on: &canvas)
    for (row, query) in zip(rows.dropFirst(), matrix.queries) {
      matrix.drawWeights(of: query, row: row, on: &canvas)
    }
    drawPair(explorer, row: rows.upperBound - 1, on: &canvas)
  }
}

/// The queries that are on the screen.
private struct MatrixPart {
  let sentence: Sentence
  let queries: Range<Int>
  let weights: [[Double]]
  let top: Double
  let cells: WeightCells

  init(_ explorer: Explorer, rows: Int, columns: Int) {
    let sentence = explorer.sentence
    self.sentence = sentence
    let count = sentence.tokens.count
    queries = lines(max(1, rows), of: count, around: sentence.query)
    weights = queries.map { explorer.analysis.row(of: $0, in: sentence).weights }
    top = scaleTop(for: weights.compactMap { $0.max() })
    cells = WeightCells(count: count, columns: columns)
  }

  func drawKeys(row: Int, on canvas: inout Canvas) {
    let corner = canvas.glyphs.isASCII ? "query v  key >" : "query ↓  key →"
    canvas.write(corner, row: row, column: 1, width: WeightCells.label - 1, style: .faint)
    cells.drawNames(of: sentence.tokens, selected: sentence.selected, row: row, on: &canvas)
  }

  func drawWeights(of query: Int, row: Int, on canvas: inout Canvas) {
    let isQuery = query == sentence.query
    canvas.write(
      (isQuery ? String(canvas.glyphs.query) : " ") + sentence.tokens[query].text.shown, row: row,
      column: 1, width: WeightCells.label - 2, style: isQuery ? .query : .plain)
    cells.draw(
      weights[query - queries.lowerBound], top: top, held: isQuery ? sentence.selected : nil,
      row: row, on: &canvas)
  }
}

private func drawPair(_ explorer: Explorer, row: Int, on canvas: inout Canvas) {
  let sentence = explorer.sentence
  let weight = decimal(explorer.analysis.row.weights[sentence.selected], places: 3)
  let score = decimal(explorer.analysis.row.scores[sentence.selected], places: 2)
  drawSummary(
    "\(sentence.tokens[sentence.query].text.shown) → \(sentence.tokens[sentence.selected].text.shown)"
      + "   score \(score)   α \(weight)   entropy "
      + "\(decimal(explorer.analysis.row.entropy, places: 2)) nats   Σα "
      + decimal(explorer.analysis.row.sum, places: 3),
    of: sentence, row: row, on: &canvas)
}
