import Views
import Canvas
import Explorer
import Scenes
import Text

/// Draws what stands around every view: the title above, the message or prompt and the keys below.
///
/// - Returns: the rows that are left for the view.
func drawFrame(of explorer: Explorer, on canvas: inout Canvas) -> Range<Int> {
  let last = canvas.size.rows - 1
  let isRoomy = canvas.size.rows >= 20
  let end = isRoomy ? last - 1 : last
  var isHelp = false
  if case .help = explorer.focus { isHelp = true }
  let notes = wrapped(
    isHelp ? "" : canvas.glyphs.spelled(explorer.sentence.scene.notes?.shown ?? ""),
    width: canvas.size.columns - 2,
    lines: canvas.size.rows >= 24 ? 2 : 1)
  let message = wrapped(
    canvas.glyphs.spelled(explorer.message?.text ?? ""), width: canvas.size.columns - 2,
    lines: canvas.size.rows >= 24 ? 2 : 1)
  let talk = end - max(1, notes.count, message.count)..<end
  drawTitle(of: explorer, on: &canvas)
  drawTalk(of: explorer, message: message, notes: notes, rows: talk, on: &canvas)
  drawKeyLine(keyHints(of: explorer, canvas.glyphs), row: last, on: &canvas)
  guard isRoomy else { return 1..<talk.lowerBound }
  for row in [1, last - 1] {
    canvas.fill(canvas.glyphs.rule, row: row, columns: 0..<canvas.size.columns, style: .faint)
  }
  return 2..<talk.lowerBound
}

private func drawTitle(of explorer: Explorer, on canvas: inout Canvas) {
  let sentence = explorer.sentence
  let kind = sentence.source.kind
  var right = "\(explorer.sentences.index + 1)/\(explorer.sentences.count)"
  if explorer.unopened > 0 { right += " (\(explorer.unopened) did not open)" }
  right += "  " + kind.rawValue
  if sentence.source.hasHeads {
    let name = explorer.modelName.map { " " + canvas.glyphs.clipped($0.shown, to: 16) } ?? ""
    right += "\(name) \(sentence.head)"
  }
  if sentence.unread > 0 {
    right +=
      ", cut to \(sentence.count) of \(sentence.count + sentence.unread) tokens"
  }
  if explorer.analysis.origin != kind { right += ", this row \(explorer.analysis.origin.rawValue)" }
  right += "   ? help "
  canvas.write(right, row: 0, endingAt: canvas.size.columns, style: .faint)
  let room = canvas.size.columns - displayWidth(of: canvas.glyphs.spelled(right)) - 1
  let name = canvas.write(" attnviz  ", row: 0, column: 0, width: room, style: .title)
  let title = (sentence.scene.title ?? sentence.scene.sentence).shown
  canvas.write(title, row: 0, column: name, width: room - name, style: .heading)
}

private func drawTalk(
  of explorer: Explorer, message: [String], notes: [String], rows: Range<Int>,
  on canvas: inout Canvas
) {
  let row = rows.lowerBound
  switch explorer.focus {
  case .prompt(let prompt): drawPromptLine(prompt, row: row, on: &canvas)
  case .confirmation(.replace(let path)):
    canvas.write(
      " \(SafeText(path).shown) is there already. Replace it? y n", row: row, column: 0,
      style: .problem)
  case .sentence, .help:
    let isProblem = explorer.message?.weight == .problem
    for (row, line) in zip(rows, message.isEmpty ? notes : message) {
      canvas.write(line, row: row, column: 1, style: isProblem ? .problem : .plain)
    }
  }
}
