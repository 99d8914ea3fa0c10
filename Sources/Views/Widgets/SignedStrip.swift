import Text
import Canvas
/// Signed numbers as one line of cells: the sign is seen in the glyphs as well as in the colours.
package enum SignedStrip {
  /// Draws a vector as wide as it gets in `columns`.
  ///
  /// - Parameter top: the number that gets the strongest cell; the strip's own where it is `nil`.
  package static func draw(
    _ vector: [Float], top: Float? = nil, row: Int, columns: Range<Int>, on canvas: inout Canvas
  ) {
    let cells = strongest(of: vector, cells: columns.count)
    draw(
      cells: cells, top: top ?? cells.map(abs).max() ?? 0, row: row, columns: columns, on: &canvas)
  }

  /// Draws numbers, a cell for each, from the first of `columns` on.
  ///
  /// - Parameter top: the number that gets the strongest cell, so that strips can be compared.
  package static func draw(
    cells numbers: [Float], top: Float, row: Int, columns: Range<Int>, on canvas: inout Canvas
  ) {
    for (column, number) in zip(columns, numbers) {
      let step = top > 0 ? (number / top * Float(Signed.steps)).rounded() : 0
      let clamped = Int(min(Float(Signed.steps), max(Float(-Signed.steps), step)))
      let glyph =
        clamped < 0 ? canvas.glyphs.negative[-clamped] : canvas.glyphs.positive[clamped]
      canvas.fill(glyph, row: row, columns: column..<column + 1, style: .signed(clamped))
    }
  }

  /// The number furthest from 0 in each of `cells` groups; where there are fewer numbers than
  /// cells, each of them as many times as there is room for.
  package static func strongest(of vector: [Float], cells: Int) -> [Float] {
    guard vector.count > cells else {
      let times = vector.isEmpty ? 0 : cells / vector.count
      return vector.flatMap { Array(repeating: $0, count: times) }
    }
    return (0..<cells).map { cell in
      let group = vector[cell * vector.count / cells..<(cell + 1) * vector.count / cells]
      return group.max { abs($0) < abs($1) } ?? 0
    }
  }
}
