import AttentionCore
import Canvas
import Explorer
import Text

/// What the model would say comes next after each of its layers.
package struct LensView: View {
  package static let name = "lens"
  package static let help = "what would come next after each layer (the logit lens)"
  package static let about = """
    What the model would take for the next token if it ended after each layer: its output \
    layer, applied to what the query's hidden state is there. See in which layer the answer \
    comes up. Early layers don't write in the output layer's terms yet, and say little.
    """
  package static let letter: Character? = "i"
  /// What is shown; `nil` where nothing says what comes next.
  package private(set) var lens: LogitLens?

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: LensView?) {
    lens = LogitLens(sentences.current, analysis, earlier: earlier?.lens)
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let rows = 0..<canvas.size.rows
    drawStatus(of: explorer, row: rows.lowerBound, on: &canvas)
    guard let lens else {
      return drawNothingPredicted(of: explorer.sentence, rows: rows.dropFirst(2), on: &canvas)
    }
    let table = LensTable(lens: lens, head: explorer.sentence.head, width: canvas.size.columns)
    table.drawHeading(row: rows.lowerBound + 1, on: &canvas)
    let body = rows.dropFirst(2)
    let layers = lines(
      body.count, of: lens.entries.count, around: explorer.sentence.head.layer)
    for (row, layer) in zip(body, layers) { table.draw(layer, row: row, on: &canvas) }
  }
}

/// A line for each layer: the token that would come next, and how the followed ones stand.
private struct LensTable {
  let lens: LogitLens
  let head: HeadID
  let width: Int

  /// Where the token, its probability and its bar stand, and the columns of a followed one.
  private static let name = 6
  private static let number = 28
  private static let follow = 22

  private var followed: Int { max(Self.number + 2, width - lens.followed.count * Self.follow) }

  func drawHeading(row: Int, on canvas: inout Canvas) {
    canvas.write("after", row: row, column: 1, style: .faint)
    canvas.write(
      lens.kind == .next ? "would come next" : "would be said", row: row, column: Self.name + 1,
      style: .heading)
    if !lens.kind.isNumber { canvas.write("p", row: row, endingAt: Self.number, style: .faint) }
    for (place, token) in lens.followed.enumerated() {
      let start = followed + place * Self.follow
      canvas.write(
        token.text.shown, row: row, column: start + 1, width: 11, style: .heading)
      canvas.write("rank", row: row, endingAt: start + 14, style: .faint)
      canvas.write("p", row: row, endingAt: start + 21, style: .faint)
    }
  }

  func draw(_ layer: Int, row: Int, on canvas: inout Canvas) {
    let entry = lens.entries[layer]
    let isHere = layer == head.layer
    canvas.write(
      (isHere ? String(canvas.glyphs.selected) : " ") + "L\(layer)", row: row, column: 0,
      style: isHere ? .heading : .faint)
    canvas.write(
      entry.top.text.shown, row: row, column: Self.name + 1, width: Self.number - Self.name - 7)
    guard !lens.kind.isNumber else {
      canvas.write(decimal(entry.logit, places: 3), row: row, endingAt: Self.number)
      return
    }
    canvas.write(weightText(Double(entry.probability)), row: row, endingAt: Self.number)
    drawGrowingBar(
      Double(entry.probability), row: row,
      columns: Self.number + 1..<max(Self.number + 1, followed - 1), on: &canvas)
    for (place, standing) in entry.followed.enumerated() {
      let start = followed + place * Self.follow
      canvas.write(
        "\(standing.rank + 1)", row: row, endingAt: start + 14,
        style: standing.rank == 0 ? .done : .plain)
      canvas.write(
        weightText(Double(standing.probability)), row: row, endingAt: start + 21)
    }
  }
}
