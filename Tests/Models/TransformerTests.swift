import AttentionCore
import Foundation
import Models
import Resources
import Testing

/// The bundled model, opened once.
let bundledTransformer = Result { try Transformer(folder: Resources.model) }

@Suite struct TransformerTests {
  /// Small random models of other shapes, and what PyTorch computes with them.
  @Test(arguments: [
    "tiny-relu", "tiny-gelu", "tiny-gelu-new", "tiny-gelu-tanh", "tiny-three-heads",
    "tiny-twelve-heads", "tiny-distilbert",
  ])
  func modelsOfOtherShapes(name: String) throws {
    let transformer = try Transformer(folder: Fixture.path(name))
    let expected = try Safetensors(path: Fixture.path(name + "/expected.safetensors"))
    let pass = transformer.read(try expected.floats(of: "ids").map { Int($0) })
    #expect(distance(allWeights(of: pass), try expected.floats(of: "attention")) < 1e-5)
    #expect(distance(allHidden(of: pass), try expected.floats(of: "hidden")) < 1e-4)
  }

  @Test func oneTokenAttendsToItself() throws {
    let pass = try bundledTransformer.get().read([101])
    #expect(pass.weights(HeadID(layer: 5, index: 11), query: 0) == [1])
    #expect(pass.final(token: 0).allSatisfy { $0.isFinite })
  }

  @Test func asManyTokensAsPositions() throws {
    let transformer = try bundledTransformer.get()
    let pieces = (0..<transformer.shape.positions).map { ($0 * 577) % 30_522 }
    let pass = transformer.read(pieces)
    for query in [0, 255, 511] {
      let weights = pass.weights(HeadID(layer: 2, index: 3), query: query)
      #expect(weights.allSatisfy { $0 >= 0 })
      #expect(abs(weights.reduce(0, +) - 1) < 1e-5)
      let scores = pass.scores(HeadID(layer: 2, index: 3), query: query).map(Double.init)
      #expect(distance(weights, softmax(scores).map(Float.init)) < 1e-5)
    }
  }

  /// However the tokens are shared out among threads, the first ones of a causal pass are those of
  /// the shorter sentence.
  @Test(arguments: [1, 2, 7, 8, 33, 64, 65])
  func causalPassKnowsNothingOfWhatFollows(count: Int) throws {
    let transformer = try bundledTransformer.get()
    let pieces = (0..<90).map { 1996 + ($0 * 31) % 5000 }
    let causal = Interventions(isCausal: true)
    let whole = transformer.read(pieces, interventions: causal)
    let start = transformer.read(Array(pieces.prefix(count)), interventions: causal)
    for token in 0..<count {
      #expect(distance(whole.final(token: token), start.final(token: token)) < 1e-4)
    }
  }

  /// F32 weights are packed by one thread and multiplied by whichever asks.
  @Test func weightsPackedByOneThreadServeAll() async throws {
    let transformer = try Transformer(folder: Fixture.path("tiny-gelu"))
    let ids = [2, 5, 7, 6, 8, 9, 10, 11, 3]
    let alone = transformer.read(ids).final(token: 4)
    let read = { @Sendable (_: Int) in
      await withCheckedContinuation { (answer: CheckedContinuation<[Float], Never>) in
        Thread { answer.resume(returning: transformer.read(ids).final(token: 4)) }.start()
      }
    }
    for index in 0..<4 { #expect(await read(index) == alone) }
  }

  @Test func passesAtTheSameTime() async throws {
    let transformer = try bundledTransformer.get()
    let pieces = [101, 2009, 2003, 1037, 2919, 2924, 2005, 2769, 102]
    let alone = transformer.read(pieces).final(token: 5)
    await withTaskGroup(of: [Float].self) { group in
      for _ in 0..<8 { group.addTask { transformer.read(pieces).final(token: 5) } }
      for await vector in group { #expect(vector == alone) }
    }
  }
}
