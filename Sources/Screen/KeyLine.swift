import Views
import Canvas
import Explorer
import Text

/// Keys, and what they do in a word.
struct KeyHint {
  /// What is printed on the keys.
  let name: String
  /// The keys, in the order of the name.
  let keys: [Key]
  /// What they do.
  let label: String
}

/// The keys that matter most now and can do something, the most important first, and how to quit last.
func keyHints(of explorer: Explorer, _ glyphs: Glyphs) -> [KeyHint] {
  switch explorer.focus {
  case .sentence:
    explorer.keys.rows.filter { row in row.keys.contains { explorer.hasUse(for: $0.command) } }
      .compactMap { row in
        row.label.map {
          KeyHint(
            name: row.shortNames(inASCII: glyphs.isASCII), keys: row.keys.map(\.key), label: $0)
        }
      }
  case .help:
    [
      KeyHint(
        name: glyphs.isASCII ? "Up/Down" : "↑↓", keys: [.up, .down], label: "scroll"),
      KeyHint(name: "PgUp PgDn", keys: [.pageUp, .pageDown], label: "by ten lines"),
      KeyHint(name: "Home End", keys: [.home, .end], label: "begin, end"),
      KeyHint(name: "Esc", keys: [.escape], label: "back"),
    ]
  case .list:
    [
      KeyHint(name: glyphs.isASCII ? "Up/Down" : "↑↓", keys: [.up, .down], label: "choose"),
      KeyHint(name: "Enter", keys: [.enter], label: "open"),
      KeyHint(name: "letters", keys: [], label: "search"),
      KeyHint(name: "Esc", keys: [.escape], label: "back"),
    ]
  case .prompt(let prompt):
    [KeyHint(name: "Enter", keys: [.enter], label: "accept")]
      + (prompt.asksForFile ? [KeyHint(name: "Tab", keys: [.tab], label: "complete")] : [])
      + [KeyHint(name: "Esc", keys: [.escape], label: "cancel")]
  case .confirmation:
    [
      KeyHint(name: "y", keys: [.character("y")], label: "yes"),
      KeyHint(name: "n", keys: [.character("n")], label: "no"),
    ]
  }
}

/// Draws keys and what they do in one line: as many as fit, the first ones and the last, which says
/// how to quit.
func drawKeyLine(_ keys: [KeyHint], row: Int, on canvas: inout Canvas) {
  var keys = keys
  let glyphs = canvas.glyphs
  let width = { (keys: [KeyHint]) in
    keys.reduce(-1) { $0 + displayWidth(of: glyphs.spelled("\($1.name) \($1.label)")) + 2 }
  }
  while width(keys) > canvas.size.columns, keys.count > 1 { keys.remove(at: keys.count - 2) }
  var column = 1
  for key in keys {
    markKeys(of: key, row: row, column: column, on: &canvas)
    column += canvas.write(key.name + " ", row: row, column: column, style: .key)
    column += canvas.write(key.label, row: row, column: column) + 2
  }
}

/// Lets each key be pressed where its name stands, and the first one by what they do.
private func markKeys(of hint: KeyHint, row: Int, column: Int, on canvas: inout Canvas) {
  let width = displayWidth(of: hint.name)
  for (place, key) in hint.keys.enumerated() {
    let part = place * width / hint.keys.count..<(place + 1) * width / hint.keys.count
    canvas.mark(
      .key(key), row: row, columns: column + part.lowerBound..<column + part.upperBound)
  }
  guard let first = hint.keys.first else { return }
  let label = column + width + 1
  canvas.mark(.key(first), row: row, columns: label..<label + displayWidth(of: hint.label))
}
