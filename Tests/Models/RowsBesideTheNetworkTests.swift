import AttentionCore
import Models
import Testing

/// The row on the screen, in double precision, beside the weights that the network itself used.
@Suite struct RowsBesideTheNetworkTests {
  private static let ids = [101, 2009, 2003, 1037, 2919, 2924, 102]
  private let plain: ForwardPass

  init() throws {
    plain = try bundledTransformer.get().read(Self.ids)
  }

  private static let scopes: [Scope] = [.head(HeadID(layer: 2, index: 5)), .layer(2), .all]
  private static let amounts: [Edit.Amount] = [.add(1.5), .add(-4), .mask]

  private func expectSame(_ interventions: Interventions) {
    let pass = plain.with(interventions)
    for head in [
      HeadID(layer: 2, index: 5), HeadID(layer: 2, index: 0), HeadID(layer: 4, index: 5),
    ] {
      for query in Self.ids.indices {
        let row = AttentionRow(
          query: query, original: pass.scores(head, query: query).map(Double.init),
          interventions: interventions.at(head))
        let used = pass.weights(head, query: query)
        #expect(distance(used, row.weights.map(Float.init)) < 1e-5)
        for (one, other) in zip(used, row.weights) where other == 0 { #expect(one == 0) }
      }
    }
  }

  @Test(arguments: scopes, amounts)
  func everyEditInEveryScope(scope: Scope, amount: Edit.Amount) {
    let edits = [(5, 3), (5, 5), (0, 6)].map {
      Edit(query: $0, key: $1, scope: scope, amount: amount)
    }
    for isCausal in [false, true] {
      for temperature in [Temperature.one, .one.lower.lower, .one.higher.higher] {
        expectSame(Interventions(edits, temperature: temperature, isCausal: isCausal))
      }
    }
  }

  @Test func aRowThatIsMaskedEverywhere() {
    expectSame(Interventions(Self.ids.indices.map { Edit(query: 4, key: $0, amount: .mask) }))
  }

  private static let size = 32

  private func site(_ part: Patch.Part, _ head: HeadID, _ token: Int) -> Patch.Site {
    Patch.Site(Patch.Place(part, at: head), token: token)
  }

  /// Σ α·v of a head as the network used it.
  private func output(_ pass: ForwardPass, _ head: HeadID, _ query: Int) -> [Float] {
    let weights = pass.weights(head, query: query)
    return (0..<Self.size).map { place in
      weights.indices.reduce(0) { $0 + weights[$1] * pass.value(head, token: $1)[place] }
    }
  }

  /// A layer of which nothing is left is the same whatever its scores are.
  @Test func whatIsAblatedHasNoSay() {
    var ablated = Interventions()
    ablated.ablations[Ablation.Target(.layer(3))] = .zero
    var edited = ablated
    edited.apply(Edit(query: 5, key: 3, scope: .layer(3), amount: .mask))
    #expect(
      distance(allFinal(of: plain.with(ablated)), allFinal(of: plain.with(edited))) < 1e-5)
    #expect(distance(allFinal(of: plain.with(ablated)), allFinal(of: plain)) > 0.01)
  }

  /// To patch in a head's own output changes nothing; zeros are a zero ablation; the mean of the
  /// outputs is a mean ablation.
  @Test(arguments: [nil, 4] as [Int?])
  func ablationsAndPatchesOfOutputs(token: Int?) {
    let head = HeadID(layer: 1, index: 7)
    let outputs = Self.ids.indices.map { output(plain, head, $0) }
    let mean = (0..<Self.size).map { place in
      outputs.reduce(0) { $0 + $1[place] } / Float(outputs.count)
    }
    let zeros = [Float](repeating: 0, count: Self.size)
    let tokens = token.map { [$0] } ?? Array(Self.ids.indices)
    let patched = { (vector: (Int) -> [Float]) in
      var interventions = Interventions()
      for token in tokens {
        interventions.patches[site(.output, head, token)] = Patch(vector(token), token: token)
      }
      return allFinal(of: plain.with(interventions))
    }
    let ablated = { (ablation: Ablation) in
      var interventions = Interventions()
      interventions.ablations[Ablation.Target(.head(head), token: token)] = ablation
      return allFinal(of: plain.with(interventions))
    }
    #expect(distance(patched { outputs[$0] }, allFinal(of: plain)) < 1e-4)
    #expect(distance(patched { _ in zeros }, ablated(.zero)) < 1e-5)
    #expect(distance(patched { _ in mean }, ablated(.mean)) < 1e-4)
    #expect(distance(ablated(.zero), allFinal(of: plain)) > 1e-3)
    #expect(distance(ablated(.mean), ablated(.zero)) > 1e-4)
  }

  /// All of another run's hidden states after a layer make all that follows that run's.
  @Test func patchedResidualsAreTheOtherRunFromThereOn() throws {
    let other = try bundledTransformer.get().read([101, 1996, 2314, 2001, 2205, 2502, 102])
    var interventions = Interventions()
    for token in Self.ids.indices {
      interventions.patches[site(.residual, HeadID(layer: 3, index: 0), token)] = Patch(
        other.hidden(layer: 3, token: token), token: token)
    }
    #expect(distance(allFinal(of: plain.with(interventions)), allFinal(of: other)) < 1e-5)
  }

  /// All queries, keys and values of a layer are all that its attention sees of the layers before.
  @Test func patchedProjectionsAreSeenByTheScores() throws {
    let other = try bundledTransformer.get().read([101, 1996, 2314, 2001, 2205, 2502, 102])
    var interventions = Interventions()
    let head = HeadID(layer: 2, index: 3)
    for token in Self.ids.indices {
      interventions.patches[site(.query, head, token)] = Patch(
        other.query(head, token: token), token: token)
      interventions.patches[site(.key, head, token)] = Patch(
        other.key(head, token: token), token: token)
      interventions.patches[site(.value, head, token)] = Patch(
        other.value(head, token: token), token: token)
    }
    let pass = plain.with(interventions)
    for query in Self.ids.indices {
      #expect(
        distance(pass.scores(head, query: query), other.scores(head, query: query)) < 1e-5)
      #expect(distance(output(pass, head, query), output(other, head, query)) < 1e-5)
    }
    // Taken away again, all is as it was.
    #expect(distance(allFinal(of: pass.with(Interventions())), allFinal(of: plain)) < 1e-5)
  }

  /// However passes follow on each other, each is what it would be afresh.
  @Test func oneAfterTheOtherIsEachAfresh() throws {
    let transformer = try bundledTransformer.get()
    let head = HeadID(layer: 2, index: 3)
    var chain: [Interventions] = []
    var now = Interventions()
    now.patches[site(.key, head, 3)] = Patch(plain.key(head, token: 4), token: 4)
    chain.append(now)
    now.ablations[Ablation.Target(.layer(4), token: 2)] = .zero
    chain.append(now)
    now.patches[site(.residual, HeadID(layer: 1, index: 0), 5)] = Patch(
      plain.embedding(token: 5), token: 5)
    chain.append(now)
    now.isCausal = true
    chain.append(now)
    now.ablations[Ablation.Target(.head(head))] = .mean
    chain.append(now)
    now.apply(Edit(query: 5, key: 3, scope: .all, amount: .add(2)))
    chain.append(now)
    now.isCausal = false
    now.patches = Patches()
    chain.append(now)
    now.ablations = [:]
    chain.append(now)
    var pass = plain
    for interventions in chain + chain.reversed() {
      pass = pass.with(interventions)
      let afresh = transformer.read(Self.ids, interventions: interventions)
      #expect(distance(allHidden(of: pass), allHidden(of: afresh)) < 1e-4)
    }
  }
}
