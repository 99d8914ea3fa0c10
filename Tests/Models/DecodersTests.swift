import AttentionCore
import Foundation
import Models
import Testing

/// Small random decoders of every family beside what PyTorch computes with them.
@Suite struct DecodersTests {
  private struct Reference: Decodable {
    let text: String
    let ids: [Int]
    let tokens: [String]
    let offsets: [[Int]]
    let logits_last: [Float]
  }

  private func references(_ name: String) throws -> [Reference] {
    try JSONDecoder().decode(
      [Reference].self, from: Fixture.data("decoders/\(name)/expected.json"))
  }

  static let families = [
    "gpt2", "llama3-gqa-scaled", "llama2-sp", "mistral", "neox-serial", "pythia", "qwen2", "qwen3",
  ]

  @Test(arguments: families)
  func attentionAndLogits(name: String) throws {
    let transformer = try Transformer(folder: Fixture.path("decoders/" + name))
    for (index, expected) in try references(name).enumerated() {
      let pass = transformer.read(expected.ids)
      let numbers = try Safetensors(
        path: Fixture.path("decoders/\(name)/expected-\(index).safetensors"))
      #expect(distance(allWeights(of: pass), try numbers.floats(of: "attention")) < 1e-4)
      let next = try #require(pass.next(after: expected.ids.count - 1))
      #expect(distance(next.logits, expected.logits_last) < 2e-3)
      // The same token by token: what a window leaves behind too.
      var grown = transformer.read([expected.ids[0]])
      for id in expected.ids.dropFirst() { grown = grown.reading(grown.tokenIDs + [id]) }
      #expect(distance(allWeights(of: grown), try numbers.floats(of: "attention")) < 1e-4)
      #expect(
        distance(
          try #require(grown.next(after: expected.ids.count - 1)).logits, expected.logits_last)
          < 2e-3)
    }
  }

  @Test(arguments: families)
  func tokens(name: String) throws {
    let model = try LanguageModel(folder: Fixture.path("decoders/" + name))
    for expected in try references(name) {
      let tokens = model.tokenizer.encode(expected.text)
      #expect(tokens.map(\.id) == expected.ids)
      #expect(tokens.map(\.token) == expected.tokens)
      #expect(tokens.map { [$0.scalars.lowerBound, $0.scalars.upperBound] } == expected.offsets)
    }
  }

  /// Runs that differ go through the layers together as each does alone, and all that a layer's parts
  /// add is the difference of two logits.
  @Test(arguments: families)
  func interventionsAndShares(name: String) throws {
    let transformer = try Transformer(folder: Fixture.path("decoders/" + name))
    let ids = try references(name)[0].ids
    let token = ids.count - 1
    let pass = transformer.read(ids)
    var variants: [Interventions] = []
    for layer in 0..<pass.shape.layers {
      for index in 0..<pass.shape.heads {
        var variant = Interventions(
          [
            Edit(
              query: token, key: 1, scope: .head(HeadID(layer: 0, index: index)), amount: .add(2))
          ])
        variant.ablations[Ablation.Target(.head(HeadID(layer: layer, index: index)))] = .zero
        variants.append(variant)
      }
    }
    for (result, variant) in zip(pass.results(at: token, under: variants), variants) {
      let alone = pass.with(variant)
      let logits = try #require(alone.next(after: token)).logits
      #expect(distance(try #require(result.next).logits, logits) < 1e-4)
      #expect(
        distance(
          transformer.read(ids, interventions: variant).next(after: token)?.logits ?? [], logits)
          < 1e-4)
      #expect(distance(logits, try #require(pass.next(after: token)).logits) > 1e-4)
      let shares = try #require(alone.attribution(token, of: 5, over: 9))
      #expect(abs(shares.total - (logits[5] - logits[9])) < 1e-4)
    }
  }

  @Test(arguments: [
    (
      #""rope_type": "llama3""#, #""rope_type": "yarn""#,
      "has the rope_type yarn, which would need turns slowed down"
    ),
    (#""hidden_act": "silu""#, #""hidden_act": "gelu""#, "has another hidden_act than silu"),
    (#""num_key_value_heads": 2"#, #""num_key_value_heads": 3"#, "is not a multiple of"),
    (#""factor": 8.0"#, #""factor": 0"#, "its factor should be a number above 0"),
    (#""rope_theta": 500000.0"#, #""rope_theta": "x""#, "its rope_theta should be a number"),
    (
      #""head_dim": 12"#, #""head_dim": 10"#,
      "has the shape [48, 48]; config.json asks for [40, 48]"
    ),
  ])
  func wrongConfigurations(old: String, new: String, reason: String) throws {
    try TemporaryModel("decoders/llama3-gqa-scaled", replacing: old, with: new)
      .expectRefusal(reason)
  }
}
