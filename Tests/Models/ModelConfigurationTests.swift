import Foundation
import Models
import Testing

@Suite struct ModelConfigurationTests {
  private let model: TemporaryModel

  init() throws {
    model = try TemporaryModel()
  }

  /// Writes the tiny model with one entry of its configuration changed; `nil` leaves it out.
  private func write(_ name: String, _ value: String?) throws -> String {
    let data = try Fixture.data("tiny-gelu-tanh/config.json")
    var entries = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    entries[name] = nil
    var lines = try entries.map { key, value in
      let text = try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
      return "\"\(key)\": \(String(decoding: text, as: UTF8.self))"
    }
    if let value { lines.append("\"\(name)\": \(value)") }
    try model.write("model.safetensors", Fixture.data("tiny-gelu-tanh/model.safetensors"))
    return try model.write("config.json", "{\(lines.joined(separator: ", "))}".utf8)
  }

  private func expectError(_ path: String, line: Int = 1, _ reason: String) {
    #expect(throws: ModelFileError(file: path, line: line, reason: reason)) {
      try Transformer(folder: model.folder)
    }
  }

  @Test func bundledModel() throws {
    let transformer = try bundledTransformer.get()
    #expect(transformer.type == "bert")
    let shape = transformer.shape
    #expect(shape.hiddenSize == 384)
    #expect(shape.layers == 6)
    #expect(shape.heads == 12)
    #expect(shape.keyValueHeads == 12)
    #expect(shape.headSize == 32)
    #expect(shape.feedForwardSize == 1536)
    #expect(shape.vocabularySize == 30_522)
    #expect(shape.positions == 512)
    #expect(!shape.isCausal)
  }

  @Test(arguments: Activation.allCases)
  func everyActivation(activation: Activation) throws {
    _ = try write("hidden_act", "\"\(activation.rawValue)\"")
    #expect(try Transformer(folder: model.folder).shape.layers == 3)
  }

  @Test(arguments: [
    "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size",
    "max_position_embeddings", "type_vocab_size",
  ])
  func sizesAreChecked(name: String) throws {
    for value in ["0", "-12", "1.5", "99999999999", "1e30", "\"12\"", "[12]"] {
      let path = try write(name, value)
      let error = #expect(throws: ModelFileError.self) { try Transformer(folder: model.folder) }
      #expect(error?.file == path)
      #expect(error?.reason.hasPrefix("its \(name) should be a whole number from 1 to ") == true)
    }
  }

  /// BERT's own values: those of the base model, so that the tiny one's tensors don't fit.
  @Test(arguments: [
    ("hidden_size", "[15, 768]"), ("vocab_size", "[30522, 9]"),
    ("max_position_embeddings", "[512, 9]"), ("intermediate_size", "[3072, 9]"),
  ])
  func whatIsAbsentOrNullIsAsInBERT(name: String, wanted: String) throws {
    for value in [nil, "null"] {
      _ = try write(name, value)
      let error = #expect(throws: ModelFileError.self) { try Transformer(folder: model.folder) }
      #expect(error?.reason.hasSuffix("config.json asks for \(wanted)") == true)
    }
  }

  @Test(arguments: ["model_type", "layer_norm_eps", "hidden_act", "type_vocab_size"])
  func whatIsAbsentIsAsInBERT(name: String) throws {
    for value in [nil, "null"] {
      _ = try write(name, value)
      #expect(try Transformer(folder: model.folder).type == "bert")
    }
  }

  @Test(arguments: ["1", "2"])
  func aSentenceNeedsThreePositions(positions: String) throws {
    let path = try write("max_position_embeddings", positions)
    expectError(
      path,
      "its max_position_embeddings is \(positions); a sentence needs at least 3, for [CLS], a word "
        + "and [SEP]")
  }

  @Test(arguments: ["-1", "2", "true", "\"small\""])
  func epsilonIsChecked(value: String) throws {
    let path = try write("layer_norm_eps", value)
    expectError(path, "its layer_norm_eps should be a number from 0 to 1")
  }

  @Test(arguments: [
    (
      "model_type", #""xlnet""#,
      "is of a xlnet model; only models of the types bert, distilbert, roberta, camembert, xlm-roberta, electra, mpnet, gpt2, gpt_neox, llama, mistral, qwen2, qwen3 can be read. Its attention can be captured where it runs, and opened as .npz"
    ),
    ("model_type", "7", "its model_type should be a text"),
    (
      "position_embedding_type", #""relative_key""#,
      "has the position_embedding_type relative_key; only absolute can be read"
    ),
    (
      "is_decoder", "true",
      "has is_decoder true; only encoders, whose tokens see the whole sentence, can be read"
    ),
    (
      "add_cross_attention", "true",
      "has add_cross_attention true; only models that read one sentence alone can be read"
    ),
    ("is_decoder", #""no""#, "its is_decoder should be true or false"),
    ("add_cross_attention", "1", "its add_cross_attention should be true or false"),
    (
      "num_attention_heads", "5",
      "its hidden_size 9 is not a multiple of its num_attention_heads 5"
    ),
    (
      "hidden_act", #""mish""#,
      "has the unknown hidden_act mish; known are gelu, gelu_new, gelu_pytorch_tanh, gelu_fast, relu, silu"
    ),
  ])
  func otherModels(name: String, value: String?, reason: String) throws {
    let path = try write(name, value)
    expectError(path, reason)
  }

  @Test(arguments: ["is_decoder", "add_cross_attention"])
  func encodersMaySayThatTheyAreOne(name: String) throws {
    _ = try write(name, "false")
    #expect(try Transformer(folder: model.folder).shape.layers == 3)
  }

  @Test(arguments: [
    ("[]", 1, "a configuration must be an object {…}, not an array"),
    ("{", 1, "the text ends where a key in quotation marks must stand"),
    ("nonsense", 1, "column 1 has \"n\" where null must stand"),
    ("\u{0}", 1, "column 1 has \"␀\" where a value must stand"),
    ("{\"a\": 1,\n\"a\": 2}", 2, "\"a\" is given twice; keep one of them"),
    ("{\"model_type\":\n\n5}", 3, "its model_type should be a text"),
  ])
  func otherFiles(content: String, line: Int, reason: String) throws {
    let path = try model.write("config.json", content.utf8)
    expectError(path, line: line, reason)
  }
}
