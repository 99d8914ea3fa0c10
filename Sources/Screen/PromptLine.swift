import Canvas
import Explorer
import Text

/// Draws a line that is being typed, with what it is for before it. Of a long one that part is shown
/// where the cursor stands; what is selected is reversed.
///
/// - Parameter columns: how many columns there are for it.
func drawTypedLine(
  _ line: TypedLine, after label: String, row: Int, columns: Int, on canvas: inout Canvas
) {
  var column = canvas.write(" \(label): ", row: row, column: 0, style: .heading)
  // Each character for itself, since the cursor stands on one.
  let cells = line.text.map { canvas.glyphs.spelled(SafeText(String($0)).shown) }
  let shown = part(of: cells.map(displayWidth), around: line.cursor, room: columns - column)
  let more = String(canvas.glyphs.ellipsis)
  if shown.lowerBound > 0 { column += canvas.write(more, row: row, column: column, style: .faint) }
  for place in shown {
    let isMarked = line.isSelected || place == line.cursor
    column += canvas.write(
      cells[place], row: row, column: column, width: max(0, columns - column),
      style: isMarked ? .selected : .plain)
  }
  if shown.upperBound < cells.count {
    canvas.write(more, row: row, column: column, style: .faint)
  } else if line.cursor == cells.count, !line.isSelected {
    canvas.fill(" ", row: row, columns: column..<column + 1, style: .selected)
  }
}

/// Which characters of a line are shown in `room` columns: all where they fit, else those around the
/// cursor. They stay while it moves among them, and then go on by half of the room.
///
/// - Parameter widths: how many columns each character has.
private func part(of widths: [Int], around cursor: Int, room: Int) -> Range<Int> {
  guard widths.reduce(1, +) > room else { return 0..<widths.count }
  // A column at either side is for the sign that there is more, the last one for the cursor, too.
  let signs = { (first: Int) in first > 0 ? 2 : 1 }
  var (first, used) = (0, 0)
  for place in 0...cursor {
    let width = place < widths.count ? widths[place] : 0
    if used + width + signs(first) > room {
      while first < place, used > room / 2 {
        used -= widths[first]
        first += 1
      }
    }
    used += width
  }
  var (end, left) = (first, room - signs(first))
  while end < widths.count, widths[end] <= left || end == cursor {
    left -= widths[end]
    end += 1
  }
  return first..<end
}

/// The names that what is typed may go on to, as many as there is room for, and how many more there
/// are.
func candidatesText(_ names: [SafeText], width: Int, _ glyphs: Glyphs) -> String {
  var text = names.first.map { glyphs.spelled($0.shown) } ?? ""
  for (place, name) in names.enumerated().dropFirst() {
    let longer = text + "  " + glyphs.spelled(name.shown)
    let more = names.count - place
    let end = more > 1 ? "  and \(more - 1) more" : ""
    guard displayWidth(of: longer + end) <= width else { return text + "  and \(more) more" }
    text = longer
  }
  return text
}
