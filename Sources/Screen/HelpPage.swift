import Text
import Views
import Canvas
import Explorer

/// Draws the help page, made from the key table, from line `first` on.
func drawHelp(_ keys: KeyTable, from first: Int, rows: Range<Int>, on canvas: inout Canvas) {
  // A narrow page has room for the keys that are named first alone.
  let isNarrow = canvas.size.columns < 60
  let names = isNarrow ? 16 : 28
  let about = wrapped(aboutAttention, width: canvas.size.columns - 2, lines: rows.count)
    .map { HelpLine(text: $0) }
  let lines = about + helpLines(keys, glyphs: canvas.glyphs, isNarrow: isNarrow)
  for (row, line) in zip(rows, lines.dropFirst(first)) {
    canvas.write(line.name, row: row, column: 1, width: names - 1, style: line.style)
    canvas.write(line.text, row: row, column: line.name.isEmpty ? 1 : 1 + names)
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
    HelpLine(name: "▲ ▼", text: "nearer, further than before your edits; unedited: than its own v"),
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
