import Canvas
import Explorer
import Models
import Text

/// What the model says at the query, before the edits and now: the token after it, what stands in the place
/// of a mask, or a classifier's labels; and the pair that is weighed against each other.
package struct NextView: View {
  package static let name = "next"
  package static let help = "the next token's distribution, before and after the edits"
  package static let about = """
    What the model takes for the token after the query: the most probable ones, how probable \
    each was before your edits and is now, and by how much its logit moved. Two tokens named \
    with --pair are weighed against each other above them. . appends the most probable one \
    and , takes it off again. An encoder with an output layer says what stands in the place of \
    the query where that is masked ([MASK], or <mask>), and a classifier which label the \
    sentence or the token has, or, with a regression head, which number.
    """
  package static let letter: Character? = "N"

  /// What patches bring back of the pair's difference beside; `nil` where that can't be told.
  package let recovery: Recovery?

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: NextView?) {
    recovery = Recovery(of: &sentences, analysis, earlier: earlier?.recovery)
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let rows = 0..<canvas.size.rows
    drawStatus(of: explorer, row: rows.lowerBound, on: &canvas)
    guard let prediction = explorer.analysis.prediction else {
      return drawNothingPredicted(of: explorer.sentence, rows: rows.dropFirst(2), on: &canvas)
    }
    let table = PredictionTable(explorer, prediction, recovery, columns: canvas.size.columns)
    var body = rows.dropFirst()
    if let pair = prediction.pair, body.count > 6 {
      table.draw(pair, rows: body.prefix(3), on: &canvas)
      body = body.dropFirst(4)
    }
    table.draw(rows: body, on: &canvas)
  }
}

/// Says that the model predicts nothing at the query, and what does.
package func drawNothingPredicted(
  of sentence: Sentence, rows: Range<Int>, on canvas: inout Canvas
) {
  guard sentence.source.kind != .capture else {
    return drawCaptureNote(
      "What was captured ends with the weights: nothing says what comes next. --source model has a"
        + " model read the sentence.", rows: rows, columns: 0..<canvas.size.columns, on: &canvas)
  }
  let model = sentence.model
  let name = SafeText(model.name).shown
  let mask =
    model.tokenizer.mask.map { SafeText(model.tokenizer.spelling(of: $0)).shown } ?? "[MASK]"
  let lines =
    model.transformer.fillsMasks
    ? [
      "\(name) says what stands in the place of \(mask).",
      "Write \(mask) for a word of the sentence, and let it be the query.",
    ]
    : [
      "\(name) doesn't say what comes next.",
      "M reads the sentence with the next model; smollm2 predicts tokens.",
    ]
  for (row, line) in zip(rows, lines) {
    canvas.write(line, row: row, column: 2, style: .faint)
  }
}

/// Tokens as lines: how probable each was and is, and how its logit moved.
private struct PredictionTable {
  static let name = 16

  let prediction: Prediction
  let recovery: Recovery?
  let isEdited: Bool
  let query: String
  let width: Int
  /// The columns of what was and of what is, and where the logits end.
  let before, now: Range<Int>

  init(
    _ explorer: Explorer, _ prediction: Prediction, _ recovery: Recovery?, columns: Int
  ) {
    (self.prediction, self.recovery) = (prediction, recovery)
    isEdited = explorer.analysis.isEdited
    query = explorer.sentence.tokens[explorer.sentence.query].text.shown
    width = columns
    let room = max(9, (columns - Self.name - 20) / 2)
    before = Self.name..<Self.name + room
    now = before.upperBound..<before.upperBound + room
  }

  private var logit: Int { now.upperBound + 8 }
  private var change: Int { now.upperBound + 17 }

  func draw(rows: Range<Int>, on canvas: inout Canvas) {
    guard let row = rows.first else { return }
    canvas.write(
      prediction.kind == .next ? "after \(query)" : prediction.shortName, row: row, column: 1,
      width: Self.name - 2, style: .heading)
    let isNumber = prediction.kind.isNumber
    canvas.write(
      isNumber ? "before" : "p before", row: row, column: before.lowerBound, style: .heading)
    canvas.write(isNumber ? "now" : "p now", row: row, column: now.lowerBound, style: .heading)
    if !isNumber { canvas.write("logit", row: row, endingAt: logit, style: .faint) }
    canvas.write("±", row: row, endingAt: change, style: .faint)
    for (row, candidate) in zip(rows.dropFirst(), prediction.candidates) {
      draw(candidate, row: row, on: &canvas)
    }
  }

  /// Both tokens, and the difference of their logits.
  func draw(_ pair: Prediction.Pair, rows: Range<Int>, on canvas: inout Canvas) {
    for (row, candidate) in zip(rows, [pair.first, pair.second]) {
      draw(candidate, row: row, on: &canvas)
    }
    guard let row = rows.dropFirst(2).first else { return }
    canvas.write(
      pairText(pair, isEdited: isEdited) + recoveryText(recovery), row: row, column: 1,
      width: width - 2, style: .heading)
  }

  private func draw(_ candidate: Prediction.Candidate, row: Int, on canvas: inout Canvas) {
    canvas.write(candidate.token.text.shown, row: row, column: 1, width: Self.name - 2)
    draw(candidate.before, row: row, columns: before, on: &canvas)
    draw(candidate.now, row: row, columns: now, on: &canvas)
    if !prediction.kind.isNumber {
      canvas.write(
        decimal(candidate.now.logit, places: 2), row: row, endingAt: logit, style: .faint)
    }
    guard isEdited else { return }
    let moved = Double(candidate.now.logit - candidate.before.logit)
    canvas.write(
      changeText(moved), row: row, endingAt: change, style: moved > 0 ? .more : .less)
  }

  private func draw(
    _ candidate: NextTokens.Candidate, row: Int, columns: Range<Int>, on canvas: inout Canvas
  ) {
    canvas.write(prediction.text(of: candidate), row: row, column: columns.lowerBound)
    guard let share = prediction.share(of: candidate) else { return }
    drawGrowingBar(
      share, row: row, columns: columns.dropFirst(6).dropLast(), on: &canvas)
  }
}
