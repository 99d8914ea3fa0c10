import AttentionCore
import Models
import Testing

@Suite struct TransformerInterventionsTests {
  private static let pieces = [101, 2009, 2003, 1037, 2919, 2924, 102]
  private let plain: ForwardPass

  init() throws {
    plain = try bundledTransformer.get().read(Self.pieces)
  }

  private func expectSoftmax(
    _ pass: ForwardPass, query: Int, temperature: Double = 1, _ change: (inout [Double]) -> Void
  ) throws {
    var scores = pass.scores(HeadID(layer: 0, index: 4), query: query).map(Double.init)
    change(&scores)
    let expected = softmax(scores, temperature: try #require(Temperature(temperature)))
    let weights = pass.weights(HeadID(layer: 0, index: 4), query: query)
    #expect(distance(weights, expected.map(Float.init)) < 1e-6)
  }

  private func edit(_ amount: Edit.Amount, query: Int = 5, key: Int = 3) -> Edit {
    Edit(query: query, key: key, amount: amount)
  }

  @Test func additionsOfOneScoreAddUp() throws {
    let pass = plain.with(Interventions([edit(.add(1.25)), edit(.add(-0.5))]))
    try expectSoftmax(pass, query: 5) { $0[3] += 0.75 }
    try expectSoftmax(pass, query: 4) { _ in }
  }

  @Test func maskStandsWhateverIsAdded() throws {
    let pass = plain.with(Interventions([edit(.mask), edit(.add(50))]))
    #expect(pass.weights(HeadID(layer: 5, index: 0), query: 5)[3] == 0)
  }

  @Test func tokenWithAllMaskedAttendsToNothing() {
    let edits = Interventions(Self.pieces.indices.map { edit(.mask, key: $0) })
    let pass = plain.with(edits)
    #expect(pass.weights(HeadID(layer: 2, index: 2), query: 5) == Array(repeating: 0, count: 7))
    #expect(pass.final(token: 5).allSatisfy { $0.isFinite })
  }

  @Test(arguments: [0.25, 1, 3, 0.001, 1000])
  func temperatureDividesScores(temperature: Double) throws {
    let wanted = try #require(Temperature(temperature))
    let pass = plain.with(Interventions([edit(.mask)], temperature: wanted))
    try expectSoftmax(pass, query: 5, temperature: temperature) { $0[3] = -.infinity }
    #expect(pass.final(token: 5).allSatisfy { $0.isFinite })
  }

  @Test func causalMaskHidesWhatFollows() throws {
    let pass = plain.with(Interventions(isCausal: true))
    for query in Self.pieces.indices {
      try expectSoftmax(pass, query: query) { scores in
        for key in query + 1..<scores.count { scores[key] = -.infinity }
      }
    }
  }

  @Test(arguments: [1e30, 1e100, -1e100])
  func enormousAdditionsLeaveNumbers(amount: Double) throws {
    let pass = plain.with(Interventions([edit(.add(amount))]))
    try expectSoftmax(pass, query: 5) { $0[3] += amount }
    #expect(pass.final(token: 5).allSatisfy { $0.isFinite })
  }

  @Test func whatIsNotThereIsPassedOver() {
    let pass = plain.with(
      Interventions([
        edit(.mask, query: 7), edit(.mask, key: 7), edit(.mask, query: -1), edit(.mask, key: -1),
        Edit(query: 0, key: 0, scope: .layer(6), amount: .mask),
        Edit(query: 0, key: 0, scope: .layer(-1), amount: .mask),
        Edit(query: 0, key: 0, scope: .head(HeadID(layer: 0, index: 12)), amount: .mask),
      ]))
    #expect(distance(allFinal(of: pass), allFinal(of: plain)) < 1e-5)
  }
}
