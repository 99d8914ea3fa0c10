import Explorer

/// Draws the matrix view: every query's weights, queries down and keys across. Only the rows on
/// the screen are computed.
func drawMatrixView(_ explorer: Explorer, rows: Range<Int>, on canvas: inout Canvas) {
  let matrix = MatrixPart(explorer, rows: rows.count - 2, columns: canvas.size.columns)
  matrix.drawKeys(row: rows.lowerBound, on: &canvas)
  for (row, query) in zip(rows.dropFirst(), matrix.queries) {
    matrix.drawWeights(of: query, row: row, on: &canvas)
  }
  drawPair(explorer, row: rows.upperBound - 1, on: &canvas)
}

/// The queries that are on the screen, with a column for each key: wide enough for a number where
/// there is room, else a mere bar, and where there are more keys than columns, one for several.
private struct MatrixPart {
  static let label = 16

  let sentence: Sentence
  let queries: Range<Int>
  let weights: [[Double]]
  let top: Double
  /// The width of a key's column; `nil` where keys share columns.
  let cell: Int?
  let columns: Range<Int>

  init(_ explorer: Explorer, rows: Int, columns: Int) {
    let sentence = explorer.sentence
    self.sentence = sentence
    let count = sentence.tokens.count
    let shown = min(max(1, rows), count)
    let first = min(max(0, sentence.query - shown / 2), count - shown)
    queries = first..<first + shown
    weights = queries.map { explorer.reading.row(of: $0, in: sentence).weights }
    top = scaleTop(for: weights.compactMap { $0.max() })
    self.columns = Self.label..<max(Self.label + 1, columns - 1)
    let room = self.columns.count
    cell = [9, 7, 5, 4, 3, 2, 1].first { $0 * count <= room }
  }

  func drawKeys(row: Int, on canvas: inout Canvas) {
    let corner = canvas.glyphs.isASCII ? "query v  key >" : "query ↓  key →"
    canvas.write(corner, row: row, column: 1, width: Self.label - 1, style: .faint)
    for key in sentence.tokens.indices where showsNames || key == sentence.selected {
      let isHeld = key == sentence.selected
      let mark = isHeld ? String(canvas.glyphs.selected) : " "
      let place = columns(of: key)
      let room = showsNumbers ? place.count - 2 : place.count - 1
      let name = canvas.glyphs.clipped(sentence.tokens[key].text.shown, to: room)
      canvas.write(
        showsNames ? mark + name : mark, row: row, column: place.lowerBound,
        style: isHeld ? .selected : .faint)
    }
  }

  func drawWeights(of query: Int, row: Int, on canvas: inout Canvas) {
    let isQuery = query == sentence.query
    let weights = weights[query - queries.lowerBound]
    canvas.write(
      (isQuery ? String(canvas.glyphs.query) : " ") + sentence.tokens[query].text.shown, row: row,
      column: 1, width: Self.label - 2, style: isQuery ? .query : .plain)
    guard cell != nil else {
      drawHeatStrip(weights, top: top, row: row, columns: columns, on: &canvas)
      return
    }
    for key in weights.indices {
      let isHeld = isQuery && key == sentence.selected
      let place = columns(of: key)
      let bar = showsNumbers ? place.lowerBound + 1..<place.lowerBound + 2 : place
      drawHeatCell(
        weights[key], top: top, row: row, columns: bar, style: isHeld ? .selected : nil,
        on: &canvas)
      guard showsNumbers else { continue }
      canvas.write(
        decimal(weights[key], places: 2), row: row, column: place.lowerBound + 2,
        style: isHeld ? .selected : weights[key] < 0.05 ? .faint : .plain)
    }
  }

  private var showsNumbers: Bool { (cell ?? 0) >= 7 }
  private var showsNames: Bool { (cell ?? 0) >= 4 }

  private func columns(of key: Int) -> Range<Int> {
    guard let cell else {
      let count = sentence.tokens.count
      let start =
        columns.lowerBound + stripCell(ofToken: key, of: columns.count, count: count)
      return start..<start + 1
    }
    let start = columns.lowerBound + key * cell
    return start..<start + (3..<7 ~= cell ? cell - 1 : cell)
  }
}

private func drawPair(_ explorer: Explorer, row: Int, on canvas: inout Canvas) {
  let sentence = explorer.sentence
  let weight = decimal(explorer.reading.row.weights[sentence.selected], places: 3)
  let score = decimal(explorer.reading.row.scores[sentence.selected], places: 2)
  canvas.write(
    "\(sentence.tokens[sentence.query].text.shown) → \(sentence.tokens[sentence.selected].text.shown)"
      + "   score \(score)   α \(weight)   entropy of the row "
      + "\(decimal(explorer.reading.row.entropy, places: 2)) nats",
    row: row, column: 1, style: .heading)
}
