import AttentionCore
import Canvas
import Explorer
import Text

/// Heads as a list, each with a strip of its row: in columns, as few of them as hold all, and none
/// narrower than a strip needs. The chosen head is always on the screen.
package struct HeadList {
  private static let narrowest = 26
  private static let shortest = 12

  private let survey: HeadSurvey
  private let sentence: Sentence
  private let specials: [Int]
  private let rows: Int
  private let width: Int
  private let capacity: Int
  /// The place of the first head on the screen.
  private let first: Int

  package init(_ survey: HeadSurvey, of sentence: Sentence, size: Size) {
    self.survey = survey
    self.sentence = sentence
    let (tokens, columns) = (sentence.tokens, size.columns)
    specials = tokens.indices.filter { tokens[$0].isSpecial }
    rows = max(1, size.rows - 2)
    let wanted = (survey.entries.count + rows - 1) / rows
    let across = max(1, min(columns / Self.narrowest, wanted))
    width = columns / across
    capacity = rows * across
    let head = sentence.head
    let chosen = survey.entries.firstIndex { $0.head == head } ?? 0
    // Whole columns scroll, so that a head keeps its line.
    let column = max(0, chosen / rows - across + 1)
    first = column * rows
  }

  private var showsShares: Bool { width >= 36 && !specials.isEmpty }
  /// The width of the longest name, with the mark before it and a blank after it.
  private var label: Int { 2 + (survey.entries.map(\.head.description.count).max() ?? 0) }
  /// No wider than the sentence needs, so that its numbers stay beside it.
  private var strip: Int {
    let room = width - label - 6 - (showsShares ? specials.count * 6 : 0)
    return max(1, min(room, max(Self.shortest, sentence.tokens.count)))
  }

  /// Draws the list, and the chosen head in words below it.
  package func draw(on canvas: inout Canvas) {
    drawHeading(row: 0, on: &canvas)
    for (place, entry) in survey.entries.enumerated().dropFirst(first).prefix(capacity) {
      let cell = place - first
      draw(entry, row: 1 + cell % rows, column: cell / rows * width, on: &canvas)
    }
    drawChosen(row: canvas.size.rows - 1, on: &canvas)
  }

  private func drawHeading(row: Int, on canvas: inout Canvas) {
    let room = capacity / rows * width - 2 - (showsShares ? specials.count * 6 : 0)
    let end = canvas.write(
      "heads by \(survey.order.name(of: sentence))", row: row, column: 1, width: room,
      style: .heading)
    let hidden = survey.entries.count - min(capacity, survey.entries.count - first)
    canvas.write(
      (hidden > 0 ? "   \(hidden) more" : "") + "   [ ] go  Enter row view  a sort  A map",
      row: row,
      column: 1 + end, width: max(0, room - end), style: .faint)
    guard showsShares else { return }
    // Over the last column alone: the hint stands over the first.
    var column = capacity / rows * width - 1
    for token in specials.reversed() {
      canvas.write(sentence.tokens[token].text.shown, row: row, endingAt: column, style: .faint)
      column -= 6
    }
  }

  private func draw(_ entry: HeadSurvey.Entry, row: Int, column: Int, on canvas: inout Canvas) {
    let isChosen = entry.head == sentence.head
    canvas.mark(
      .head(layer: entry.head.layer, index: entry.head.index), row: row,
      columns: column..<column + width)
    canvas.write(
      (isChosen ? String(canvas.glyphs.selected) : " ") + entry.head.description, row: row,
      column: column, width: label, style: isChosen ? .selected : .plain)
    let start = column + label
    drawHeatStrip(
      entry.row.weights, top: 1, row: row, columns: start..<start + strip, on: &canvas)
    canvas.write(
      decimal(entry.value, places: 2), row: row, endingAt: start + strip + 5,
      style: isChosen ? .heading : .plain)
    guard showsShares else { return }
    for (place, token) in specials.enumerated() {
      canvas.write(
        decimal(entry.row.weights[token], places: 2), row: row,
        endingAt: start + strip + 5 + (place + 1) * 6, style: .faint)
    }
  }

  /// The chosen head in words.
  private func drawChosen(row: Int, on canvas: inout Canvas) {
    guard let entry = survey.entries.first(where: { $0.head == sentence.head }) else { return }
    let weight = { (token: Int) in
      sentence.tokens[token].text.shown + " " + decimal(entry.row.weights[token], places: 3)
    }
    let query = sentence.tokens[sentence.query].text.shown
    let tokens = [sentence.selected] + specials.filter { $0 != sentence.selected }
    drawSummary(
      "\(entry.head)  \(query) → \(tokens.map(weight).joined(separator: "  "))"
        + "   entropy \(decimal(entry.row.entropy, places: 2))", of: sentence, row: row,
      on: &canvas)
  }
}
