import Text
import Canvas
import Explorer

/// Every query's weights, queries down and keys across, each a filled cell; beside them what the query
/// blends. A matrix that is larger than the screen has a small picture of the whole beside it.
package struct MatrixView: View {
  package static let name = "matrix"
  package static let help = "every query's weights: queries down, keys across"
  package static let about = """
    Each line is one query and how it shares out its weight over all keys, so each line \
    sums to 1. The line of ◆ is the one that the other views show.
    """
  /// All the weights.
  package private(set) var map: WeightMap

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: MatrixView?) {
    map = WeightMap(sentences.current, analysis, earlier: earlier?.map)
  }

  package mutating func mix(with former: MatrixView, share: Double) {
    map.mix(with: former.map, share: share)
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let sentence = explorer.sentence
    let layout = MatrixLayout(sentence, size: canvas.size)
    let rows = explorer.counted?.rows ?? map.rows
    MatrixCells(weights: rows, sentence: sentence, layout: layout).draw(on: &canvas)
    var lines = 0..<max(0, canvas.size.rows - 1)
    if let columns = layout.thumbnail {
      let height = min(lines.count, columns.count / 2)
      let part = Rect(rows: lines.prefix(height), columns: columns)
      canvas.draw(in: part) { drawWhole(rows, layout, on: &$0) }
      lines = lines.dropFirst(height + 1)
    }
    // A heading alone says nothing.
    if let columns = layout.panel, lines.count > 1 {
      canvas.draw(in: Rect(rows: lines, columns: columns)) { drawBlend(of: explorer, on: &$0) }
    }
    drawPair(explorer, row: canvas.size.rows - 1, on: &canvas)
  }

  /// The whole matrix, and at its edges which part of it is on the screen.
  private func drawWhole(
    _ weights: [[Float]], _ layout: MatrixLayout, on canvas: inout Canvas
  ) {
    let (rows, columns) = (canvas.size.rows - 1, canvas.size.columns - 1)
    guard rows > 0, columns > 0 else { return }
    canvas.draw(in: Rect(rows: 0..<rows, columns: 0..<columns)) {
      drawThumbnail(weights, on: &$0)
    }
    let count = weights.count
    let edges = canvas.glyphs.edges
    for row in stretch(layout.queries, of: count, room: rows) {
      canvas.write(String(edges.beside), row: row, column: columns, style: .heading)
    }
    canvas.fill(
      edges.under, row: rows, columns: stretch(layout.keys, of: count, room: columns),
      style: .heading)
  }

  /// Where a part of `count` things is on an edge of `room` places: one at least.
  private func stretch(_ part: Range<Int>, of count: Int, room: Int) -> Range<Int> {
    let room = min(room, count)
    let start = min(part.lowerBound * room / count, room - 1)
    return start..<max(start + 1, part.upperBound * room / count)
  }

  /// What the query's row comes to.
  private func drawBlend(of explorer: Explorer, on canvas: inout Canvas) {
    let (sentence, analysis) = (explorer.sentence, explorer.analysis)
    let query = sentence.tokens[sentence.query].text.shown
    let columns = 0..<canvas.size.columns
    guard !sentence.lacksValues else {
      return drawCaptureNote(
        Sentence.nothingBlended, rows: 0..<canvas.size.rows, columns: columns, on: &canvas)
    }
    canvas.write(
      "a(\(canvas.glyphs.clipped(query, to: 12))) = Σ α·v", row: 0, column: 1, style: .heading)
    drawVector(
      analysis.blend, row: 1, columns: 1..<max(1, columns.upperBound - 1), on: &canvas)
    guard sentence.source.readout != .none, canvas.size.rows > 3 else { return }
    drawNearest(analysis, rows: 3..<canvas.size.rows, columns: columns, on: &canvas)
  }
}

private func drawPair(_ explorer: Explorer, row: Int, on canvas: inout Canvas) {
  let sentence = explorer.sentence
  let weight = decimal(explorer.countedWeights[sentence.selected], places: 3)
  let score = decimal(explorer.analysis.row.scores[sentence.selected], places: 2)
  drawSummary(
    "\(sentence.tokens[sentence.query].text.shown) → \(sentence.tokens[sentence.selected].text.shown)"
      + "   \(explorer.counted?.name ?? "α") \(weight)   score \(score)   entropy "
      + "\(decimal(explorer.analysis.row.entropy, places: 2)) nats   Σα "
      + decimal(explorer.analysis.row.sum, places: 3),
    of: sentence, row: row, on: &canvas)
}
