/// Rows of numbers that several threads may fill, each its own rows, before all read them.
final class FloatTable: @unchecked Sendable {
  let rows: Int
  let columns: Int
  private let numbers: UnsafeMutableBufferPointer<Float>

  /// A table that still has to be filled.
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    numbers = .allocate(capacity: rows * columns)
  }

  deinit { numbers.deallocate() }

  /// The numbers of these rows, one row after the other.
  subscript(rows: Range<Int>) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(
      rebasing: numbers[rows.lowerBound * columns..<rows.upperBound * columns])
  }

  subscript(row: Int) -> UnsafeMutableBufferPointer<Float> { self[row..<row + 1] }

  /// Copies of those numbers of `row` that stand in `columns`.
  func copy(_ row: Int, _ columns: Range<Int>) -> [Float] {
    Array(UnsafeMutableBufferPointer(rebasing: self[row][columns]))
  }
}
