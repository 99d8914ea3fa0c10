import Views
import Canvas
import Explorer
import Text

/// The keys that matter most now and can do something, the most important first, and how to quit last.
func keyHints(of explorer: Explorer, _ glyphs: Glyphs) -> [(name: String, label: String)] {
  switch explorer.focus {
  case .sentence:
    explorer.keys.rows.filter { row in row.keys.contains { explorer.hasUse(for: $0.command) } }
      .compactMap { row in
        row.label.map { (name: row.shortNames(inASCII: glyphs.isASCII), label: $0) }
      }
  case .help: [(glyphs.isASCII ? "Up/Down" : "↑↓", "scroll"), ("Esc", "back")]
  case .prompt: [("Enter", "accept"), ("Esc", "cancel")]
  case .confirmation: [("y", "yes"), ("n", "no")]
  }
}

/// Draws keys and what they do in one line: as many as fit, the first ones and the last, which says
/// how to quit.
func drawKeyLine(_ keys: [(name: String, label: String)], row: Int, on canvas: inout Canvas) {
  var keys = keys
  let glyphs = canvas.glyphs
  let width = { (keys: [(name: String, label: String)]) in
    keys.reduce(-1) { $0 + displayWidth(of: glyphs.spelled("\($1.name) \($1.label)")) + 2 }
  }
  while width(keys) > canvas.size.columns, keys.count > 1 { keys.remove(at: keys.count - 2) }
  var column = 1
  for key in keys {
    column += canvas.write(key.name + " ", row: row, column: column, style: .key)
    column += canvas.write(key.label, row: row, column: column) + 2
  }
}
