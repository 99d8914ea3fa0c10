import AttentionCore
import Testing

struct InterventionsTests {
  private let head = HeadID(layer: 3, index: 1)
  private let other = HeadID(layer: 3, index: 2)
  private let pair = Pair(query: 0, key: 1)

  private func edit(_ amount: Edit.Amount, _ scope: Scope = .all) -> Edit {
    Edit(query: 0, key: 1, scope: scope, amount: amount)
  }

  @Test func itsEditsMakeItAgain() {
    var interventions = Interventions([
      Edit(query: 3, key: 1, scope: .all, amount: .mask),
      Edit(query: 3, key: 1, scope: .all, amount: .add(-0.7)),
      Edit(query: 0, key: 2, scope: .layer(4), amount: .add(0.5)),
      Edit(query: 0, key: 2, scope: .head(HeadID(layer: 4, index: 1)), amount: .mask),
    ])
    #expect(interventions.edits.count == 4)
    #expect(Interventions(interventions.edits) == interventions)
    interventions.reset(Pair(query: 0, key: 2), in: HeadID(layer: 4, index: 1))
    #expect(interventions.edits.count == 2)
    #expect(Interventions(interventions.edits) == interventions)
  }

  @Test func patchesAreOfTheirHeadAndTheirToken() {
    var interventions = Interventions()
    let place = Patch.Place(.value, at: head)
    interventions.patches[Patch.Site(place, token: 2)] = Patch([1], token: 2)
    interventions.patches[Patch.Site(place, token: 5)] = Patch([2], token: 4)
    interventions.patches[Patch.Site(Patch.Place(.residual, at: other), token: 2)] = Patch(
      [3], token: 2)
    #expect(interventions.at(head).patchedTokens(.value).sorted() == [2, 5])
    #expect(interventions.at(other).patchedTokens(.value).isEmpty)
    #expect(interventions.residuals(after: 3) == [2: [3]])
    #expect(interventions.residuals(after: 2).isEmpty)
    #expect(
      interventions.patches(differingFrom: Interventions()).map(\.scope)
        == [.head(head), .layer(3)])
    let shorter = History(interventions).limited(to: 3).present
    #expect(shorter.patches.count == 2)
    #expect(shorter.patches(differingFrom: interventions) == [place])
  }

  @Test func editsOfSeveralScopesAddUpWhereTheyMeet() {
    let interventions = Interventions([
      edit(.add(1)), edit(.add(0.5), .layer(3)), edit(.add(0.25), .head(head)),
      edit(.mask, .head(other)),
    ])
    #expect(interventions.at(head)[pair].added == 1.75)
    #expect(!interventions.at(head)[pair].isMasked)
    #expect(interventions.at(other)[pair].added == 1.5)
    #expect(interventions.at(other)[pair].isMasked)
    #expect(interventions.at(HeadID(layer: 0, index: 1))[pair].added == 1)
  }

  @Test func whatCancelsOutInAHeadIsNoChangeThere() {
    let interventions = Interventions([edit(.add(1)), edit(.add(-1), .head(head))])
    #expect(interventions.at(head).changes.isEmpty)
    #expect(!interventions.at(other).changes.isEmpty)
  }

  @Test func unmaskingKeepsWhatWasAdded() {
    var interventions = Interventions([edit(.add(3)), edit(.mask), edit(.mask, .layer(3))])
    interventions.unmask(pair, in: head)
    #expect(interventions == Interventions([edit(.add(3))]))
  }

  @Test func aResetTakesBackEveryEditThatReachesTheHead() {
    var interventions = Interventions([
      edit(.add(1)), edit(.mask, .layer(3)), edit(.add(2), .head(other)),
    ])
    interventions.reset(pair, in: head)
    #expect(interventions == Interventions([edit(.add(2), .head(other))]))
  }

  @Test func whatDiffersIsNamedInOrder() {
    let before = Interventions()
    let after = Interventions([
      Edit(query: 1, key: 0, amount: .mask), Edit(query: 0, key: 2, amount: .add(1)),
    ])
    let pairs = [Pair(query: 0, key: 2), Pair(query: 1, key: 0)]
    #expect(after.targets(differingFrom: before).map(\.pair) == pairs)
    #expect(before.targets(differingFrom: after).map(\.pair) == pairs)
    #expect(after.targets(differingFrom: after).isEmpty)
  }
}
