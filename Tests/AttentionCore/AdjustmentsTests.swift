import AttentionCore
import Testing

struct AdjustmentsTests {
  private let head = Head(layer: 3, head: 1)
  private let other = Head(layer: 3, head: 2)
  private let pair = Pair(query: 0, key: 1)

  private func edit(_ amount: Edit.Amount, _ scope: Scope = .all) -> Edit {
    Edit(query: 0, key: 1, scope: scope, amount: amount)
  }

  @Test func editsOfSeveralScopesAddUpWhereTheyMeet() {
    let adjustments = Adjustments([
      edit(.add(1)), edit(.add(0.5), .layer(3)), edit(.add(0.25), .head(head)),
      edit(.mask, .head(other)),
    ])
    #expect(adjustments.at(head)[pair].added == 1.75)
    #expect(!adjustments.at(head)[pair].isMasked)
    #expect(adjustments.at(other)[pair].added == 1.5)
    #expect(adjustments.at(other)[pair].isMasked)
    #expect(adjustments.at(Head(layer: 0, head: 1))[pair].added == 1)
  }

  @Test func whatCancelsOutInAHeadIsNoChangeThere() {
    let adjustments = Adjustments([edit(.add(1)), edit(.add(-1), .head(head))])
    #expect(adjustments.at(head).changes.isEmpty)
    #expect(!adjustments.at(other).changes.isEmpty)
  }

  @Test func unmaskingKeepsWhatWasAdded() {
    var adjustments = Adjustments([edit(.add(3)), edit(.mask), edit(.mask, .layer(3))])
    adjustments.unmask(pair, in: head)
    #expect(adjustments == Adjustments([edit(.add(3))]))
  }

  @Test func aResetTakesBackEveryEditThatReachesTheHead() {
    var adjustments = Adjustments([
      edit(.add(1)), edit(.mask, .layer(3)), edit(.add(2), .head(other)),
    ])
    adjustments.reset(pair, in: head)
    #expect(adjustments == Adjustments([edit(.add(2), .head(other))]))
  }

  @Test func whatDiffersIsNamedInOrder() {
    let before = Adjustments()
    let after = Adjustments([
      Edit(query: 1, key: 0, amount: .mask), Edit(query: 0, key: 2, amount: .add(1)),
    ])
    let pairs = [Pair(query: 0, key: 2), Pair(query: 1, key: 0)]
    #expect(after.targets(differingFrom: before).map(\.pair) == pairs)
    #expect(before.targets(differingFrom: after).map(\.pair) == pairs)
    #expect(after.targets(differingFrom: after).isEmpty)
  }
}
