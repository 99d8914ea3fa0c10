import AttentionCore
import Foundation
import Models
import Resources
import Testing

/// The bundled language model, opened once.
let bundledLanguageModel = Result { try LanguageModel(folder: Resources.languageModel) }

/// The bundled language model beside what PyTorch computes with its weights in F32.
@Suite struct SmolLM2Tests {
  private struct Reference: Decodable {
    let text: String
    let ids: [Int]
    let tokens: [String]
    let next: [Next]
    let edits: [Edited]
    let ablations: [Ablated]
    let pair: [String]?
    let logit_difference: Float?
    let zero_ablation_logit_difference: [Float]?

    struct Next: Decodable {
      let id: Int
      let token: String
      let text: String
      let probability: Float
      let logit: Float

      init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        id = try values.decode(Int.self)
        token = try values.decode(String.self)
        text = try values.decode(String.self)
        probability = try values.decode(Float.self)
        logit = try values.decode(Float.self)
      }
    }

    struct Edited: Decodable {
      let query: Int
      let key: Int
      let layers: [Int]?
      let heads: [Int]?
      let mask: Bool
      let add: Double

      var interventions: Interventions {
        let indices = heads ?? Array(0..<9)
        let all = (layers ?? Array(0..<30)).flatMap { layer in
          indices.map { HeadID(layer: layer, index: $0) }
        }
        return Interventions(
          all.map {
            Edit(query: query, key: key, scope: .head($0), amount: mask ? .mask : .add(add))
          })
      }
    }

    struct Ablated: Decodable {
      let layer: Int
      let head: Int
      let position: Int?
      let next: [Next]
      let logit_difference: Float
    }
  }

  private let model: LanguageModel
  private static let prompts = ["france", "ioi", "unicode"]

  init() throws { model = try bundledLanguageModel.get() }

  private func reference(_ name: String) throws -> Reference {
    try JSONDecoder().decode(Reference.self, from: Fixture.data("smollm2/\(name).json"))
  }

  private func difference(_ next: NextTokens, _ pair: [String]) throws -> Float {
    let logits = try pair.map { word in
      try next[#require(model.tokenizer.pieces(of: word).first).id].logit
    }
    return logits[0] - logits[1]
  }

  @Test func shape() {
    #expect(model.shape.layers == 30 && model.shape.heads == 9 && model.shape.keyValueHeads == 3)
    #expect(model.shape.isCausal && model.transformer.predictsNext)
    #expect(model.transformer.type == "llama")
  }

  @Test(arguments: prompts) func attentionAndLogits(name: String) throws {
    let expected = try reference(name)
    let numbers = try Safetensors(path: Fixture.path("smollm2/\(name).safetensors"))
    let encoded = model.tokenizer.encode(expected.text)
    #expect(encoded.map(\.id) == expected.ids)
    #expect(encoded.map(\.token) == expected.tokens)
    let pass = model.transformer.read(expected.ids)
    let last = expected.ids.count - 1
    #expect(distance(allWeights(of: pass), try numbers.floats(of: "attention")) < 1e-4)
    #expect(distance(allFinal(of: pass), try numbers.floats(of: "hidden_final")) < 2e-3)
    let next = try #require(pass.next(after: last))
    #expect(distance(next.logits, try numbers.floats(of: "logits_last")) < 2e-3)
    let most = next.mostProbable(12)
    #expect(most.map(\.id) == expected.next.map(\.id))
    for (own, other) in zip(most, expected.next) {
      #expect(abs(own.probability - other.probability) < 1e-3)
      #expect(abs(own.logit - other.logit) < 2e-3)
      #expect(model.tokenizer.text(of: own.id) == other.text)
      #expect(model.tokenizer.vocabulary[own.id] == other.token)
    }
  }

  @Test(arguments: prompts) func edits(name: String) throws {
    let expected = try reference(name)
    let numbers = try Safetensors(path: Fixture.path("smollm2/\(name).safetensors"))
    let pass = model.transformer.read(expected.ids)
    let last = expected.ids.count - 1
    let before = try numbers.floats(of: "logits_last")
    for (index, edit) in expected.edits.enumerated() {
      let edited = pass.with(edit.interventions)
      let after = try numbers.floats(of: "edit\(index).logits_last")
      #expect(distance(try #require(edited.next(after: last)).logits, after) < 2e-3)
      // What an edit leaves as it is, is not computed again; taken off, all is as before.
      let fresh = model.transformer.read(expected.ids, interventions: edit.interventions)
      #expect(distance(allFinal(of: edited), allFinal(of: fresh)) < 2e-3)
      let undone = edited.with(Interventions())
      #expect(distance(try #require(undone.next(after: last)).logits, before) < 2e-3)
    }
  }

  @Test(arguments: ["france", "ioi"]) func ablations(name: String) throws {
    let expected = try reference(name)
    let pass = model.transformer.read(expected.ids)
    let pair = try #require(expected.pair)
    let last = expected.ids.count - 1
    let before = try difference(#require(pass.next(after: last)), pair)
    #expect(abs(before - (expected.logit_difference ?? 0)) < 4e-3)
    for ablation in expected.ablations {
      var interventions = Interventions()
      let scope = Scope.head(HeadID(layer: ablation.layer, index: ablation.head))
      interventions.ablations[Ablation.Target(scope, token: ablation.position)] = .zero
      let next = try #require(pass.with(interventions).next(after: last))
      let after = try difference(next, pair)
      #expect(abs(after - ablation.logit_difference) < 4e-3)
      for other in ablation.next {
        #expect(abs(next[other.id].logit - other.logit) < 2e-3)
        #expect(abs(next[other.id].probability - other.probability) < 1e-3)
      }
    }
    // A head in each layer, none of them twice.
    let all = try #require(expected.zero_ablation_logit_difference)
    for layer in stride(from: 0, to: 30, by: 3) {
      let head = HeadID(layer: layer, index: layer % 9)
      var interventions = Interventions()
      interventions.ablations[Ablation.Target(.head(head))] = .zero
      let next = try #require(pass.with(interventions).next(after: last))
      let after = try difference(next, pair)
      #expect(abs(after - all[layer * 9 + head.index]) < 4e-3)
    }
  }

  /// A sentence that grows is the one that was read at once, to the last token; what stood before the
  /// new one is not computed again.
  @Test func growingAndShrinking() throws {
    let ids = try reference("unicode").ids
    let whole = model.transformer.read(ids)
    var edits = Interventions()
    edits.apply(Edit(query: 2, key: 1, scope: .layer(3), amount: .add(2)))
    for interventions in [Interventions(), edits] {
      var grown = model.transformer.read([ids[0]], interventions: interventions)
      for id in ids.dropFirst() { grown = grown.reading(grown.tokenIDs + [id]) }
      #expect(grown.tokenIDs == ids)
      let fresh = whole.with(interventions)
      #expect(distance(allFinal(of: grown), allFinal(of: fresh)) < 2e-3)
      #expect(distance(allWeights(of: grown), allWeights(of: fresh)) < 1e-4)
      let shorter = grown.reading(Array(ids[..<4]))
      #expect(shorter.tokenIDs == Array(ids[..<4]))
      #expect(shorter.hidden(layer: 29, token: 3) == grown.hidden(layer: 29, token: 3))
      let other = shorter.reading(shorter.tokenIDs + [500])
      let expected = model.transformer.read(ids[..<4] + [500], interventions: interventions)
      #expect(distance(allFinal(of: other), allFinal(of: expected)) < 2e-3)
    }
  }

  /// The mean of a head's outputs is another one when the sentence grows.
  @Test func growingWithAMean() throws {
    let ids = try reference("france").ids
    var interventions = Interventions()
    interventions.ablations[Ablation.Target(.head(HeadID(layer: 2, index: 3)))] = .mean
    let grown = model.transformer.read(Array(ids.dropLast()), interventions: interventions)
      .reading(ids)
    let fresh = model.transformer.read(ids, interventions: interventions)
    #expect(distance(allFinal(of: grown), allFinal(of: fresh)) < 2e-3)
  }

  /// Nothing makes a token see what follows.
  @Test func theFutureStaysHidden() throws {
    let pass = model.transformer.read(try reference("france").ids)
    let head = HeadID(layer: 4, index: 2)
    var edits = Interventions(isCausal: false)
    edits.apply(Edit(query: 1, key: 3, scope: .all, amount: .add(50)))
    let edited = pass.with(edits)
    let (scores, weights) = (edited.scores(head, query: 1), edited.weights(head, query: 1))
    #expect(scores.dropFirst(2).allSatisfy { $0 == -Float.infinity })
    #expect(weights.dropFirst(2).allSatisfy { $0 == 0 })
    #expect(edited.weights(head)[1].dropFirst(2).allSatisfy { $0 == 0 })
    #expect(distance(allFinal(of: edited), allFinal(of: pass)) < 1e-3)
  }

  /// After the last layer the logit lens is the prediction itself.
  @Test func logitLens() throws {
    let pass = model.transformer.read(try reference("france").ids)
    let last = try #require(pass.next(after: 4))
    let layers = pass.nextAfterLayers(4)
    #expect(layers.count == 30)
    #expect(distance(layers[29].logits, last.logits) < 1e-3)
    #expect(distance(layers[3].logits, last.logits) > 1)
    let best = last.mostProbable(1)[0].id
    #expect(last.rank(of: best) == 0 && layers[3].rank(of: best) > 0)
  }

  /// The shares of all parts are the logit difference itself, with edits too.
  @Test func sharesAddUp() throws {
    let pass = model.transformer.read(try reference("france").ids)
    var edits = Interventions()
    edits.ablations[Ablation.Target(.head(HeadID(layer: 23, index: 4)))] = .mean
    edits.apply(Edit(query: 4, key: 3, scope: .layer(20), amount: .add(-2)))
    for pass in [pass, pass.with(edits)] {
      let next = try #require(pass.next(after: 4))
      let shares = try #require(pass.attribution(4, of: 7042, over: 4528))
      #expect(shares.heads.count == 30 && shares.heads.allSatisfy { $0.count == 9 })
      #expect(abs(shares.total - (next.logits[7042] - next.logits[4528])) < 2e-3)
      let alone = try #require(pass.attribution(4, of: 7042))
      #expect(abs(alone.total - next.logits[7042]) < 2e-3)
    }
  }

  @Test func nearestWordsAreWholeWords() {
    let nearest = model.words.nearest(to: model.words.vector(of: "Paris"), count: 3)
    #expect(nearest.first?.word == "Paris")
    #expect(nearest.first.map { $0.cosine > 0.999 } == true)
    #expect(model.words.knows("Paris"))
  }
}
