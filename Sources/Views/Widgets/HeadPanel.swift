import Canvas
import Explorer
import Glibc
import Text

/// Draws one head: its name, the tokens that the query finds most there, its entropy and its row.
package struct HeadPanel {
  private let entry: HeadSurvey.Entry
  private let sentence: Sentence

  package init(_ entry: HeadSurvey.Entry, of sentence: Sentence) {
    self.entry = entry
    self.sentence = sentence
  }

  /// The longest name of a token, and the width of its number.
  private static let name = 12
  private static let mostTokens = 8
  /// The keys that lead on from here.
  private var hints: [String] {
    let shape = sentence.source.shape
    return ["Enter   its row"] + (shape.layers * shape.heads > 1 ? ["[ ]     other heads"] : [])
      + (shape.layers > 1 ? ["{ }     other layers"] : []) + [
        "a       other measures", "A       as a list",
      ]
  }

  /// Draws it, as large as the canvas is; in one line where it has no more.
  package func draw(on canvas: inout Canvas) {
    let rows = canvas.size.rows
    guard rows > 1 else {
      let tokens = heaviest(3).map(text).joined(separator: "  ")
      let entropy = decimal(entry.row.entropy, places: 2)
      return drawSummary(
        "\(entry.head)  \(tokens)  entropy \(entropy)", of: sentence, row: 0, on: &canvas)
    }
    let query = sentence.tokens[sentence.query].text.shown
    let end = canvas.write("\(entry.head)", row: 0, column: 0, style: .selected)
    canvas.write(
      "\(canvas.glyphs.query)\(query)", row: 0, column: end + 2, style: .query)
    let hints = rows >= 9 + hints.count ? hints : []
    let room = rows - 2 - hints.count
    let bars = room >= 12 ? 5 : room >= 7 ? 3 : 0
    let list = heaviest(max(1, min(room - bars - 1, Self.mostTokens)))
    for (place, token) in list.enumerated() { drawWeight(of: token, row: 1 + place, on: &canvas) }
    let row = 1 + list.count
    if bars > 0 { drawStrip(rows: row..<row + bars, on: &canvas) }
    let most = decimal(log(Double(max(1, entry.row.weights.count))), places: 2)
    canvas.write(
      "entropy \(decimal(entry.row.entropy, places: 2)) of \(most) nats", row: row + bars, column: 0
    )
    if let reach = reachText(of: sentence), row + bars + 1 < rows - hints.count {
      canvas.write(reach, row: row + bars + 1, column: 0)
    }
    for (place, hint) in hints.enumerated() {
      canvas.write(hint, row: rows - hints.count + place, column: 0, style: .faint)
    }
  }

  /// The heaviest tokens, the selected one among them.
  private func heaviest(_ count: Int) -> [Int] {
    let weights = entry.row.weights
    let sorted = weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }
    let first = sorted.prefix(count)
    return first.contains(sentence.selected)
      ? Array(first) : first.dropLast() + [sentence.selected]
  }

  private func text(_ token: Int) -> String {
    sentence.tokens[token].text.shown + " " + shortWeightText(entry.row.weights[token])
  }

  private func drawWeight(of token: Int, row: Int, on canvas: inout Canvas) {
    let weight = entry.row.weights[token]
    let mark = sentence.mark(of: token, glyphs: canvas.glyphs)
    canvas.write(
      String(mark.glyph) + sentence.tokens[token].text.shown, row: row, column: 0,
      width: Self.name + 1, style: mark.style == .selected ? .heading : mark.style)
    canvas.write(shortWeightText(weight), row: row, endingAt: Self.name + 5)
    let start = Self.name + 6
    drawGrowingBar(weight, row: row, columns: start..<max(start, canvas.size.columns), on: &canvas)
  }

  /// The whole row as bars, and under them where the query and the selected token stand.
  private func drawStrip(rows: Range<Int>, on canvas: inout Canvas) {
    let weights = entry.row.weights
    // It holds still while weights move, but for a row that was spread thin.
    let top = weights.max() ?? 0 > 0.1 ? 1 : 0.1
    let columns = canvas.size.columns
    let width = max(1, min(2, columns / weights.count))
    let cells = min(weights.count, columns)
    for cell in 0..<cells {
      let weight = weights[tokens(inCell: cell, of: cells, count: weights.count)].max() ?? 0
      drawHeatBar(
        weight / top, floor: rows.upperBound - 2, height: rows.count - 1,
        columns: cell * width..<cell * width + width, style: Heat.style(weight, top: top),
        on: &canvas)
    }
    for token in [sentence.selected, sentence.query] {
      let mark = sentence.mark(of: token, glyphs: canvas.glyphs)
      canvas.write(
        String(mark.glyph), row: rows.upperBound - 1,
        column: width * stripCell(ofToken: token, of: cells, count: weights.count),
        style: token == sentence.query ? .query : .heading)
    }
  }
}
