import Canvas

/// A picture in braille dots, two across and four down in each cell. With ASCII alone a line is of `.`
/// and a point is an `o`, a cell each.
package struct Braille {
  private struct Cell {
    var dots: UInt8 = 0
    var isPoint = false
    var style = Style.plain
  }

  /// How many dots there are, from left to right and from top to bottom.
  package let width, height: Int
  private let columns: Int
  private var cells: [Cell]

  /// Nothing yet, for a canvas of this size.
  package init(_ size: Size) {
    (width, height) = (size.columns * 2, size.rows * 4)
    columns = size.columns
    cells = Array(repeating: Cell(), count: size.rows * size.columns)
  }

  /// The cell that a dot is in.
  package static func cell(x: Int, y: Int) -> (row: Int, column: Int) { (y >> 2, x >> 1) }

  /// Sets a dot that is a point, and its neighbours to the right and below where it `isHeavy`. In a
  /// cell the style that comes last is seen.
  package mutating func setPoint(_ dot: (x: Int, y: Int), isHeavy: Bool, style: Style) {
    let reach = isHeavy ? 1 : 0
    for x in dot.x...dot.x + reach {
      for y in dot.y...dot.y + reach { set(x: x, y: y, isPoint: true, style: style) }
    }
  }

  /// Sets the dots of a straight line, both ends included.
  package mutating func setLine(from: (x: Int, y: Int), to: (x: Int, y: Int), style: Style) {
    let steps = max(1, abs(to.x - from.x), abs(to.y - from.y))
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      let between = { (one: Int, other: Int) in
        Int((Double(one) + part * Double(other - one)).rounded())
      }
      set(x: between(from.x, to.x), y: between(from.y, to.y), isPoint: false, style: style)
    }
  }

  /// Draws it from the corner of `canvas` on.
  package func draw(on canvas: inout Canvas) {
    for (index, cell) in cells.enumerated() where cell.dots != 0 {
      let column = index % columns
      canvas.fill(
        canvas.glyphs.isASCII ? (cell.isPoint ? "+" : ".") : Self.sign(cell.dots),
        row: index / columns, columns: column..<column + 1, style: cell.style)
    }
  }

  private mutating func set(x: Int, y: Int, isPoint: Bool, style: Style) {
    guard 0..<width ~= x, 0..<height ~= y else { return }
    let (row, column) = Self.cell(x: x, y: y)
    let index = row * columns + column
    cells[index].dots |= Self.bit(x: x & 1, y: y & 3)
    cells[index].isPoint = cells[index].isPoint || isPoint
    cells[index].style = style
  }

  /// Unicode numbers the dots of a cell 1 2 3 7 down the left and 4 5 6 8 down the right.
  private static func bit(x: Int, y: Int) -> UInt8 {
    y == 3 ? 0x40 << UInt8(x) : 1 << UInt8(y + 3 * x)
  }

  private static func sign(_ dots: UInt8) -> Character {
    Unicode.Scalar(0x2800 + UInt32(dots)).map(Character.init) ?? "."
  }
}
