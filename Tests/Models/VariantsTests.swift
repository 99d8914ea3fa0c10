import AttentionCore
import Models
import Resources
import Testing

/// Many runs at once beside the same runs one by one.
@Suite struct VariantsTests {
  private let encoder: LanguageModel
  private let decoder: LanguageModel
  private let ids = [0, 504, 3575, 282, 4649, 314, 253, 2907, 284]

  init() throws {
    encoder = try LanguageModel(folder: Resources.model)
    decoder = try bundledLanguageModel.get()
  }

  /// Everything that can be done, in early and late layers, at the token that is looked at and others.
  private func variants(_ shape: ModelShape) -> [Interventions] {
    let numbers = { (count: Int) in (0..<count).map { Float($0 % 7 - 3) / 4 } }
    var all = [Interventions()]
    for (layer, index) in [(0, 1), (2, 3), (2, 4), (shape.layers - 1, 0), (shape.layers - 2, 5)] {
      let head = HeadID(layer: layer, index: index)
      for ablation in [Ablation.zero, .mean] {
        var everywhere = Interventions()
        everywhere.ablations[Ablation.Target(.head(head))] = ablation
        var once = Interventions()
        once.ablations[Ablation.Target(.layer(layer), token: 3)] = ablation
        all += [everywhere, once]
      }
      all.append(
        Interventions([Edit(query: 4, key: 2, scope: .head(head), amount: .mask)]))
      for (part, token) in [
        (Patch.Part.query, 4), (.key, 4), (.value, 4), (.output, 4), (.residual, 1), (.residual, 4),
      ] {
        var patched = Interventions()
        let size = part == .residual ? shape.hiddenSize : shape.headSize
        let site = Patch.Site(Patch.Place(part, at: head), token: token)
        patched.patches[site] = Patch(numbers(size), token: token)
        all.append(patched)
      }
    }
    all.append(Interventions([Edit(query: 3, key: 1, scope: .all, amount: .add(2))]))
    return all
  }

  private func compare(_ pass: ForwardPass, _ variants: [Interventions], at token: Int) throws {
    let results = pass.results(at: token, under: variants)
    #expect(results.count == variants.count)
    for (result, variant) in zip(results, variants) {
      let alone = pass.with(variant)
      let scale = alone.final(token: token).map(abs).max() ?? 1
      #expect(distance(result.final, alone.final(token: token)) < 1e-4 * max(1, scale))
      let next = alone.next(after: token)
      #expect((result.next == nil) == (next == nil))
      guard let next, let own = result.next else { continue }
      #expect(distance(own.logits, next.logits) < 1e-3)
    }
  }

  @Test func aDecodersAreTheSame() throws {
    let pass = decoder.transformer.read(ids)
    let variants = variants(decoder.shape)
    try compare(pass, variants, at: ids.count - 1)
    try compare(pass, variants, at: 5)
    try compare(pass, variants, at: 0)
  }

  /// Weights in F32, windows, grouped heads: whatever a family has.
  @Test(arguments: ["gpt2", "llama3-gqa-scaled", "mistral", "qwen2"])
  func everyFamilysAreTheSame(name: String) throws {
    let transformer = try Transformer(folder: Fixture.path("decoders/" + name))
    let pass = transformer.read((0..<9).map { 3 + $0 * 5 % 31 })
    let heads = (0..<transformer.shape.layers).flatMap { layer in
      (0..<transformer.shape.heads).map { HeadID(layer: layer, index: $0) }
    }
    try compare(
      pass,
      heads.map { head in
        var ablated = Interventions()
        ablated.ablations[Ablation.Target(.head(head))] = .zero
        return ablated
      }, at: 8)
  }

  @Test func anEncodersAreTheSame() throws {
    let pass = encoder.transformer.read([101, 1996, 5384, 2876, 1005, 1056, 4906, 1012, 102])
    let variants = variants(encoder.shape)
    try compare(pass, variants, at: 4)
    try compare(
      pass,
      variants.map { variant in
        var variant = variant
        variant.isCausal = true
        return variant
      }, at: 4)
  }

  /// What is done already stays, and a variant that does nothing else costs nothing.
  @Test func afterEdits() throws {
    var edits = Interventions([Edit(query: 4, key: 2, scope: .layer(3), amount: .add(3))])
    edits.ablations[Ablation.Target(.head(HeadID(layer: 5, index: 2)))] = .mean
    let pass = decoder.transformer.read(ids, interventions: edits)
    var further = edits
    further.ablations[Ablation.Target(.head(HeadID(layer: 23, index: 4)))] = .zero
    try compare(pass, [edits, further], at: ids.count - 1)
    #expect(pass.results(at: 3, under: [edits])[0].final == pass.final(token: 3))
    #expect(pass.results(at: 3, under: []).isEmpty)
  }
}
