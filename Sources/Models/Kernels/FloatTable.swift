import Glibc
import Synchronization

/// Rows of numbers that several threads may fill, each its own part, before all read them.
package final class FloatTable: @unchecked Sendable {
  package let rows: Int
  package let columns: Int
  /// The number of the first row: a table may have the rows of some tokens of a sentence.
  let first: Int
  /// How many bytes of addresses a table may take beside its numbers.
  static let mostUnused = TableMemory.hugePage

  private let memory: Memory
  private let start: UnsafeMutablePointer<Float>

  private enum Memory {
    case own(TableMemory.Block)
    case part(of: FloatTable)
  }

  /// A table that still has to be filled.
  package init(rows: Int, columns: Int, startingAt first: Int = 0) {
    self.rows = rows
    self.first = first
    self.columns = columns
    let block = TableMemory.take(rows * columns * MemoryLayout<Float>.stride)
    memory = .own(block)
    start = block.start.bindMemory(to: Float.self, capacity: rows * columns)
  }

  private init(_ rows: Range<Int>, of whole: FloatTable, startingAt first: Int) {
    self.rows = rows.count
    self.first = first
    columns = whole.columns
    memory = .part(of: whole)
    start = whole[rows].baseAddress ?? whole.start
  }

  deinit { if case .own(let block) = memory { TableMemory.give(back: block) } }

  /// These rows as a table that shares their numbers, its first row numbered `first`.
  func part(_ rows: Range<Int>, startingAt first: Int = 0) -> FloatTable {
    FloatTable(rows, of: self, startingAt: first)
  }

  /// A table for these rows of a larger whole.
  convenience init(_ rows: Range<Int>, columns: Int) {
    self.init(rows: rows.count, columns: columns, startingAt: rows.lowerBound)
  }

  /// The numbers of its rows.
  var indices: Range<Int> { first..<first + rows }

  /// The numbers of these rows, one row after the other.
  package subscript(rows: Range<Int>) -> UnsafeMutableBufferPointer<Float> {
    precondition(
      rows.lowerBound >= first && rows.upperBound <= first + self.rows, "rows of the table")
    return UnsafeMutableBufferPointer(
      start: start + (rows.lowerBound - first) * columns, count: rows.count * columns)
  }

  package subscript(row: Int) -> UnsafeMutableBufferPointer<Float> { self[row..<row + 1] }

  /// The numbers of all rows from this column of this row on.
  func pointer(row: Int, column: Int = 0) -> UnsafeMutablePointer<Float> {
    start + (row - first) * columns + column
  }

  /// Copies of those numbers of `row` that stand in `columns`.
  func copy(_ row: Int, _ columns: Range<Int>) -> [Float] {
    Array(UnsafeMutableBufferPointer(rebasing: self[row][columns]))
  }

  /// Takes the numbers of these rows that stand in `columns` of `other` to the same rows here, or to
  /// those from `first` on, to `place` or to the beginning.
  func copy(
    _ rows: Range<Int>, _ columns: Range<Int>? = nil, from other: FloatTable,
    to place: Range<Int>? = nil, startingAt first: Int? = nil
  ) {
    let columns = columns ?? 0..<other.columns
    let first = first ?? rows.lowerBound
    for (offset, row) in rows.enumerated() {
      pointer(row: first + offset, column: place?.lowerBound ?? 0).update(
        from: other.pointer(row: row, column: columns.lowerBound), count: columns.count)
    }
  }
}

extension FloatTable {
  /// Multiplies the numbers of these rows in `columns` by those of `other` in the same places.
  func multiply(_ rows: Range<Int>, _ columns: Range<Int>, by other: FloatTable) {
    for row in rows {
      let (own, factors) = (pointer(row: row), other.pointer(row: row))
      for column in columns { own[column] *= factors[column] }
    }
  }
}

/// The memory of tables, kept for the next ones: to be handed fresh pages by the system takes longer
/// than to fill them.
private enum TableMemory {
  struct Block: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    let size: Int
  }

  private struct Kept {
    var blocks: [Block] = []
    var size = 0
  }

  private static let kept = Mutex(Kept())
  private static let mostKept = 64 << 20
  private static let cacheLine = 64
  static let hugePage = 1 << 21

  /// Large blocks are put into huge pages where the system has them: in pages of 4 KB they would take
  /// a fifth of the time of reading a long sentence.
  static func take(_ size: Int) -> Block {
    let huge = (size + hugePage / 2) / hugePage * hugePage
    let page = Int(getpagesize())
    let size = huge > 0 ? max((size + page - 1) / page * page, huge) : size
    let known = kept.withLock { kept -> Block? in
      guard let place = kept.blocks.lastIndex(where: { $0.size == size }) else { return nil }
      kept.size -= size
      return kept.blocks.remove(at: place)
    }
    if let known { return known }
    guard let start = fresh(size, huge: huge) ?? retry(size, huge: huge) else {
      endShortOfMemory()
    }
    return Block(start: start, size: size)
  }

  private static func isLarge(_ size: Int) -> Bool { size >= hugePage / 2 }

  private static func fresh(_ size: Int, huge: Int) -> UnsafeMutableRawPointer? {
    guard isLarge(size) else { return aligned_alloc(cacheLine, size) }
    // Not from the heap, which would keep what is given back.
    guard
      let start = mmap(
        nil, size + hugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    else { return nil }
    let before = (hugePage - Int(bitPattern: start) % hugePage) % hugePage
    if before > 0 { munmap(start, before) }
    munmap(start + before + size, hugePage - before)
    madvise(start + before, huge, MADV_HUGEPAGE)
    return start + before
  }

  private static func release(_ memory: Block) {
    if isLarge(memory.size) { munmap(memory.start, memory.size) } else { free(memory.start) }
  }

  /// Gives what is kept back to the system first.
  private static func retry(_ size: Int, huge: Int) -> UnsafeMutableRawPointer? {
    kept.withLock { kept in
      for block in kept.blocks { release(block) }
      kept = Kept()
    }
    return fresh(size, huge: huge)
  }

  static func give(back memory: Block) {
    let isKept = kept.withLock { kept in
      guard kept.size + memory.size <= mostKept else { return false }
      kept.blocks.append(memory)
      kept.size += memory.size
      return true
    }
    if !isKept { release(memory) }
  }
}
