import Text
import Canvas
import AttentionCore
import Explorer

/// The query's weights in every head as a small strip of heat, with the entropy of the row and its
/// shares on the model's own tokens. The chosen head is always on the screen.
package struct HeadsView: View {
  package static let name = "heads"
  package static let help = "one query's weights in every head"
  package static let about = """
    Every head of the model looks at the sentence in its own way. Here is what the query \
    looks at in each of them; [ and ] go from one to another, a sorts them by something \
    else, Enter shows the row of the chosen head.
    """
  /// What the query does in every head.
  package private(set) var survey: HeadSurvey
  private var order: HeadOrder

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: HeadsView?) {
    order = earlier?.order ?? .place
    survey = HeadSurvey(
      sentences.current, analysis: analysis, order: order, earlier: earlier?.survey)
  }

  package static func isShown(by command: Command) -> Bool { command == .sortHeads }

  package func readsFirst(_ command: Command) -> Bool {
    if case .moveHead = command { true } else { false }
  }

  package mutating func carryOut(
    _ command: Command, isOpening: Bool, in sentences: inout OpenSentences
  ) -> ViewOutcome? {
    switch command {
    case .sortHeads:
      if !isOpening { order = order.following }
      return .stays
    case .moveHead(let places):
      sentences.current.show(head: survey.head(places, from: sentences.current.head))
      return .stays
    case .makeQuery: return .leaves
    default: return nil
    }
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let rows = 0..<canvas.size.rows
    let list = HeadList(survey, of: explorer, rows: rows.count - 2, columns: canvas.size.columns)
    list.drawHeading(row: rows.lowerBound, on: &canvas)
    for (place, entry) in survey.entries.enumerated().dropFirst(list.first).prefix(list.capacity) {
      let cell = place - list.first
      list.draw(
        entry, row: rows.lowerBound + 1 + cell % list.rows,
        column: cell / list.rows * list.width, on: &canvas)
    }
    list.drawChosen(row: rows.upperBound - 1, on: &canvas)
  }
}

/// Heads in columns, as few of them as hold all, and none narrower than a strip needs.
private struct HeadList {
  static let narrowest = 26
  static let shortest = 12

  let survey: HeadSurvey
  let sentence: Sentence
  let specials: [Int]
  let rows: Int
  let width: Int
  let capacity: Int
  /// The place of the first head on the screen.
  let first: Int

  init(_ survey: HeadSurvey, of explorer: Explorer, rows: Int, columns: Int) {
    self.survey = survey
    sentence = explorer.sentence
    let tokens = explorer.sentence.tokens
    specials = tokens.indices.filter { tokens[$0].isSpecial }
    self.rows = max(1, rows)
    let wanted = (survey.entries.count + self.rows - 1) / self.rows
    let across = max(1, min(columns / Self.narrowest, wanted))
    width = columns / across
    capacity = self.rows * across
    let head = explorer.sentence.head
    let chosen = survey.entries.firstIndex { $0.head == head } ?? 0
    // Whole columns scroll, so that a head keeps its line.
    let column = max(0, chosen / self.rows - across + 1)
    first = column * self.rows
  }

  private var showsShares: Bool { width >= 36 && !specials.isEmpty }
  /// The width of the longest name, with the mark before it and a blank after it.
  private var label: Int { 2 + (survey.entries.map(\.head.description.count).max() ?? 0) }
  /// No wider than the sentence needs, so that its numbers stay beside it.
  private var strip: Int {
    let room = width - label - 6 - (showsShares ? specials.count * 6 : 0)
    return max(1, min(room, max(Self.shortest, sentence.tokens.count)))
  }

  func drawHeading(row: Int, on canvas: inout Canvas) {
    let room = capacity / rows * width - 2 - (showsShares ? specials.count * 6 : 0)
    let end = canvas.write(
      "heads by \(name)", row: row, column: 1, width: room, style: .heading)
    let hidden = survey.entries.count - min(capacity, survey.entries.count - first)
    canvas.write(
      (hidden > 0 ? "   \(hidden) more" : "") + "   [ ] go  Enter row view  a sort", row: row,
      column: 1 + end, width: max(0, room - end), style: .faint)
    guard showsShares else { return }
    // Over the last column alone: the hint stands over the first.
    var column = capacity / rows * width - 1
    for token in specials.reversed() {
      canvas.write(sentence.tokens[token].text.shown, row: row, endingAt: column, style: .faint)
      column -= 6
    }
  }

  func draw(_ entry: HeadSurvey.Entry, row: Int, column: Int, on canvas: inout Canvas) {
    let isChosen = entry.head == sentence.head
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
  func drawChosen(row: Int, on canvas: inout Canvas) {
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

  private var name: String {
    switch survey.order {
    case .place: "layer, with the entropy"
    case .selected: "weight on \(sentence.tokens[sentence.selected].text.shown)"
    case .entropy: "entropy"
    case .previous: "weight on the token before"
    case .next: "weight on the token after"
    case .first: "weight on the first token"
    case .itself: "weight on the query itself"
    }
  }
}
