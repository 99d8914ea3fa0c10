/// A row of numbers for each token of a sentence, in tables that the passes over it share.
struct TokenRows: Sendable {
  /// Rows that stand in one table, which may have others that don't count here.
  private struct Part {
    let rows: Range<Int>
    let table: FloatTable
  }

  /// In order, without gaps.
  private var parts: [Part]
  private static let mostParts = 16

  /// All rows of a table that begins with the first token.
  init(_ table: FloatTable) { parts = [Part(rows: table.indices, table: table)] }

  /// How many tokens there are.
  var count: Int { parts.last?.rows.upperBound ?? 0 }
  /// How many numbers a row has.
  var columns: Int { parts.first?.table.columns ?? 0 }

  /// The rows of the first `count` tokens.
  func prefix(_ count: Int) -> TokenRows {
    var shorter = self
    shorter.parts = parts.compactMap { part in
      let rows = part.rows.clamped(to: 0..<count)
      return rows.isEmpty ? nil : Part(rows: rows, table: part.table)
    }
    return shorter
  }

  /// The same but for the rows of `table`, which may be those of further tokens, but leave no gap.
  func replacing(with table: FloatTable) -> TokenRows {
    var other = self
    let new = table.indices
    other.parts = parts.flatMap { part in
      [
        part.rows.clamped(to: 0..<new.lowerBound),
        part.rows.clamped(to: new.upperBound..<max(new.upperBound, part.rows.upperBound)),
      ].filter { !$0.isEmpty }.map { Part(rows: $0, table: part.table) }
    }
    let place = other.parts.firstIndex { $0.rows.lowerBound >= new.upperBound }
    other.parts.insert(Part(rows: new, table: table), at: place ?? other.parts.count)
    return other
  }

  /// Whether it is in so many pieces that they had better be put together.
  var isScattered: Bool { parts.count > Self.mostParts }

  /// The same in one table of its own.
  func together() -> TokenRows {
    let table = FloatTable(rows: count, columns: columns)
    copy(0..<count, into: table)
    return TokenRows(table)
  }

  /// A table that has all of `rows`, where there is one.
  func table(with rows: Range<Int>) -> FloatTable? {
    parts.first { $0.rows.lowerBound <= rows.lowerBound && rows.upperBound <= $0.rows.upperBound }?
      .table
  }

  /// Calls `body` with the tables of `rows`, in order, and the rows that stand in each.
  func forEachPart(of rows: Range<Int>, _ body: (Range<Int>, FloatTable) -> Void) {
    for part in parts {
      let own = part.rows.clamped(to: rows)
      if !own.isEmpty { body(own, part.table) }
    }
  }

  /// Copies `rows` to the same rows of `table`.
  func copy(_ rows: Range<Int>, into table: FloatTable) {
    forEachPart(of: rows) { rows, part in table.copy(rows, from: part) }
  }

  /// Copies of those numbers of `row` that stand in `columns`.
  func copy(_ row: Int, _ columns: Range<Int>) -> [Float] {
    var numbers: [Float] = []
    forEachPart(of: row..<row + 1) { _, table in numbers = table.copy(row, columns) }
    return numbers
  }
}
