import AttentionCore
import Testing

struct BlendTests {
  @Test func theRefresherGivesFourPointSix() throws {
    let values = try #require(Matrix([[3], [7], [5]]))
    #expect(blend([0.5, 0.3, 0.2], of: values) == [4.6])
  }

  @Test(arguments: RandomRows.rows(50))
  func aBlendNeverLeavesTheRangeOfItsValues(scores: [Double]) throws {
    var random = RandomRows(seed: UInt64(scores.count))
    let rows = scores.map { _ in (0..<5).map { _ in Float.random(in: -9...9, using: &random) } }
    let blended = blend(softmax(scores), of: try #require(Matrix(rows)))
    for dimension in 0..<5 {
      let column = rows.map { $0[dimension] }
      #expect(blended[dimension] >= column.min()! - 1e-5)
      #expect(blended[dimension] <= column.max()! + 1e-5)
    }
  }

  @Test(arguments: RandomRows.rows(20))
  func itIsLinearInTheValues(scores: [Double]) throws {
    let weights = softmax(scores)
    let rows = scores.indices.map { [Float($0), Float(scores[$0])] }
    let doubled = rows.map { $0.map { 2 * $0 } }
    let once = blend(weights, of: try #require(Matrix(rows)))
    let twice = blend(weights, of: try #require(Matrix(doubled)))
    for (one, two) in zip(once, twice) { #expect(abs(2 * one - two) < 1e-4) }
  }

  @Test func oneWinnerGivesItsOwnValueAndNoWeightGivesNothing() throws {
    let values = try #require(Matrix([[1, 2], [.infinity, 4], [5, 6]]))
    #expect(blend([1, 0, 0], of: values) == [1, 2])
    #expect(blend([0, 0, 0], of: values) == [0, 0])
  }
}
