import Text
import Canvas
import Explorer

/// A row of weights in columns, one for each key: wide enough for a number where there is room,
/// else a mere bar, and where there are more keys than columns, one for several.
package struct WeightCells {
  /// The columns left of the cells, for a name.
  package static let label = 16

  private let count: Int
  /// The width of a key's column; `nil` where keys share columns.
  private let cell: Int?
  private let columns: Range<Int>

  /// - Parameters:
  ///   - count: the number of keys.
  ///   - columns: the width of the screen.
  package init(count: Int, columns: Int) {
    self.count = count
    self.columns = Self.label..<max(Self.label + 1, columns - 1)
    let room = self.columns.count
    cell = [9, 7, 5, 4, 3, 2, 1].first { $0 * count <= room }
  }

  /// The names of the keys over their columns, in as many lines as they need, at most `mostLines`; `nil`
  /// where columns are too narrow for names.
  package func names(of tokens: [Token], mostLines: Int) -> StaggeredNames? {
    cell.flatMap { $0 > 1 ? StaggeredNames(tokens, cell: $0, mostLines: max(1, mostLines)) : nil }
  }

  /// Where cells are, from the first one's column on.
  package var cellColumns: Range<Int> { columns }

  /// Draws the names of the keys over their columns, where these are wide enough; the selected key
  /// always has its mark.
  package func drawNames(
    of tokens: [Token], selected: Int? = nil, row: Int, on canvas: inout Canvas
  ) {
    if cell != nil {
      for key in tokens.indices { canvas.mark(.token(key), row: row, columns: columns(of: key)) }
    }
    for key in tokens.indices where showsNames || key == selected {
      let isHeld = key == selected
      let mark = isHeld ? String(canvas.glyphs.selected) : " "
      let place = columns(of: key)
      let room = showsNumbers ? place.count - 2 : place.count - 1
      let name = canvas.glyphs.clipped(tokens[key].text.shown, to: room)
      canvas.write(
        showsNames ? mark + name : mark, row: row, column: place.lowerBound,
        style: isHeld ? .selected : .faint)
    }
  }

  /// Draws `count` weights, each above 0 as an eighth of a cell at least.
  ///
  /// - Parameter held: the key whose number stands out.
  package func draw(
    _ weights: [Double], top: Double, held: Int? = nil, row: Int, on canvas: inout Canvas
  ) {
    guard cell != nil else {
      drawHeatStrip(weights, top: top, least: 1, row: row, columns: columns, on: &canvas)
      return
    }
    for key in weights.indices {
      let isHeld = key == held
      let place = columns(of: key)
      let bar = showsNumbers ? place.lowerBound + 1..<place.lowerBound + 2 : place
      drawHeatCell(weights[key], top: top, least: 1, row: row, columns: bar, on: &canvas)
      guard showsNumbers else { continue }
      canvas.write(
        decimal(weights[key], places: 2), row: row, column: place.lowerBound + 2,
        style: isHeld ? .heading : weights[key] < 0.05 ? .faint : .plain)
    }
  }

  private var showsNumbers: Bool { (cell ?? 0) >= 7 }
  private var showsNames: Bool { (cell ?? 0) >= 4 }

  private func columns(of key: Int) -> Range<Int> {
    guard let cell else {
      let start =
        columns.lowerBound + stripCell(ofToken: key, of: columns.count, count: count)
      return start..<start + 1
    }
    let start = columns.lowerBound + key * cell
    return start..<start + (3..<7 ~= cell ? cell - 1 : cell)
  }
}
