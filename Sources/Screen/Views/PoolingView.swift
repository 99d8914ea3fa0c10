import AttentionCore
import Explorer

/// Draws the pooling view: the same vectors blended by attention and by what came before it, each
/// with its weights over the tokens and the words nearest to what comes out.
func drawPoolingView(_ explorer: Explorer, rows: Range<Int>, on canvas: inout Canvas) {
  drawStatus(of: explorer, row: rows.lowerBound, on: &canvas)
  guard let comparison = explorer.pooling else { return }
  let sentence = explorer.sentence
  let cells = WeightCells(count: sentence.tokens.count, columns: canvas.size.columns)
  canvas.write("blended by", row: rows.lowerBound + 1, column: 1, style: .faint)
  cells.drawNames(
    of: sentence.tokens, selected: sentence.selected, row: rows.lowerBound + 1, on: &canvas)
  let top = scaleTop(for: comparison.entries.compactMap { $0.weights.max() })
  var row = rows.lowerBound + 2
  // A blank between the ways where there is room for it.
  let step = rows.count >= 2 + 3 * comparison.entries.count - 1 ? 3 : 2
  for entry in comparison.entries where row + 1 < rows.upperBound {
    canvas.write(
      name(of: entry.way), row: row, column: 1, width: WeightCells.label - 2,
      style: entry.way == .attention ? .heading : .plain)
    cells.draw(
      entry.weights, top: top, held: entry.way == .attention ? sentence.selected : nil, row: row,
      on: &canvas)
    drawOutcome(of: entry, row: row + 1, on: &canvas)
    row += step
  }
}

private func drawOutcome(
  of entry: PoolingComparison.Entry, row: Int, on canvas: inout Canvas
) {
  guard !entry.nearest.isEmpty else {
    drawVector(
      entry.blend, row: row, columns: WeightCells.label..<canvas.size.columns - 1, on: &canvas)
    return
  }
  canvas.write("nearest", row: row, column: 3, style: .faint)
  var column = WeightCells.label
  for neighbor in entry.nearest {
    let text = "\(neighbor.word) \(decimal(neighbor.cosine, places: 2))"
    guard column + displayWidth(of: text) < canvas.size.columns else { return }
    column += canvas.write(text, row: row, column: column) + 3
  }
}

private func name(of way: PoolingComparison.Way) -> String {
  switch way {
  case .attention: "attention"
  case .pooling(.mean): "mean"
  case .pooling(.max): "maximum"
  case .pooling(.recurrent(let retention)): "recurrent \(decimal(retention, places: 1))"
  case .pooling(.convolution(let window)): "convolution \(window)"
  }
}
