import AttentionCore
import Canvas
import Testing
import Views

struct HeadMapLayoutTests {
  /// What a screen of 80 × 24 leaves for a view, and less.
  private static let sizes = [Size(rows: 18, columns: 80), Size(rows: 17, columns: 80)]

  private func layout(
    _ layers: Int, _ heads: Int, chosen: HeadID = HeadID(layer: 0, index: 0), size: Size,
    hasPictures: Bool = false, hasHalves: Bool = true
  ) -> HeadMapLayout {
    HeadMapLayout(
      layers: layers, heads: heads, chosen: chosen, size: size, hasPictures: hasPictures,
      hasHalves: hasHalves)
  }

  @Test(arguments: [(6, 12), (12, 12), (30, 9), (24, 16)], sizes)
  func allHeadsHaveRoom(shape: (Int, Int), size: Size) {
    let (layers, heads) = shape
    let layout = layout(layers, heads, size: size)
    #expect(layout.heads == 0..<heads)
    #expect(layout.lines.flatMap { layout.layers(of: $0) } == Array(0..<layers))
    #expect(layout.isHalved == (layers > size.rows))
    #expect(layout.panel.size.columns >= 26)
    #expect(layout.columns(of: heads - 1).upperBound <= layout.panel.columns.lowerBound)
  }

  /// Whatever the shape and the size, the chosen head is on the screen, and no two heads meet.
  @Test(arguments: [(1, 1), (6, 12), (24, 16), (80, 64)], [true, false])
  func theChosenHeadIsOnTheScreen(shape: (Int, Int), hasHalves: Bool) {
    for rows in [4, 9, 16, 35, 55] {
      for columns in [40, 80, 120, 200] {
        for chosen in [
          HeadID(layer: 0, index: 0), HeadID(layer: shape.0 / 2, index: shape.1 / 2),
          HeadID(layer: shape.0 - 1, index: shape.1 - 1),
        ] {
          let layout = layout(
            shape.0, shape.1, chosen: chosen, size: Size(rows: rows, columns: columns),
            hasPictures: true, hasHalves: hasHalves)
          #expect(layout.heads.contains(chosen.index))
          #expect(layout.lines.contains(layout.line(of: chosen.layer)))
          #expect(layout.layers(of: layout.line(of: chosen.layer)).contains(chosen.layer))
          #expect(layout.columns(of: chosen.index).upperBound <= columns)
          #expect(layout.row(of: layout.line(of: chosen.layer)) < rows)
          #expect(hasHalves || !layout.isHalved)
        }
      }
    }
  }

  @Test func picturesComeWhereThereIsMuchRoom() {
    #expect(layout(6, 12, size: Size(rows: 35, columns: 120), hasPictures: true).hasPictures)
    #expect(!layout(6, 12, size: Size(rows: 35, columns: 120)).hasPictures)
    #expect(!layout(6, 12, size: Size(rows: 18, columns: 80), hasPictures: true).hasPictures)
  }
}
