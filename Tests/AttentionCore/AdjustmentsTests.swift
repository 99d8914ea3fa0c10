import AttentionCore
import Testing

struct AdjustmentsTests {
  private let scores = [0.5, -1, 2, 0]

  @Test func anAdditionMovesOneScoreOfOneQuery() {
    var adjustments = Adjustments()
    adjustments.apply(Edit(query: 1, key: 2, amount: .add(0.25)))
    #expect(adjustments.scores(scores, query: 1) == [0.5, -1, 2.25, 0])
    #expect(adjustments.scores(scores, query: 0) == scores)
  }

  @Test func asManyStepsBackLeaveNoTrace() {
    var adjustments = Adjustments()
    for _ in 0..<7 { adjustments.apply(Edit(query: 0, key: 0, amount: .add(0.1))) }
    #expect(adjustments[Pair(query: 0, key: 0)].added == 0.7)
    for _ in 0..<7 { adjustments.apply(Edit(query: 0, key: 0, amount: .add(-0.1))) }
    #expect(adjustments == Adjustments())
  }

  @Test func aMaskHidesAndKeepsWhatWasAdded() {
    let pair = Pair(query: 0, key: 1)
    var adjustments = Adjustments()
    adjustments.apply(Edit(query: 0, key: 1, amount: .add(3)))
    adjustments.apply(Edit(query: 0, key: 1, amount: .mask))
    #expect(adjustments.scores(scores, query: 0) == [0.5, -.infinity, 2, 0])
    adjustments.unmask(pair)
    #expect(adjustments.scores(scores, query: 0) == [0.5, 2, 2, 0])
    adjustments.reset(pair)
    #expect(adjustments == Adjustments())
  }

  @Test func whatDiffersIsNamedInOrder() {
    var adjustments = Adjustments()
    let before = adjustments
    adjustments.apply(Edit(query: 1, key: 0, amount: .mask))
    adjustments.apply(Edit(query: 0, key: 2, amount: .add(1)))
    let pairs = [Pair(query: 0, key: 2), Pair(query: 1, key: 0)]
    #expect(adjustments.pairs(differingFrom: before) == pairs)
    #expect(before.pairs(differingFrom: adjustments) == pairs)
    #expect(adjustments.pairs(differingFrom: adjustments).isEmpty)
  }

  @Test func theCausalMaskHidesWhatComesAfterTheQuery() {
    let adjustments = Adjustments(isCausal: true)
    #expect(adjustments.scores(scores, query: 1) == [0.5, -1, -.infinity, -.infinity])
    #expect(adjustments.scores(scores, query: 3) == scores)
    #expect(adjustments.withoutCausalMask.scores(scores, query: 0) == scores)
  }
}
