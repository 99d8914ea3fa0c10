import Explorer
import Canvas
import Views
import Testing

import Lessons

struct ComputedRowsTests {
  private func rows(_ order: Demonstration.RowOrder) throws -> ComputedRows {
    ComputedRows(
      try #require(bundled.chapters[6].pages[0].stage?.explorer()), order: order)
  }

  @Test(arguments: Demonstration.RowOrder.allCases)
  func anyOrderGivesTheSameRows(order: Demonstration.RowOrder) throws {
    let computed = try rows(order)
    #expect(computed.places.sorted() == Array(0..<11))
    #expect(computed.difference == (order == .down ? nil : 0))
    #expect(computed.weights == (try rows(.down)).weights)
    for row in computed.weights { #expect(abs(row.reduce(0, +) - 1) < 1e-12) }
  }

  @Test func theyAppearInTheirOrder() throws {
    #expect(try rows(.up).places == Array((0..<11).reversed()))
    #expect(try rows(.mixed).places == [2, 5, 8, 1, 4, 7, 10, 0, 3, 6, 9])
    let one = try rows(.down)
    #expect([0, 0.5, 1].map(one.count) == [0, 5, 11])
    let up = try rows(.up)
    #expect((0..<11).filter { up.holds($0, count: 3) } == [8, 9, 10])
  }
}
