import AttentionCore
import Testing

struct AdjustmentsTests {
  private let head = Head(layer: 3, head: 1)
  private let other = Head(layer: 3, head: 2)
  private let pair = Pair(query: 0, key: 1)

  private func edit(_ amount: Edit.Amount, _ scope: Scope = .all) -> Edit {
    Edit(query: 0, key: 1, scope: scope, amount: amount)
  }

  @Test func itsEditsMakeItAgain() {
    var adjustments = Adjustments([
      Edit(query: 3, key: 1, scope: .all, amount: .mask),
      Edit(query: 3, key: 1, scope: .all, amount: .add(-0.7)),
      Edit(query: 0, key: 2, scope: .layer(4), amount: .add(0.5)),
      Edit(query: 0, key: 2, scope: .head(Head(layer: 4, head: 1)), amount: .mask),
    ])
    #expect(adjustments.edits.count == 4)
    #expect(Adjustments(adjustments.edits) == adjustments)
    adjustments.reset(Pair(query: 0, key: 2), in: Head(layer: 4, head: 1))
    #expect(adjustments.edits.count == 2)
    #expect(Adjustments(adjustments.edits) == adjustments)
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
