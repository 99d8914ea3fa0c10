import Canvas
import AttentionCore
import Explorer
import Models
import Text

/// The query's weights before and after the edits side by side, how far every token's final vector
/// moved, and what the query means before and now.
package struct EffectView: View {
  package static let name = "effect"
  package static let help = "before and after the edits, side by side"
  package static let about = """
    What your edits changed: each weight of the query before and now, how far each token's \
    final vector moved, and which words come nearest to the query's vector before and now.
    """
  package static let letter: Character? = "e"

  private let scale: BarScale
  private let recovery: Recovery?

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: EffectView?) {
    recovery = Recovery(of: &sentences, analysis, earlier: earlier?.recovery)
    scale = BarScale(analysis, earlier: earlier?.scale)
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let rows = 0..<canvas.size.rows
    drawStatus(of: explorer, row: rows.lowerBound, on: &canvas)
    let panel = MeaningPanel(explorer, recovery)
    let tokens = explorer.sentence.tokens.count
    // The tokens get what the words leave, the words at least a heading and three of them.
    let room = rows.count - 2
    let shown = max(1, min(tokens, max(room - panel.rowsWanted, room * 3 / 5)))
    let table = EffectTable(
      explorer, rows: shown, columns: canvas.size.columns, top: scale.top)
    table.drawHeading(row: rows.lowerBound + 1, on: &canvas)
    for (row, token) in zip(rows.dropFirst(2), table.tokens) {
      table.draw(token, row: row, on: &canvas)
    }
    panel.draw(rows: rows.dropFirst(2 + shown), on: &canvas)
  }
}

/// The tokens as lines: the weight before, the weight now, the change, how far the token moved.
private struct EffectTable {
  static let name = 16

  let sentence: Sentence
  let analysis: RowAnalysis
  let tokens: Range<Int>
  /// The columns of the weights before and now.
  let before, now: Range<Int>
  let top: Double

  init(_ explorer: Explorer, rows: Int, columns: Int, top: Double) {
    sentence = explorer.sentence
    analysis = explorer.analysis
    tokens = lines(rows, of: sentence.tokens.count, around: sentence.selected)
    // The change and how far it moved stand at the right.
    let width = max(9, (columns - Self.name - 18) / 2)
    before = Self.name..<Self.name + width
    now = before.upperBound..<before.upperBound + width
    self.top = top
  }

  func drawHeading(row: Int, on canvas: inout Canvas) {
    let off = sentence.tokens.count - tokens.count
    canvas.write(
      off > 0 ? "\(off) more" : "token", row: row, column: 1, width: Self.name - 2, style: .faint)
    canvas.write("α before", row: row, column: before.lowerBound, style: .heading)
    canvas.write("α now", row: row, column: now.lowerBound, style: .heading)
    // On a narrow screen the weights themselves come first.
    guard now.upperBound + 8 <= canvas.size.columns else { return }
    canvas.write("±", row: row, endingAt: now.upperBound + 8, style: .faint)
    if analysis.finalShift != nil {
      canvas.write("moved", row: row, endingAt: now.upperBound + 15, style: .faint)
    }
  }

  func draw(_ token: Int, row: Int, on canvas: inout Canvas) {
    let mark = sentence.mark(of: token, glyphs: canvas.glyphs)
    canvas.mark(.token(token), row: row, columns: 0..<canvas.size.columns)
    canvas.write(
      String(mark.glyph) + sentence.tokens[token].text.shown, row: row, column: 0,
      width: Self.name - 1, style: mark.style)
    let (old, new) = (analysis.original.weights[token], analysis.row.weights[token])
    draw(old, row: row, columns: before, on: &canvas)
    draw(new, row: row, columns: now, on: &canvas)
    guard now.upperBound + 8 <= canvas.size.columns else { return }
    canvas.write(
      changeText(new - old), row: row, endingAt: now.upperBound + 8,
      style: new > old ? .more : .less)
    if let shift = analysis.finalShift {
      canvas.write(
        weightText(shift.distance(token)), row: row, endingAt: now.upperBound + 15)
    }
  }

  private func draw(
    _ weight: Double, row: Int, columns: Range<Int>, on canvas: inout Canvas
  ) {
    canvas.write(weightText(weight), row: row, column: columns.lowerBound)
    drawGrowingBar(
      weight / top, row: row, columns: columns.dropFirst(6).dropLast(), on: &canvas)
  }
}

/// What the query means before the edits and now: the vector itself, its nearest words, and the
/// probes.
private struct MeaningPanel {
  let sentence: Sentence
  let analysis: RowAnalysis
  let recovery: Recovery?

  init(_ explorer: Explorer, _ recovery: Recovery?) {
    self.recovery = recovery
    sentence = explorer.sentence
    analysis = explorer.analysis
  }

  var rowsWanted: Int {
    sentence.source.readout == .none ? 3 : 2 + RowAnalysis.nearestCount
  }

  func draw(rows: Range<Int>, on canvas: inout Canvas) {
    guard rows.count > 1 else { return }
    drawHeading(row: rows.lowerBound, on: &canvas)
    let body = rows.dropFirst()
    guard !sentence.lacksValues else {
      return drawCaptureNote(
        Sentence.nothingBlended, rows: body, columns: 0..<canvas.size.columns, on: &canvas)
    }
    guard sentence.source.readout != .none else {
      for (row, (name, vector)) in zip(
        body, [("a before", analysis.originalBlend), ("a now", analysis.blend)])
      {
        canvas.write(name, row: row, column: 1, style: .faint)
        drawVector(vector, row: row, columns: 12..<canvas.size.columns - 2, on: &canvas)
      }
      return
    }
    if let prediction = analysis.prediction {
      return NextTokenTable(prediction, isEdited: true)
        .draw(rows: body, columns: 0..<canvas.size.columns, on: &canvas)
    }
    drawBeforeAndNow(analysis, rows: body, columns: 0..<canvas.size.columns, on: &canvas)
    let right = max(beforeAndNowWidth, canvas.size.columns / 2)
    drawProbes(analysis, rows: body, columns: right..<max(right, canvas.size.columns), on: &canvas)
  }

  private func drawHeading(row: Int, on canvas: inout Canvas) {
    canvas.fill(canvas.glyphs.rule, row: row, columns: 0..<canvas.size.columns, style: .faint)
    let query = canvas.glyphs.clipped(sentence.tokens[sentence.query].text.shown, to: 14)
    let name =
      analysis.final == nil
      ? sentence.lacksValues ? "weights of \(query)" : "a(\(query)) = Σ α·v"
      : analysis.prediction?.name(query) ?? "final vector of \(query)"
    let end = 2 + canvas.write(" \(name) ", row: row, column: 2, style: .heading)
    let room = canvas.size.columns - end
    guard let text = changeTexts.first(where: { displayWidth(of: $0) < room }) else { return }
    canvas.write(text, row: row, endingAt: canvas.size.columns - 2)
  }

  /// What became of the outcome, the longest first.
  private var changeTexts: [String] {
    if sentence.interventions == sentence.original { return [" nothing is edited yet "] }
    if sentence.lacksValues { return [] }
    guard let pair = analysis.prediction?.pair else {
      return [" cos to before the edits \(decimal(analysis.cosineToBefore, places: 3)) "]
    }
    let text = pairText(pair, isEdited: true)
    return [" \(text)\(recoveryText(recovery)) ", " \(text) "]
  }
}
