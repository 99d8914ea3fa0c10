import CNcurses
import Canvas
import Text

/// Writes canvases to ncurses' standard screen, which must be open.
@MainActor
public struct CanvasWriter {
  /// A grapheme whose width terminals disagree about, and where it stands.
  private struct Doubtful {
    let character: Character
    let style: Style
    let row: Int
    let column: Int
  }

  private var palette: Palette
  private let longestJoined: Int
  private var written: Canvas?

  /// A writer for a terminal.
  ///
  /// - Parameters:
  ///   - theme: the colours, which it must have.
  ///   - longestJoined: how many bytes of emoji it joins to one picture without a loss; a longer
  ///     one is drawn without its joiners, emoji beside emoji.
  public init(_ theme: Theme, longestJoined: Int = .max) {
    palette = Palette(theme)
    self.longestJoined = longestJoined
  }

  /// What it writes in; another one counts from the next canvas on, all of which is written anew.
  public var theme: Theme {
    get { palette.theme }
    set {
      palette.theme = newValue
      written = nil
    }
  }

  /// Shows `canvas`. Only rows that differ from what is shown are written.
  public mutating func draw(_ canvas: Canvas) {
    let former = written.flatMap { $0.size == canvas.size ? $0 : nil }
    let changed = (0..<canvas.size.rows).filter { former?[row: $0] != canvas[row: $0] }
    let doubtful = changed.flatMap { write(canvas[row: $0], row: $0) }
    if let former {
      // So that nothing is scrolled, which some emulators of xterm can't.
      for row in changed where canvas.moves(row, of: former, among: changed) {
        wredrawln(shim_stdscr(), CInt(row), 1)
      }
    }
    wrefresh(shim_stdscr())
    for grapheme in doubtful { write(grapheme) }
    written = canvas
  }

  /// Writes everything anew the next time, whatever the terminal shows by then.
  public mutating func forget() {
    clearok(shim_stdscr(), true)
    written = nil
  }

  /// Writes a row, with blanks where doubtful graphemes are to stand, and gives these.
  private mutating func write(_ cells: ArraySlice<Canvas.Cell>, row: Int) -> [Doubtful] {
    var doubtful: [Doubtful] = []
    var start = cells.startIndex
    while start < cells.endIndex {
      // A run ends where the style changes and after every character but ASCII's, so that each of
      // those has the column that it has on the canvas.
      let style = cells[start].style
      let column = start - cells.startIndex
      var end = start
      var text = ""
      while end < cells.endIndex, cells[end].style == style {
        let character = cells[end].character
        if let character, !character.isASCII, end > start { break }
        end += 1
        guard let character else { continue }
        text.append(character)
        if !character.isASCII { break }
      }
      // The further columns of a grapheme are drawn with its first.
      while end < cells.endIndex, cells[end].character == nil { end += 1 }
      use(style)
      if let character = text.first, !character.isPlain {
        if character.isDoubtful {
          doubtful.append(Doubtful(character: character, style: style, row: row, column: column))
          text = String(repeating: " ", count: end - start)
          mvwaddstr(shim_stdscr(), CInt(row), CInt(column), text)
        } else {
          for part in character.parts { write(part, row: row, column: column) }
        }
      } else {
        mvwaddstr(shim_stdscr(), CInt(row), CInt(column), text)
      }
      start = end
    }
    return doubtful
  }

  /// Shows a grapheme, and then puts the cursor where ncurses believes it to be, wherever the
  /// terminal left it.
  private mutating func write(_ grapheme: Doubtful) {
    use(grapheme.style)
    let isTooLong = grapheme.character.utf8.count > longestJoined
    for var part in grapheme.character.parts {
      if isTooLong { part.scalars.removeAll { $0 == "\u{200D}" } }
      write(part, row: grapheme.row, column: grapheme.column)
    }
    wrefresh(shim_stdscr())
    shim_place_cursor()
  }

  private mutating func use(_ style: Style) {
    let attributes = palette.attributes(of: style)
    wattr_set(shim_stdscr(), attributes.flags, attributes.pair, nil)
  }

  private func write(_ part: Character.Part, row: Int, column: Int) {
    var cell = cchar_t()
    let letters = part.scalars.map { wchar_t(bitPattern: $0.value) } + [0]
    setcchar(&cell, letters, 0, 0, nil)
    mvwadd_wch(shim_stdscr(), CInt(row), CInt(column + part.column), &cell)
  }
}

extension Canvas {
  /// Whether what stood in `row` of `former` stands in another one of these rows now: ncurses scrolls
  /// such a line to its new place (by SU), unless it is told that it does not know the line.
  fileprivate func moves(_ row: Int, of former: Canvas, among rows: [Int]) -> Bool {
    let line = former[row: row]
    guard line.contains(where: { $0.character != " " }) else { return false }
    return rows.contains { $0 != row && self[row: $0].elementsEqual(line) }
  }
}

extension Character {
  /// What stands in one cell: a scalar with a column of its own, and those that are drawn onto it.
  fileprivate struct Part {
    var scalars: [Unicode.Scalar]
    /// Where it stands, counted from the column of the grapheme.
    let column: Int
  }

  /// Its scalars by the cells that they stand in: ncurses keeps five in one.
  fileprivate var parts: [Part] {
    var (parts, end) = ([Part](), 0)
    for scalar in unicodeScalars {
      if scalar.displayWidth == 0, !parts.isEmpty {
        parts[parts.count - 1].scalars.append(scalar)
      } else {
        parts.append(Part(scalars: [scalar], column: end))
        end += scalar.displayWidth
      }
    }
    // More than a cell holds. A terminal that knows no such flag shows the black one too.
    return parts.map { part in
      guard part.scalars.count > 5 else { return part }
      return Part(
        scalars: part.scalars.filter { !(0xE0020...0xE007F ~= $0.value) }, column: part.column)
    }
  }

  /// Whether it is one scalar, and no vowel sign by itself.
  fileprivate var isPlain: Bool {
    isASCII || (unicodeScalars.count == 1 && unicodeScalars.first?.isMark == false)
  }

  /// Whether terminals disagree about its columns: they count it as one picture, or as all the
  /// scalars in it that have columns of their own; some give none to a vowel sign that has one.
  fileprivate var isDoubtful: Bool {
    let scalars = unicodeScalars
    return scalars.count { $0.displayWidth > 0 } > 1
      || scalars.contains { $0 == "\u{FE0F}" || ($0.isMark && $0.displayWidth > 0) }
  }
}
