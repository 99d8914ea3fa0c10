import Models
import Resources
import Testing

@Suite struct ModelConfigurationTests {
  private let model: TemporaryModel

  init() throws {
    model = try TemporaryModel()
  }

  private static let entries = [
    "model_type": #""bert""#, "hidden_size": "12", "num_hidden_layers": "2",
    "num_attention_heads": "4", "intermediate_size": "20", "vocab_size": "15",
    "max_position_embeddings": "14", "type_vocab_size": "2", "layer_norm_eps": "1e-12",
    "hidden_act": #""gelu""#,
  ]

  /// The path of a right configuration but for one entry; `nil` leaves it out.
  private func write(_ name: String, _ value: String?) throws -> String {
    var entries = Self.entries
    entries[name] = value
    let lines = entries.map { "\"\($0.key)\": \($0.value)" }
    return try model.write("config.json", "{\(lines.joined(separator: ", "))}".utf8)
  }

  @Test func bundledModel() throws {
    let configuration = try ModelConfiguration(path: Resources.model + "/config.json")
    #expect(configuration.hiddenSize == 384)
    #expect(configuration.layers == 6)
    #expect(configuration.heads == 12)
    #expect(configuration.headSize == 32)
    #expect(configuration.intermediateSize == 1536)
    #expect(configuration.vocabularySize == 30_522)
    #expect(configuration.positions == 512)
    #expect(configuration.sentenceTypes == 2)
    #expect(configuration.normalizationEpsilon == 1e-12)
    #expect(configuration.activation == .gelu)
  }

  @Test(arguments: Activation.allCases)
  func everyActivation(activation: Activation) throws {
    let path = try write("hidden_act", "\"\(activation.rawValue)\"")
    #expect(try ModelConfiguration(path: path).activation == activation)
  }

  @Test(arguments: [
    "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size",
    "max_position_embeddings", "type_vocab_size",
  ])
  func sizesAreChecked(name: String) throws {
    for value in [nil, "0", "-12", "1.5", "99999999999", "1e30", "\"12\"", "null", "[12]"] {
      let path = try write(name, value)
      let error = #expect(throws: ModelFileError.self) { try ModelConfiguration(path: path) }
      #expect(error?.file == path)
      #expect(error?.reason.hasPrefix("its \(name) should be a whole number from 1 to ") == true)
    }
  }

  @Test(arguments: [nil, "-1", "2", "true", "\"small\""])
  func epsilonIsChecked(value: String?) throws {
    let path = try write("layer_norm_eps", value)
    #expect(
      throws: ModelFileError(
        file: path, reason: "its layer_norm_eps should be a number from 0 to 1")
    ) { try ModelConfiguration(path: path) }
  }

  @Test(arguments: [
    (
      "model_type", #""roberta""#,
      "is of a roberta model; only models of the type bert can be read"
    ),
    ("model_type", nil, "its model_type should be a text"),
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
      "its hidden_size 12 is not a multiple of its num_attention_heads 5"
    ),
    (
      "hidden_act", #""silu""#,
      "has the unknown hidden_act silu; known are gelu, gelu_new, gelu_pytorch_tanh, relu"
    ),
  ])
  func otherModels(name: String, value: String?, reason: String) throws {
    let path = try write(name, value)
    #expect(throws: ModelFileError(file: path, reason: reason)) {
      try ModelConfiguration(path: path)
    }
  }

  @Test(arguments: ["is_decoder", "add_cross_attention"])
  func encodersMaySayThatTheyAreOne(name: String) throws {
    let path = try write(name, "false")
    #expect(try ModelConfiguration(path: path).layers == 2)
  }

  @Test(arguments: ["[]", "{", "nonsense", "\u{0}"])
  func otherFiles(content: String) throws {
    let path = try model.write("config.json", content.utf8)
    #expect(throws: ModelFileError(file: path, reason: "is not a JSON object")) {
      try ModelConfiguration(path: path)
    }
  }
}
