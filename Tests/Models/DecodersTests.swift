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

  @Test(arguments: ["gpt2", "llama3-gqa-scaled", "llama2-sp", "mistral", "qwen2"])
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

  @Test(arguments: ["gpt2", "llama3-gqa-scaled", "qwen2"])
  func tokens(name: String) throws {
    let model = try LanguageModel(folder: Fixture.path("decoders/" + name))
    for expected in try references(name) {
      let tokens = model.tokenizer.encode(expected.text)
      #expect(tokens.map(\.id) == expected.ids)
      #expect(tokens.map(\.token) == expected.tokens)
      #expect(tokens.map { [$0.scalars.lowerBound, $0.scalars.upperBound] } == expected.offsets)
    }
  }

  @Test(arguments: [
    ("llama2-sp", "tokenizer.json: has a SentencePiece tokenizer (BPE with byte_fallback)"),
    ("mistral", "tokenizer.json: has a SentencePiece tokenizer (BPE with byte_fallback)"),
    ("qwen3", "config.json:22: is of a qwen3 model; only models of the types"),
    ("pythia", "config.json:19: is of a gpt_neox model; only models of the types"),
  ])
  func whatCannotBeReadIsNamed(name: String, reason: String) throws {
    do {
      _ = try LanguageModel(folder: Fixture.path("decoders/" + name))
      Issue.record("\(name) opened")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }

  @Test(arguments: [
    (#""rope_type": "llama3""#, #""rope_type": "yarn""#, "has the rope_type yarn"),
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
    let folder = try TemporaryModel()
    let source = Fixture.path("decoders/llama3-gqa-scaled")
    for file in ["model.safetensors", "tokenizer.json"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.folder + "/" + file, withDestinationPath: source + "/" + file)
    }
    let text = try String(contentsOfFile: source + "/config.json", encoding: .utf8)
    #expect(text.contains(old))
    try folder.write("config.json", text.replacing(old, with: new).utf8)
    do {
      _ = try LanguageModel(folder: folder.folder)
      Issue.record("opened")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }
}
