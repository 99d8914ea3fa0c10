import AttentionCore
import Canvas

/// Where the heads of a map stand on a canvas, and where the chosen head's row does.
package struct HeadMapLayout {
  /// The columns of a head, with a blank after it where it has a picture.
  package let width: Int
  /// The lines of a layer.
  package let height: Int
  /// Whether each head has a picture under its cell.
  package let hasPictures: Bool
  /// Whether two layers share a line.
  package let isHalved: Bool
  /// The heads and the lines of layers that have room.
  package let heads, lines: Range<Int>
  /// Where the chosen head's row stands: beside the map or below it.
  package let panel: Rect
  /// Where the heading has to end.
  package let headingEnd: Int

  private let layers: Int
  private let gap: Int
  private let firstColumn: Int

  private static let narrowestPanel = 26
  private static let widestPanel = 42
  private static let narrowestHeading = 38
  /// The widest cell of a number, and the smallest cell of a picture.
  private static let widestCell = 6
  private static let picture = Size(rows: 4, columns: 6)
  private static let highestPicture = 12
  /// The lines of the heading and of the heads' numbers.
  private static let firstRow = 2

  /// The layout of the heads of a model of this shape, around the chosen one.
  ///
  /// - Parameters:
  ///   - hasPictures: whether there are pictures of the heads' matrices.
  ///   - hasHalves: whether a cell can be halved.
  package init(
    layers: Int, heads: Int, chosen: HeadID, size: Size, hasPictures: Bool, hasHalves: Bool
  ) {
    self.layers = layers
    let isBeside = size.columns >= 70
    let below = isBeside ? 0 : size.rows >= layers + Self.firstRow + 7 ? 6 : 1
    let rows = max(1, size.rows - Self.firstRow - below)
    isHalved = hasHalves && layers > rows
    let digits = String(layers - 1).count
    firstColumn = isHalved ? 4 + 2 * digits : 3 + digits
    let columns = max(
      1, size.columns - firstColumn - (isBeside ? Self.narrowestPanel + 2 : 1))
    let hasRoom =
      hasPictures && rows / layers >= Self.picture.rows && columns / heads >= Self.picture.columns
    self.hasPictures = hasRoom
    height = max(1, hasRoom ? min(rows / layers, Self.highestPicture) : min(2, rows / layers))
    gap = hasRoom ? 1 : 0
    // A place is about twice as high as it is wide, so a picture is about as wide as high.
    width = max(1, min(hasRoom ? 2 * height : Self.widestCell, columns / heads))
    self.heads = Views.lines(columns / width, of: heads, around: chosen.index)
    let perLine = isHalved ? 2 : 1
    lines = Views.lines(
      rows / height, of: (layers + perLine - 1) / perLine, around: chosen.layer / perLine)
    let end = firstColumn + self.heads.count * width
    // A heading has room also over a single head.
    let start = min(size.columns, max(end + 2, Self.narrowestHeading))
    let beside = start..<min(size.columns, start + Self.widestPanel)
    panel =
      isBeside
      ? Rect(rows: 0..<size.rows, columns: beside)
      : Rect(rows: max(0, size.rows - below)..<size.rows, columns: 0..<size.columns)
    headingEnd = isBeside ? beside.lowerBound - 1 : size.columns
  }

  /// The columns that a head fills.
  package func columns(of head: Int) -> Range<Int> {
    let start = firstColumn + (head - heads.lowerBound) * width
    return start..<start + width - gap
  }

  /// The first row of a line of layers.
  package func row(of line: Int) -> Int { Self.firstRow + (line - lines.lowerBound) * height }

  /// The line in which a layer stands.
  package func line(of layer: Int) -> Int { isHalved ? layer / 2 : layer }

  /// The layers that stand in a line.
  package func layers(of line: Int) -> Range<Int> {
    isHalved ? line * 2..<min(layers, line * 2 + 2) : line..<line + 1
  }
}
