import AttentionCore
import Canvas
import Explorer
import Scenes
import Testing
import Views

struct WeightMapTests {
  /// The map that is shown, held against the rows that are read one by one.
  private func expectRows(
    _ explorer: Explorer, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let map = try #require(explorer.shown(MatrixView.self)?.map)
    #expect(map.rows.count == explorer.sentence.tokens.count, sourceLocation: sourceLocation)
    for (query, row) in map.rows.enumerated() {
      let weights = explorer.analysis.row(of: query, in: explorer.sentence).weights
      #expect(row.count == weights.count, sourceLocation: sourceLocation)
      let difference = zip(row, weights).map { abs(Double($0) - $1) }.max() ?? 0
      #expect(difference < 1e-5, "row \(query)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [bank, plain])
  func hasTheRowsThatAreReadOneByOne(scene: Scene) throws {
    var explorer = Explorer.of(scene)
    explorer.press(.character("2"))
    try expectRows(explorer)
    for key in [
      Key.up, .shiftUp, .right, .character("m"), .tab, .down, .character("c"), .character("T"),
      .character("]"), .character("x"), .character("m"), .character("d"), .character("w"), .up,
      .character("u"), .character("r"),
    ] {
      explorer.press(key)
      try expectRows(explorer)
    }
  }

  @Test func joinedPiecesAreSummedAndAveraged() throws {
    var explorer = Explorer.of(
      try Scene(sentence: "The trophy wouldn't fit in the suitcase.", query: 1))
    explorer.press(.character("2"), .character("w"))
    #expect(explorer.sentence.tokens.contains { $0.text.shown == "wouldn't" })
    try expectRows(explorer)
    explorer.press(.character("d"), .up, .character("m"))
    try expectRows(explorer)
  }

  @Test func poolingKeepsTheLargest() {
    let weights: [[Float]] = [[1, 2, 3, 4], [5, 6, 7, 8], [0, 9, 0, 0], [0, 0, 0, 1]]
    #expect(pooled(weights, height: 2, width: 2) == [[6, 8], [9, 1]])
    #expect(pooled(weights, height: 9, width: 9) == weights)
    #expect(pooled(weights, height: 1, width: 3) == [[5, 9, 8]])
    #expect(pooled(weights, height: 0, width: 3) == [])
    #expect(pooled([], height: 3, width: 3) == [])
  }
}
