import AttentionCore
import Testing

struct ScoreChangeTests {
  private let head = HeadID(layer: 0, index: 0)
  private let pair = Pair(query: 0, key: 0)

  private func change(_ amounts: [Edit.Amount]) -> ScoreChange {
    Interventions(amounts.map { Edit(query: 0, key: 0, amount: $0) }).at(head)[pair]
  }

  @Test func asManyStepsBackLeaveNoTrace() {
    let up = Array(repeating: Edit.Amount.add(0.1), count: 7)
    #expect(change(up).added == 0.7)
    #expect(change(up + Array(repeating: .add(-0.1), count: 7)) == ScoreChange())
  }

  @Test func aMaskStandsWhateverIsAdded() {
    #expect(change([.add(3), .mask, .add(-1)]).isMasked)
    #expect(change([.add(3), .mask, .add(-1)]).added == 2)
  }

  @Test func enormousAdditionsStayFinite() {
    #expect(change(Array(repeating: .add(1e308), count: 9)).added == ScoreChange.mostAdded)
  }
}
