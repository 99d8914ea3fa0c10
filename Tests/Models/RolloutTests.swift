import AttentionCore
import Models
import Resources
import Testing

@Suite struct RolloutTests {
  /// Step by step in double precision, from the weights that the network used.
  private func expected(_ pass: ForwardPass, to layer: Int) -> [[Double]] {
    let count = pass.tokenIDs.count
    var rolled = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0 } }
    for layer in 0...layer {
      let heads = (0..<pass.shape.heads).map { pass.weights(HeadID(layer: layer, index: $0)) }
      rolled = (0..<count).map { query in
        (0..<count).map { column in
          let mixed = (0..<count).reduce(0) { sum, key in
            let mean = heads.reduce(0) { $0 + Double($1[query][key]) } / Double(heads.count)
            return sum + mean * rolled[key][column]
          }
          return (mixed + rolled[query][column]) / 2
        }
      }
    }
    return rolled
  }

  private func compare(_ pass: ForwardPass, to layer: Int) {
    let rolled = pass.rollout(to: layer)
    for (row, other) in zip(rolled, expected(pass, to: layer)) {
      #expect(distance(row, other.map(Float.init)) < 1e-5)
      #expect(abs(row.reduce(0, +) - 1) < 1e-4)
    }
  }

  @Test func anEncoders() throws {
    let model = try LanguageModel(folder: Resources.model)
    let pass = model.transformer.read((0..<19).map { 1000 + $0 * 97 })
    for layer in [0, 1, 5] { compare(pass, to: layer) }
    let edits = Interventions([Edit(query: 4, key: 2, scope: .all, amount: .mask)])
    compare(pass.with(edits), to: 3)
  }

  @Test func aDecoders() throws {
    let pass = try bundledLanguageModel.get().transformer.read([504, 3575, 282, 4649, 314])
    compare(pass, to: 0)
    compare(pass, to: 29)
    // Nothing comes from what stands behind.
    for (query, row) in pass.rollout(to: 29).enumerated() {
      #expect(row[(query + 1)...].allSatisfy { $0 == 0 })
    }
  }

  @Test func oneToken() throws {
    let model = try LanguageModel(folder: Resources.model)
    let rolled = model.transformer.read([101]).rollout(to: 5)
    #expect(rolled.count == 1 && abs(rolled[0][0] - 1) < 1e-6)
    // The team still works side by side.
    let ids = [101, 1996, 5384, 102]
    let pass = model.transformer.read(ids)
    #expect(pass.final(token: 2) == model.transformer.read(ids).final(token: 2))
  }
}
