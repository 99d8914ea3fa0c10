import Views
import Canvas
import Explorer
import Scenes
import Text

/// Draws what stands around every view: tabs and title above, the message or prompt and the keys below.
///
/// - Returns: the rows that are left for the view.
func drawFrame(of explorer: Explorer, on canvas: inout Canvas) -> Range<Int> {
  let last = canvas.size.rows - 1
  let isRoomy = canvas.size.rows >= 20
  let end = isRoomy ? last - 1 : last
  var isHelp = false
  if case .help = explorer.focus { isHelp = true }
  let sentence = explorer.sentence
  let words = [readingNote(of: sentence), sentence.scene.notes?.shown].compactMap(\.self)
  let notes = wrapped(
    isHelp ? "" : canvas.glyphs.spelled(words.joined(separator: " ")),
    width: canvas.size.columns - 2,
    lines: canvas.size.rows >= 24 ? 2 : 1)
  // What would be right stands at the end of a problem, so it gets room for that.
  let message = wrapped(
    canvas.glyphs.spelled(explorer.message?.text ?? ""), width: canvas.size.columns - 2,
    lines: explorer.message?.weight == .problem
      ? canvas.size.rows / 6 : canvas.size.rows >= 24 ? 2 : 1)
  let talk = end - max(1, notes.count, message.count)..<end
  if isRoomy { drawTabs(of: explorer, row: 0, on: &canvas) }
  drawTitle(of: explorer, row: isRoomy ? 1 : 0, on: &canvas)
  drawTalk(of: explorer, message: message, notes: notes, rows: talk, on: &canvas)
  drawKeyLine(keyHints(of: explorer, canvas.glyphs), row: last, on: &canvas)
  guard isRoomy else { return 1..<talk.lowerBound }
  canvas.fill(
    canvas.glyphs.rule, row: last - 1, columns: 0..<canvas.size.columns, style: .faint)
  return 2..<talk.lowerBound
}

/// What sentence this is, which one of how many, and where its scores come from: over a rule where
/// there is room for one, else behind the view's name.
private func drawTitle(of explorer: Explorer, row: Int, on canvas: inout Canvas) {
  let sentence = explorer.sentence
  let columns = canvas.size.columns
  let right = " \(places(of: explorer)) "
  if row > 0 {
    canvas.fill(canvas.glyphs.rule, row: row, columns: 0..<columns, style: .faint)
  }
  let start =
    row > 0
    ? 2 : canvas.write(" \(type(of: explorer.view).name) ", row: row, column: 0, style: .selected)
  let end = columns - (row > 0 ? 2 : 0)
  canvas.write(right, row: row, endingAt: end, style: row > 0 ? .plain : .faint)
  let title = (sentence.scene.title ?? sentence.scene.sentence).shown
  let room = end - start - displayWidth(of: canvas.glyphs.spelled(right)) - 2
  canvas.write(
    " \(canvas.glyphs.clipped(title, to: room - 1)) ", row: row, column: start, style: .heading)
}

private func places(of explorer: Explorer) -> String {
  let sentence = explorer.sentence
  let kind = sentence.source.kind
  var parts = ["\(explorer.sentences.index + 1)/\(explorer.sentences.count)"]
  if explorer.unopened > 0 { parts[0] += " (\(explorer.unopened) did not open)" }
  var source = kind.rawValue
  if sentence.source.hasHeads {
    source = (explorer.modelName.map(\.shown) ?? source) + " \(sentence.head)"
  }
  if sentence.unread > 0 {
    source += ", cut to \(sentence.count) of \(sentence.count + sentence.unread) tokens"
  }
  if explorer.analysis.origin != kind {
    source += ", this row \(explorer.analysis.origin.rawValue)"
  }
  return (parts + [source]).joined(separator: "  ")
}

private func drawTalk(
  of explorer: Explorer, message: [String], notes: [String], rows: Range<Int>,
  on canvas: inout Canvas
) {
  let row = rows.lowerBound
  switch explorer.focus {
  case .prompt(let prompt): drawPromptLine(prompt, row: row, on: &canvas)
  case .confirmation(.replace(let path, _, let isChanged, _)):
    let found = isChanged ? "was changed meanwhile" : "is there already"
    canvas.write(
      " \(SafeText(path).shown) \(found). Replace it? y n", row: row, column: 0, style: .problem)
  case .confirmation(.openPasted(let reading)):
    let count = reading.scenes.count
    canvas.write(
      " open \(count) pasted sentence\(count == 1 ? "" : "s")? y or Enter; Esc declines", row: row,
      column: 0, style: .heading)
  case .sentence, .help:
    let isProblem = explorer.message?.weight == .problem
    for (row, line) in zip(rows, message.isEmpty ? notes : message) {
      canvas.write(line, row: row, column: 1, style: isProblem ? .problem : .plain)
    }
  }
}
