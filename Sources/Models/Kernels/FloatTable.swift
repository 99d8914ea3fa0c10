import Glibc

/// Rows of numbers that several threads may fill, each its own rows, before all read them.
final class FloatTable: @unchecked Sendable {
  let rows: Int
  let columns: Int
  private let numbers: UnsafeMutableBufferPointer<Float>

  private static let cacheLine = 64
  private static let hugePage = 1 << 21

  /// A table that still has to be filled.
  ///
  /// A large one is put into huge pages where the system has them: to be handed its memory in pages
  /// of 4 KB would take a fifth of the time of reading a long sentence.
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    let size = rows * columns * MemoryLayout<Float>.stride
    let huge = (size + Self.hugePage / 2) / Self.hugePage * Self.hugePage
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(size, huge), alignment: huge > 0 ? Self.hugePage : Self.cacheLine)
    if huge > 0 { madvise(memory.baseAddress, huge, MADV_HUGEPAGE) }
    numbers = UnsafeMutableBufferPointer(
      rebasing: memory.bindMemory(to: Float.self)[..<(rows * columns)])
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
