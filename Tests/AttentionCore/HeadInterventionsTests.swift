import AttentionCore
import Testing

struct HeadInterventionsTests {
  private let scores = [0.5, -1, 2, 0]
  private let head = HeadID(layer: 0, index: 0)

  @Test func anAdditionMovesOneScoreOfOneQuery() {
    let here = Interventions([Edit(query: 1, key: 2, amount: .add(0.25))]).at(head)
    #expect(here.scores(scores, query: 1) == [0.5, -1, 2.25, 0])
    #expect(here.scores(scores, query: 0) == scores)
  }

  @Test func aMaskMakesAScoreMinusInfinity() {
    let here = Interventions([Edit(query: 0, key: 1, amount: .mask)]).at(head)
    #expect(here.scores(scores, query: 0) == [0.5, -.infinity, 2, 0])
  }

  @Test func theCausalMaskHidesWhatComesAfterTheQuery() {
    let here = Interventions(isCausal: true).at(head)
    #expect(here.scores(scores, query: 1) == [0.5, -1, -.infinity, -.infinity])
    #expect(here.scores(scores, query: 3) == scores)
    #expect(here.withoutCausalMask.scores(scores, query: 0) == scores)
  }
}
