import AttentionCore
import Foundation
import Models
import Resources
import Testing

/// The bundled model beside what PyTorch computes with it.
@Suite struct ForwardPassTests {
  private struct Reference: Decodable {
    let text: String
    let ids: [Int]
    let tokens: [String]
    let edits: [Edited]
    let readout: Readout

    struct Edited: Decodable {
      let query: Int
      let key: Int
      let layers: Set<Int>?
      let heads: Set<Int>?
      let mask: Bool
      let add: Double
      let weight_after: [Float]?
      let nearest_final: [Near]
      let cosine_query_key_before: Float
      let cosine_query_key_after: Float
      let cosine_query_before_after: Float

      private var scope: Scope {
        guard let layer = layers?.first else { return .all }
        return heads?.first.map { .head(HeadID(layer: layer, index: $0)) } ?? .layer(layer)
      }

      var edit: Edit {
        Edit(query: query, key: key, scope: scope, amount: mask ? .mask : .add(add))
      }
    }

    struct Readout: Decodable {
      let index: Int
      let nearest_final: [Near]
    }

    struct Near: Decodable {
      let word: String
      let cosine: Float

      init(from decoder: any Decoder) throws {
        var pair = try decoder.unkeyedContainer()
        word = try pair.decode(String.self)
        cosine = try pair.decode(Float.self)
      }
    }
  }

  private static let sentences = ["bank-deposit", "bank-river", "trophy"]
  private static let words = Result { try WordVectors(folder: Resources.model) }

  private let transformer: Transformer

  init() throws {
    transformer = try bundledTransformer.get()
  }

  private func reference(_ name: String) throws -> (Reference, Safetensors) {
    (
      try JSONDecoder().decode(Reference.self, from: Fixture.data(name + ".json")),
      try Safetensors(path: Fixture.path(name + ".safetensors"))
    )
  }

  private func expectNearest(_ vector: [Float], _ expected: [Reference.Near]) throws {
    let nearest = try Self.words.get().nearest(to: vector, count: expected.count)
    #expect(nearest.map(\.word) == expected.map(\.word))
    #expect(distance(nearest.map(\.cosine), expected.map(\.cosine)) < 2e-4)
  }

  @Test(arguments: sentences)
  func tokenIDsAreThoseOfTheReference(name: String) throws {
    let (reference, _) = try reference(name)
    let pieces = try Self.words.get().tokenizer.encode(reference.text)
    #expect(pieces.map(\.id) == reference.ids)
  }

  @Test(arguments: sentences)
  func unedited(name: String) throws {
    let (reference, tensors) = try reference(name)
    let pass = transformer.read(reference.ids)
    #expect(distance(allWeights(of: pass), try tensors.floats(of: "attention")) < 1e-4)
    #expect(distance(allScores(of: pass), try tensors.floats(of: "scores")) < 1e-3)
    #expect(distance(allValues(of: pass), try tensors.floats(of: "values")) < 1e-3)
    #expect(distance(allFinal(of: pass), try tensors.floats(of: "hidden_final")) < 1e-3)
    try expectNearest(pass.final(token: reference.readout.index), reference.readout.nearest_final)
  }

  @Test(arguments: sentences)
  func edited(name: String) throws {
    let (reference, tensors) = try reference(name)
    let before = transformer.read(reference.ids)
    for (number, expected) in reference.edits.enumerated() {
      let after = before.with(Interventions([expected.edit]))
      let final = try tensors.floats(of: "edit\(number).hidden_final")
      #expect(distance(allFinal(of: after), final) < 1e-3)
      if let weights = expected.weight_after, let layer = expected.layers?.first,
        let head = expected.heads?.first
      {
        let row = after.weights(HeadID(layer: layer, index: head), query: expected.query)
        #expect(distance(row, weights) < 1e-4)
      }
      let (old, new) = (before.final(token: expected.query), after.final(token: expected.query))
      try expectNearest(new, expected.nearest_final)
      let cosines = [
        cosine(old, before.final(token: expected.key)),
        cosine(new, after.final(token: expected.key)), cosine(old, new),
      ]
      #expect(
        distance(
          cosines,
          [
            expected.cosine_query_key_before, expected.cosine_query_key_after,
            expected.cosine_query_before_after,
          ]) < 1e-4)
    }
  }

  @Test func editedTwiceIsEditedAfresh() throws {
    let ids = try reference("trophy").0.ids
    var pass = transformer.read(ids)
    let edits = [(3, 1), (5, 0), (0, 7), (2, 2)].map { layer, head in
      Edit(
        query: 11, key: 2, scope: .head(HeadID(layer: layer, index: head)), amount: .add(1.5))
    }
    for count in [1, 2, 4, 3, 0] {
      let wanted = Interventions(Array(edits.prefix(count)))
      pass = pass.with(wanted)
      #expect(pass.interventions == wanted)
      let afresh = transformer.read(ids, interventions: wanted)
      #expect(distance(allFinal(of: pass), allFinal(of: afresh)) < 1e-5)
    }
  }

  @Test func editLeavesWhatIsBeforeIt() throws {
    let before = transformer.read(try reference("trophy").0.ids)
    let edit = Edit(query: 11, key: 2, scope: .layer(3), amount: .mask)
    let after = before.with(Interventions([edit]))
    for token in before.tokenIDs.indices {
      #expect(after.embedding(token: token) == before.embedding(token: token))
      #expect(after.hidden(layer: 2, token: token) == before.hidden(layer: 2, token: token))
      for head in 0..<12 {
        let weights = after.weights(HeadID(layer: 3, index: head), query: token)
        if token == 11 {
          #expect(weights[2] == 0)
          #expect(abs(weights.reduce(0, +) - 1) < 1e-5)
        } else {
          #expect(weights == before.weights(HeadID(layer: 3, index: head), query: token))
        }
        #expect(
          after.scores(HeadID(layer: 3, index: head), query: token)
            == before.scores(HeadID(layer: 3, index: head), query: token))
      }
      let isSame = after.hidden(layer: 3, token: token) == before.hidden(layer: 3, token: token)
      #expect(isSame == (token != 11))
      #expect(after.final(token: token) != before.final(token: token))
    }
  }

  @Test func scoresAreProductsOfQueriesAndKeys() throws {
    let pass = transformer.read(try reference("bank-river").0.ids)
    let query = pass.query(HeadID(layer: 1, index: 2), token: 3)
    let scores = pass.scores(HeadID(layer: 1, index: 2), query: 3)
    for token in pass.tokenIDs.indices {
      let key = pass.key(HeadID(layer: 1, index: 2), token: token)
      let product = zip(query, key).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(scores[token] - product / Float(32).squareRoot()) < 1e-5)
    }
  }
}
