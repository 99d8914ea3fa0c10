import Foundation
import Models
import Testing

/// Models in .gguf files beside the same models as Hugging Face lays them out, and one with quantized
/// tables beside what PyTorch computes of their numbers.
@Suite struct GGUFFamiliesTests {
  private struct Reference: Decodable {
    let text: String
    let ids: [Int]
    let tokens: [String]
    let offsets: [[Int]]
  }

  @Test(arguments: ["pythia", "qwen3", "llama2-sp"])
  func aConvertedModelIsTheSame(name: String) throws {
    let model = try LanguageModel(folder: Fixture.path("gguf/\(name).gguf"))
    let original = try LanguageModel(folder: Fixture.path("decoders/" + name))
    #expect(model.transformer.type == original.transformer.type)
    let references = try JSONDecoder().decode(
      [Reference].self, from: Fixture.data("decoders/\(name)/expected.json"))
    for expected in references {
      let (pass, other) = (
        model.transformer.read(expected.ids), original.transformer.read(expected.ids)
      )
      #expect(distance(allWeights(of: pass), allWeights(of: other)) < 1e-5)
      let last = expected.ids.count - 1
      #expect(
        distance(
          try #require(pass.next(after: last)).logits, try #require(other.next(after: last)).logits)
          < 1e-4)
    }
  }

  @Test(arguments: ["pythia", "qwen3", "llama2-sp"])
  func itsTokensAreTheSame(name: String) throws {
    let model = try LanguageModel(folder: Fixture.path("gguf/\(name).gguf"))
    let references = try JSONDecoder().decode(
      [Reference].self, from: Fixture.data("decoders/\(name)/expected.json"))
    for expected in references {
      let tokens = model.tokenizer.encode(expected.text)
      #expect(tokens.map(\.id) == expected.ids, "\(tokens.map(\.token)) \(expected.tokens)")
      #expect(tokens.map { [$0.scalars.lowerBound, $0.scalars.upperBound] } == expected.offsets)
    }
  }

  @Test func tablesOfManyTypes() throws {
    let model = try LanguageModel(folder: Fixture.path("gguf/k-quants.gguf"))
    let expected = try Safetensors(path: Fixture.path("gguf/k-quants.safetensors"))
    let ids = try expected.floats(of: "ids").map { Int($0) }
    let pass = model.transformer.read(ids)
    #expect(distance(allWeights(of: pass), try expected.floats(of: "attention")) < 1e-4)
    let logits = try #require(pass.next(after: ids.count - 1)).logits
    #expect(distance(logits, try expected.floats(of: "logits")) < 2e-3)
    // Token by token: one row at a time is computed in another way.
    var grown = model.transformer.read([ids[0]])
    for id in ids.dropFirst() { grown = grown.reading(grown.tokenIDs + [id]) }
    #expect(distance(try #require(grown.next(after: ids.count - 1)).logits, logits) < 1e-3)
  }
}
