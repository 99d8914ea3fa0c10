import OpenedSentences
import AttentionCore
import Canvas
import Explorer
import Scenes
import Testing
import Views

struct BarScaleTests {
  private func scale(_ explorer: Explorer, after earlier: BarScale? = nil) -> BarScale {
    BarScale(explorer.analysis, earlier: earlier)
  }

  private func opened(_ weights: [Double]) throws -> Explorer {
    let scene = try Scene(
      tokens: weights.indices.map { "w\($0)" }, scores: GivenScores(weights: .row(weights)))
    return Explorer(try #require(try OpenSentences([scene])))
  }

  @Test func itIsTheWholeAndHoldsStill() {
    var explorer = explorer(at: "bank, the money kind")
    var scale = scale(explorer)
    for _ in 0..<30 {
      #expect(scale.top == 1)
      explorer.press(.shiftUp)
      scale = self.scale(explorer, after: scale)
    }
  }

  @Test func aThinRowHasItsOwnUntilAWeightOutgrowsIt() throws {
    var explorer = try opened(Array(repeating: 0.025, count: 40))
    var scale = scale(explorer)
    #expect(scale.top == 0.05)
    var tops: [Double] = []
    for key: Key in Array(repeating: .up, count: 20) + Array(repeating: .down, count: 20) {
      explorer.press(key)
      scale = self.scale(explorer, after: scale)
      tops.append(scale.top)
      #expect(explorer.analysis.row.weights.allSatisfy { $0 <= scale.top })
    }
    // Up once, and not down again.
    #expect(tops == tops.sorted() && Set(tops) == [0.05, 1])
    explorer.press(.tab)
    #expect(self.scale(explorer, after: scale).top != 0.05)
    explorer.press(.backTab)
    #expect(self.scale(explorer).top == 0.05)
  }
}
