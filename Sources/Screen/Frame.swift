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
  let width = canvas.size.columns - 2
  let sentence = explorer.sentence
  // What there is to try with a sentence is about the view that it opens in.
  let isFirst = explorer.views.first.map { $0 == type(of: explorer.view) } ?? false
  let flaw = explorer.analysis.flaw.map { "This row: \($0)." }
  let words = [
    sentence.patchNote, flaw, readingNote(of: sentence),
    isFirst ? sentence.scene.notes?.shown : nil,
  ]
  .compactMap(\.self)
  let notes = wrapped(
    explorer.focus.isPage ? "" : canvas.glyphs.spelled(words.joined(separator: " ")),
    width: width, lines: canvas.size.rows >= 24 ? 2 : 1)
  // What would be right stands at the end of a problem, so it gets room for that.
  let opening = explorer.opening.map { "opening \($0.shown) …; Esc leaves it" }
  var message = wrapped(
    canvas.glyphs.spelled(explorer.message?.text ?? opening ?? ""), width: width,
    lines: explorer.message?.weight == .problem ? max(2, canvas.size.rows / 6) : 2)
  if case .prompt(let prompt) = explorer.focus, !prompt.candidates.isEmpty {
    message = [candidatesText(prompt.candidates, width: width, canvas.glyphs)]
  }
  let asked = explorer.focus.asks ? 1 : 0
  // The last line that is said stands on the rule over the keys, so that no row is kept for it.
  let talk = last - max(1, notes.count, asked + message.count)..<last
  if isRoomy { drawTabs(of: explorer, row: 0, on: &canvas) }
  drawTitle(of: explorer, row: isRoomy ? 1 : 0, on: &canvas)
  if isRoomy, !explorer.focus.asks {
    canvas.fill(
      canvas.glyphs.rule, row: last - 1, columns: 0..<canvas.size.columns, style: .faint)
  }
  drawTalk(of: explorer, message: message, notes: notes, rows: talk, on: &canvas)
  drawKeyLine(keyHints(of: explorer, canvas.glyphs), row: last, on: &canvas)
  return (isRoomy ? 2 : 1)..<talk.lowerBound
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
    let model = sentence.source.runs ? explorer.modelName?.shown : nil
    source = (model ?? source) + " \(sentence.head)"
    if let ablation = sentence.ablation(of: sentence.head) { source += " = \(ablation.name)" }
    let patched = sentence.patchedParts(of: sentence.head).map(\.name)
    if !patched.isEmpty { source += " ← " + patched.joined(separator: " ") }
  }
  if let (pattern, score) = explorer.headPattern, explorer.instruments.shows(.head) {
    source += " \(pattern.rawValue) \(shortWeightText(score))"
  }
  if let counted = explorer.counted { source += "  " + counted.name }
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
  let columns = canvas.size.columns
  switch explorer.focus {
  case .prompt(let prompt):
    drawTypedLine(prompt.line, after: prompt.label, row: row, columns: columns, on: &canvas)
  case .list(let list):
    let count = " \(list.count) of \(explorer.sentences.count + explorer.problems.count) "
    canvas.write(count, row: row, endingAt: columns, style: .faint)
    drawTypedLine(
      list.search, after: "find", row: row, columns: columns - count.count, on: &canvas)
  case .confirmation(.replace(let path, _, let isChanged, _)):
    let found = isChanged ? "was changed meanwhile" : "is there already"
    // The question is seen, however long the path is.
    let question = " \(found). Replace it? y n"
    let name = canvas.glyphs.clipped(
      SafeText(path).shown, to: max(0, columns - 1 - displayWidth(of: question)))
    canvas.write(" " + name + question, row: row, column: 0, style: .problem)
  case .confirmation(.openPasted(let reading)):
    let count = reading.scenes.count
    canvas.write(
      " open \(count) pasted sentence\(count == 1 ? "" : "s")? y or Enter; Esc declines", row: row,
      column: 0, style: .heading)
  case .sentence, .help: break
  }
  let lines = message.isEmpty && !explorer.focus.asks ? notes : message
  let isProblem = explorer.message?.weight == .problem
  for (row, line) in zip(rows.dropFirst(explorer.focus.asks ? 1 : 0), lines) {
    let end = 1 + canvas.write(line, row: row, column: 1, style: isProblem ? .problem : .plain)
    canvas.fill(" ", row: row, columns: 0..<1)
    canvas.fill(" ", row: row, columns: end..<end + 1)
  }
}

extension Focus {
  /// Whether a page stands in the place of the view.
  fileprivate var isPage: Bool {
    switch self {
    case .help, .list: true
    case .sentence, .prompt, .confirmation: false
    }
  }

  /// Whether a line stands below that is typed or answered.
  fileprivate var asks: Bool {
    switch self {
    case .prompt, .list, .confirmation: true
    case .sentence, .help: false
    }
  }
}
