import Text
import Views
import Canvas
import Explorer

/// Draws the help page from line `first` on: what the view that is shown is about, what attention is,
/// and the key table. Nothing is cut; what is too long goes on in the next line.
func drawHelp(of explorer: Explorer, from first: Int, rows: Range<Int>, on canvas: inout Canvas) {
  let columns = canvas.size.columns
  // A narrow page has room for the keys that are named first alone.
  let isNarrow = columns < 60
  let names = isNarrow ? 16 : 28
  let view = type(of: explorer.view)
  let paragraphs = [
    HelpLine(name: "The view “\(view.name)”", style: .heading), HelpLine(text: view.about),
    HelpLine(),
    HelpLine(name: "Attention", style: .heading), HelpLine(text: aboutAttention),
  ]
  let all = paragraphs + helpLines(explorer.keys, glyphs: canvas.glyphs, isNarrow: isNarrow)
  let lines = all.flatMap { line in
    let indent = line.name.isEmpty ? 0 : names
    let texts = wrapped(
      canvas.glyphs.spelled(line.text), width: columns - 2 - indent, lines: .max)
    return (texts.isEmpty ? [""] : texts).enumerated().map { place, text in
      (name: place == 0 ? line.name : "", text: text, indent: indent, style: line.style)
    }
  }
  // Where the end is on the screen, there is no more to scroll.
  let end = max(0, lines.count - rows.count)
  canvas.scrollEnd = end
  let start = min(first, end)
  for (row, line) in zip(rows, lines.dropFirst(start)) {
    canvas.write(line.name, row: row, column: 1, style: line.style)
    canvas.write(line.text, row: row, column: 1 + line.indent)
  }
}

private let aboutAttention = """
  A token, the query, attends to every token, the keys. Each key has a score; softmax turns the \
  scores into weights that are never negative and sum to 1; the blended vector is the average of \
  the tokens' values, weighted like that. Take hold of a score with the arrow keys and watch all \
  of it move.
  """

private struct HelpLine {
  var name = ""
  var text = ""
  var style = Style.key
}

private func helpLines(_ table: KeyTable, glyphs: Glyphs, isNarrow: Bool) -> [HelpLine] {
  let signs = [
    HelpLine(name: String(glyphs.query), text: "the query"),
    HelpLine(name: String(glyphs.selected), text: "the key token that the arrow keys hold"),
    HelpLine(name: String(glyphs.both), text: "a token that is both"),
    HelpLine(name: "▲ ▼", text: "a probe that your edits brought nearer, took further away"),
    HelpLine(
      name: String(glyphs.positive.dropFirst()),
      text: "positive numbers of a vector, small to large"),
    HelpLine(
      name: String(glyphs.negative.dropFirst()),
      text: "negative numbers of a vector, small to large"),
  ]
  let keys = table.rows.map { row in
    HelpLine(
      name: isNarrow
        ? row.firstNames(inASCII: glyphs.isASCII) : row.names(inASCII: glyphs.isASCII),
      text: row.does)
  }
  return [HelpLine(), HelpLine(name: "Keys", style: .heading)] + keys
    + [HelpLine(), HelpLine(name: "Signs", style: .heading)] + signs
}
