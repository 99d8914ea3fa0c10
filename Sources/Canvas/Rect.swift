/// The size of a screen in character cells.
public struct Size: Equatable, Sendable {
  /// How many lines, how many columns.
  public let rows, columns: Int

  /// A size; a negative number counts as 0.
  public init(rows: Int, columns: Int) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }
}

/// A part of a screen, in character cells.
public struct Rect: Equatable, Sendable {
  /// Its lines and its columns, counted from the upper left corner of what it is a part of.
  public let rows, columns: Range<Int>

  /// These lines of these columns.
  public init(rows: Range<Int>, columns: Range<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// All of a screen of this size.
  public init(_ size: Size) { self.init(rows: 0..<size.rows, columns: 0..<size.columns) }

  /// Its size.
  public var size: Size { Size(rows: rows.count, columns: columns.count) }

  /// `part`, counted from this one's corner, as a part of what this one is a part of; nothing of it
  /// is outside this one.
  func part(_ part: Rect) -> Rect {
    func moved(_ range: Range<Int>, into outer: Range<Int>) -> Range<Int> {
      (range.lowerBound + outer.lowerBound..<range.upperBound + outer.lowerBound)
        .clamped(to: outer)
    }
    return Rect(
      rows: moved(part.rows, into: rows), columns: moved(part.columns, into: columns))
  }
}
