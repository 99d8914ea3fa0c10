import AttentionCore
import Foundation
import Testing

struct AttentionRowTests {
  private let head = HeadID(layer: 0, index: 0)

  @Test(arguments: RandomRows.rows(30))
  func raisingOneScoreTakesFromAllOthersInProportion(scores: [Double]) {
    let interventions = Interventions([Edit(query: 0, key: 0, amount: .add(1))]).at(head)
    let before = AttentionRow(query: 0, original: scores, interventions: Interventions().at(head))
    let after = AttentionRow(query: 0, original: scores, interventions: interventions)
    #expect(after.weights[0] >= before.weights[0])
    for key in scores.indices.dropFirst() {
      let ratio = (1 - after.weights[0]) / (1 - before.weights[0])
      #expect(abs(after.weights[key] - before.weights[key] * ratio) < 1e-9)
    }
    #expect(after.isNonNegative)
    #expect(abs(after.sum - 1) < 1e-12)
  }

  @Test func theBankExampleComesOutAsInTheLesson() {
    let weights = [0.04, 0.04, 0.04, 0.04, 0.15, 0.04, 0.35, 0.30]
    let row = AttentionRow(
      query: 4, original: weights.map { log($0) }, interventions: Interventions().at(head))
    for (weight, expected) in zip(row.weights, weights) { #expect(abs(weight - expected) < 1e-12) }
    #expect(abs(row.weights[0...3].reduce(0, +) + row.weights[5] - 0.20) < 1e-12)
  }

  @Test func anAllMaskedRowSaysThatItsWeightsSumToZero() {
    let row = AttentionRow(
      query: 0, original: [-.infinity, -.infinity], interventions: Interventions().at(head))
    #expect(row.sum == 0)
    #expect(row.entropy == 0)
  }
}
