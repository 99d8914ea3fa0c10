import AttentionCore
import Explorer
import Canvas
import Views
import Testing

import Lessons

struct PartialBlendTests {
  private let explorer: Explorer

  init() throws {
    explorer = try #require(bundled.chapters[2].pages[0].stage?.explorer())
  }

  @Test func itBeginsWithTheQueryAndEndsAtTheBlend() {
    let first = PartialBlend(explorer, count: 1)
    #expect(first.order == [4, 0, 1, 2, 3, 5, 6, 7] && first.last == 4)
    #expect(abs(first.total.weight - 0.15) < 1e-12)
    let whole = PartialBlend(explorer, count: 8)
    #expect(whole.last == 7 && whole.holds(0))
    #expect(abs(whole.total.weight - 1) < 1e-12)
    for (sum, blend) in zip(whole.total.sum, explorer.analysis.blend) {
      #expect(abs(sum - blend) < 1e-6)
    }
    #expect(
      whole.total.nearest.map(\.word) == explorer.analysis.nearest.prefix(5).map(\.word))
  }

  @Test func eachTermAddsItsWeightedValue() {
    var earlier = PartialBlend(explorer, count: 0)
    #expect(earlier.last == nil && earlier.total.weight == 0 && earlier.total.nearest.isEmpty)
    for count in 1...8 {
      let blend = PartialBlend(explorer, count: count, earlier: earlier)
      #expect(blend.before.count == count - 1 && blend.before.sum == earlier.total.sum)
      let key = blend.order[count - 1]
      let weight = Float(explorer.analysis.row.weights[key])
      for (column, value) in explorer.analysis.values[key].enumerated() {
        #expect(
          abs(blend.total.sum[column] - blend.before.sum[column] - weight * value) < 1e-5)
      }
      earlier = blend
    }
  }
}
