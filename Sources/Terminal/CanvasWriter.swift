import CNcurses
import Canvas

/// Writes canvases to ncurses' standard screen, which must be open.
@MainActor
public struct CanvasWriter {
  private let colors: Int
  private var styles: [Style: Attributes]
  private var written: Canvas?

  /// A writer for a terminal of that many colours; 0 for none.
  public init(colors: Int) {
    self.colors = colors
    styles = Palette.attributes(colors: colors)
  }

  /// Shows `canvas`. Only rows that differ from what is shown are written.
  public mutating func draw(_ canvas: Canvas) {
    for row in 0..<canvas.size.rows {
      if let written, written.size == canvas.size, written[row: row] == canvas[row: row] {
        continue
      }
      write(canvas[row: row], row: row)
    }
    wrefresh(shim_stdscr())
    written = canvas
  }

  /// Writes everything anew the next time, whatever the terminal shows by then.
  public mutating func forget() {
    clearok(shim_stdscr(), true)
    written = nil
  }

  private mutating func write(_ cells: ArraySlice<Canvas.Cell>, row: Int) {
    var start = cells.startIndex
    while start < cells.endIndex {
      // A run ends where the style changes and after every character that may be drawn wider or
      // narrower than it should, so that no wrong width shifts what follows.
      let style = cells[start].style
      var end = start
      var text = ""
      while end < cells.endIndex, cells[end].style == style {
        let character = cells[end].character
        end += 1
        guard let character else { continue }
        text.append(character)
        if !character.isASCII { break }
      }
      // The right half of a wide character is drawn with its left one.
      while end < cells.endIndex, cells[end].character == nil { end += 1 }
      let attributes = attributes(of: style)
      wattr_set(shim_stdscr(), attributes.flags, attributes.pair, nil)
      mvwaddstr(shim_stdscr(), CInt(row), CInt(start - cells.startIndex), text)
      start = end
    }
  }

  private mutating func attributes(of style: Style) -> Attributes {
    if let known = styles[style] { return known }
    let attributes = Palette.mixed(style, pair: styles.count + 1, colors: colors)
    styles[style] = attributes
    return attributes
  }
}
