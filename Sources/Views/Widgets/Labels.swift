import Canvas
import Text

/// Words beside points of a picture, none of them over another: those that are put first get the best
/// places, and what has no room is left out.
package struct Labels {
  /// A place in the picture, in cells.
  package struct Cell: Hashable, Sendable {
    package let row, column: Int

    package init(row: Int, column: Int) { (self.row, self.column) = (row, column) }
  }

  private let size: Size
  /// Whether a word or a point stands in a cell, row after row.
  private var taken: [Bool]
  private var placed: [(text: String, cell: Cell, style: Style, spot: Spot?)] = []

  /// No words yet, on a canvas of this size.
  package init(_ size: Size) {
    self.size = size
    taken = Array(repeating: false, count: size.rows * size.columns)
  }

  /// Keeps cells free of words.
  package mutating func keepFree(row: Int, columns: Range<Int>) {
    guard 0..<size.rows ~= row else { return }
    for column in columns.clamped(to: 0..<size.columns) {
      taken[row * size.columns + column] = true
    }
  }

  /// Puts the first of `texts` that has room beside `point`, a blank between, or in the line over or under it; none where
  /// there is no room.
  ///
  /// - Parameter spot: what the word stands for to one who points at it.
  package mutating func put(_ texts: [String], at point: Cell, style: Style, spot: Spot? = nil) {
    put(texts, style: style, spot: spot) { width in
      [
        Cell(row: point.row, column: point.column + 2),
        Cell(row: point.row, column: point.column - width - 1),
      ]
        + [point.row - 1, point.row + 1].flatMap { row in
          [width / 2, 0, width - 1].map { Cell(row: row, column: point.column - $0) }
        }
    }
  }

  /// Puts the first of `texts` that has room in the column of `point` there, or as little higher as it
  /// has to be.
  package mutating func put(_ texts: [String], over point: Cell, style: Style, spot: Spot? = nil) {
    let columns = size.columns
    put(texts, style: style, spot: spot) { width in
      (0...max(0, point.row)).map { line in
        let start = min(max(0, point.column - width / 2), max(0, columns - width))
        return Cell(row: point.row - line, column: start)
      }
    }
  }

  private mutating func put(
    _ texts: [String], style: Style, spot: Spot?, starts: (_ width: Int) -> [Cell]
  ) {
    for text in texts {
      let width = displayWidth(of: text)
      for start in starts(width) where hasRoom(start, width: width) {
        // A blank parts it from other words.
        keepFree(row: start.row, columns: start.column - 1..<start.column + width + 1)
        placed.append((text, start, style, spot))
        return
      }
    }
  }

  private func hasRoom(_ start: Cell, width: Int) -> Bool {
    guard 0..<size.rows ~= start.row, start.column >= 0, start.column + width <= size.columns
    else { return false }
    let first = start.row * size.columns + start.column
    return !taken[first..<first + width].contains(true)
  }

  /// Draws the words from the corner of `canvas` on.
  package func draw(on canvas: inout Canvas) {
    for label in placed {
      let (row, start) = (label.cell.row, label.cell.column)
      canvas.write(label.text, row: row, column: start, style: label.style)
      guard let spot = label.spot else { continue }
      canvas.mark(spot, row: row, columns: start..<start + displayWidth(of: label.text))
    }
  }
}
