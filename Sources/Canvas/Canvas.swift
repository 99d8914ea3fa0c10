import Text

/// A screen before it is shown: cells of one grapheme and one style each, and no terminal.
///
/// What draws gets the part that is its own, by `draw(in:)`: rows and columns are counted from that
/// part's corner, and nothing is written outside it.
public struct Canvas: Equatable, Sendable {
  /// What stands in one place.
  public struct Cell: Equatable, Sendable {
    /// The whole grapheme that begins here; `nil` in the further columns that one covers.
    public var character: Character? = " "
    /// How it looks.
    public var style = Style.plain

    /// Whether nothing is seen here in any theme.
    fileprivate var isBlank: Bool {
      character == " "
        && [.plain, .faint, .heading, .cell(.heat(0)), .cell(.signed(0))].contains(style)
    }
  }

  /// Columns of a row, counted on the whole canvas, and what stands there.
  private struct Mark: Equatable {
    let row: Int
    let columns: Range<Int>
    let spot: Spot
  }

  /// The part that is drawn on now.
  private var part: Rect
  private let columns: Int
  /// The signs to draw with.
  public let glyphs: Glyphs
  /// All the cells, row after row.
  public private(set) var cells: [Cell]
  private var marks: [Mark] = []
  /// From which line on the end of what scrolls is seen; `nil` where nothing scrolls.
  public var scrollEnd: Int?

  /// An empty canvas.
  public init(_ size: Size, glyphs: Glyphs) {
    part = Rect(size)
    columns = size.columns
    self.glyphs = glyphs
    cells = Array(repeating: Cell(), count: size.rows * size.columns)
  }

  /// How many lines and columns there are to draw on.
  public var size: Size { part.size }

  /// Draws on a part of this, which for `drawing` is all there is.
  public mutating func draw<Result>(
    in rect: Rect, _ drawing: (inout Canvas) -> Result
  ) -> Result {
    let outer = part
    part = outer.part(rect)
    defer { part = outer }
    return drawing(&self)
  }

  /// The cells of a row.
  public subscript(row row: Int) -> ArraySlice<Cell> {
    let start = (part.rows.lowerBound + row) * columns + part.columns.lowerBound
    return cells[start..<start + size.columns]
  }

  /// Writes `text` from a place on, as far as `width` and the canvas reach. A text that is too
  /// long ends in an ellipsis; nothing is ever written outside.
  ///
  /// - Returns: how many columns were written.
  @discardableResult
  public mutating func write(
    _ text: String, row: Int, column: Int, width: Int = .max, style: Style = .plain
  ) -> Int {
    guard 0..<size.rows ~= row, 0..<size.columns ~= column else { return 0 }
    let room = min(width, size.columns - column)
    var end = column
    for character in glyphs.clipped(text, to: room) {
      put(character, row: row, column: end, style: style)
      end += displayWidth(of: character)
    }
    return end - column
  }

  /// Writes `text` so that it ends just before `column`.
  public mutating func write(_ text: String, row: Int, endingAt column: Int, style: Style = .plain)
  {
    let text = glyphs.spelled(text)
    write(text, row: row, column: max(0, column - displayWidth(of: text)), style: style)
  }

  /// Fills a part of a row with one character.
  public mutating func fill(
    _ character: Character, row: Int, columns: Range<Int>, style: Style = .plain
  ) {
    guard 0..<size.rows ~= row else { return }
    for column in columns.clamped(to: 0..<size.columns) {
      put(character, row: row, column: column, style: style)
    }
  }

  /// Says what stands in a part of a row for one who points at it; what is said later counts.
  public mutating func mark(_ spot: Spot, row: Int, columns: Range<Int>) {
    let columns = columns.clamped(to: 0..<size.columns)
    guard 0..<size.rows ~= row, !columns.isEmpty else { return }
    let start = part.columns.lowerBound
    marks.append(
      Mark(
        row: part.rows.lowerBound + row,
        columns: columns.lowerBound + start..<columns.upperBound + start, spot: spot))
  }

  /// What stands in a place of the whole canvas; `nil` where nothing can be pointed at.
  public func spot(row: Int, column: Int) -> Spot? {
    marks.last { $0.row == row && $0.columns.contains(column) }?.spot
  }

  /// What can be pointed at in these rows of the whole canvas.
  public func spots(rows: Range<Int>) -> [Spot] {
    marks.filter { rows.contains($0.row) }.map(\.spot)
  }

  /// The characters alone, a line for each row, without the blanks at the ends of lines.
  public var text: String {
    (0..<size.rows).map { row in
      let line = String(self[row: row].compactMap(\.character))
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  /// The same without the columns at the right in which nothing stands, without such rows above and
  /// below, and with one of several such rows between others; at least a cell. What can be pointed at
  /// is left out.
  public var trimmed: Canvas {
    let rows = (0..<size.rows).map { self[row: $0] }
    let filled = rows.map { row in row.contains { !$0.isBlank } }
    guard let first = filled.firstIndex(of: true), let last = filled.lastIndex(of: true) else {
      return Canvas(Size(rows: 1, columns: 1), glyphs: glyphs)
    }
    let kept = (first...last).filter { filled[$0] || filled[$0 - 1] }
    let width = kept.compactMap { row in
      rows[row].lastIndex { !$0.isBlank }.map { $0 - rows[row].startIndex + 1 }
    }.max()
    var trimmed = Canvas(Size(rows: kept.count, columns: width ?? 1), glyphs: glyphs)
    trimmed.cells = kept.flatMap { rows[$0].prefix(trimmed.size.columns) }
    return trimmed
  }

  private mutating func put(_ character: Character, row: Int, column: Int, style: Style) {
    let place = (part.rows.lowerBound + row) * columns + part.columns.lowerBound + column
    let width = min(displayWidth(of: character), size.columns - column)
    if cells[place].character == nil { blankCharacter(before: place) }
    if (place + width) % columns != 0 { blankColumns(from: place + width) }
    cells[place] = Cell(character: character, style: style)
    for next in place..<place + width where next > place {
      cells[next] = Cell(character: nil, style: style)
    }
  }

  /// Takes away the character that reaches to `place` from before: half of it is written over.
  private mutating func blankCharacter(before place: Int) {
    var start = place
    repeat {
      start -= 1
      let isCovered = cells[start].character == nil
      cells[start].character = " "
      if !isCovered { return }
    } while start > 0
  }

  /// Makes blanks of columns that a character covered which is written over.
  private mutating func blankColumns(from place: Int) {
    for column in place..<(place / columns + 1) * columns {
      guard cells[column].character == nil else { return }
      cells[column].character = " "
    }
  }
}
