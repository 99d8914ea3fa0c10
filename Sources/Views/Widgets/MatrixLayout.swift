import Canvas
import Explorer
import Text

/// Where the parts of a matrix stand on a canvas: the names of its queries and keys, its cells, its
/// sums, and beside it a picture of the whole and what a row blends.
package struct MatrixLayout {
  /// The columns of the queries' names.
  package let names: Range<Int>
  /// The names of the keys, above the cells.
  package let staggered: StaggeredNames
  /// The queries and keys that have cells.
  package let queries, keys: Range<Int>
  /// The columns of the cells, and how many each of them takes.
  package let cells: Range<Int>
  package let cell: Int
  /// The columns of the rows' sums; empty where there is no room.
  package let sums: Range<Int>
  /// The columns for a picture of the whole; `nil` where all of it is there already, or no room.
  package let thumbnail: Range<Int>?
  /// The columns for what the row blends; `nil` where there is no room.
  package let panel: Range<Int>?

  /// As wide as a number needs with a blank on both sides, and without one.
  private static let widths = [5, narrowestNumber]
  private static let narrowestNumber = 4
  /// Where no number has room.
  private static let narrowWidths = [3, 2]
  private static let sum = 6
  private static let narrowestPanel = 24
  private static let widestPanel = 44
  private static let narrowestThumbnail = 9

  /// The layout of the matrix of `sentence` around the pair that is held.
  package init(_ sentence: Sentence, size: Size) {
    let (tokens, columns) = (sentence.tokens, size.columns)
    let isWide = columns >= 60
    let longest = tokens.map { displayWidth(of: $0.text.shown) }.max() ?? 0
    let start = min(columns, 3 + min(longest, isWide ? 12 : 8))
    names = 1..<max(1, start - 1)
    let fits = { (width: Int, room: Int) in width * tokens.count <= room }
    let withoutSums = max(0, columns - start)
    // The sums are less than the numbers are, and go where these take their columns.
    let sumsWidth =
      isWide
        && (fits(Self.narrowestNumber, withoutSums - Self.sum)
          || !fits(Self.narrowestNumber, withoutSums))
      ? Self.sum : 0
    let room = max(0, withoutSums - sumsWidth)
    // What the row blends is worth more than blanks around numbers, and less than the numbers.
    let besideAll = Self.widths.first { fits($0, room - Self.narrowestPanel) }
    let alone = besideAll ?? (Self.widths + Self.narrowWidths).first { fits($0, room) }
    cell = alone ?? 3
    let reserved = alone == nil && isWide ? max(Self.narrowestPanel, columns / 3) + 1 : 0
    keys = lines(
      max(1, (room - reserved) / cell), of: tokens.count, around: sentence.selected)
    staggered = StaggeredNames(
      tokens[keys], cell: cell, mostLines: size.rows >= 16 ? 4 : size.rows >= 9 ? 3 : 2)
    queries = lines(
      max(1, size.rows - 1 - staggered.lines), of: tokens.count, around: sentence.query)
    cells = start..<start + keys.count * cell
    sums = cells.upperBound..<cells.upperBound + sumsWidth
    let beside = min(columns, sums.upperBound + 1)..<columns
    let isWhole = keys.count == tokens.count && queries.count == tokens.count
    thumbnail =
      isWhole || beside.count < Self.narrowestThumbnail ? nil : beside.prefix(Self.widestPanel)
    panel = beside.count < Self.narrowestPanel ? nil : beside.prefix(Self.widestPanel)
  }
}
