import Canvas
import Explorer
import Text
import Views

/// Draws the names of all views as tabs.
func drawTabs(of explorer: Explorer, row: Int, on canvas: inout Canvas) {
  let shown = explorer.views.firstIndex { $0 == type(of: explorer.view) } ?? 0
  // Where a line is typed a view's key would be a part of it.
  let keys = explorer.focus == .sentence ? explorer.keys : nil
  drawTabs(explorer.views, keys: keys, shown: shown, row: row, on: &canvas)
}

/// Draws the names of views as tabs with their keys, the one that is shown set off; where they don't fit,
/// those around it. At the end stands how to get help. `keys` are those that they stand for; `nil` where they can't be
/// pressed.
func drawTabs(
  _ views: [any View.Type], keys: KeyTable?, shown: Int, row: Int, on canvas: inout Canvas
) {
  let columns = canvas.size.columns
  let help = " ? help "
  canvas.write(help, row: row, endingAt: columns, style: .faint)
  if keys != nil {
    canvas.mark(.key(.character("?")), row: row, columns: columns - help.count..<columns)
  }
  let room = columns - help.count
  let texts = views.enumerated().map { place, view in
    place < 9 ? " \(place + 1) \(view.name) " : " \(view.letter ?? " ") \(view.name) "
  }
  let width = texts.reduce(0) { $0 + $1.count }
  var column =
    program.count + width <= room ? canvas.write(program, row: row, column: 0, style: .title) : 0
  let edge = width <= room ? 0 : 1
  let places = tabs(
    around: shown, widths: texts.map(\.count), room: room - column - 2 * edge)
  if edge > 0 {
    if places.lowerBound > 0 { canvas.write("‹", row: row, column: 0, style: .faint) }
    if places.upperBound < views.count {
      canvas.write("›", row: row, endingAt: room, style: .faint)
    }
  }
  column += edge
  for place in places {
    if let key = keys?.key(for: .showView(place + 1)) {
      canvas.mark(.key(key), row: row, columns: column..<column + texts[place].count)
    }
    column += canvas.write(
      texts[place], row: row, column: column, style: place == shown ? .selected : .faint)
  }
}

private let program = " attnviz  "

/// As many tabs as have room, the one that is shown among them.
private func tabs(around shown: Int, widths: [Int], room: Int) -> Range<Int> {
  var tabs = shown..<shown + 1
  var used = widths[shown]
  while true {
    if tabs.lowerBound > 0, used + widths[tabs.lowerBound - 1] <= room {
      tabs = tabs.lowerBound - 1..<tabs.upperBound
      used += widths[tabs.lowerBound]
    } else if tabs.upperBound < widths.count, used + widths[tabs.upperBound] <= room {
      used += widths[tabs.upperBound]
      tabs = tabs.lowerBound..<tabs.upperBound + 1
    } else {
      return tabs
    }
  }
}
