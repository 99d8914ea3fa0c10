import Foundation
import Models
import Testing

/// A folder with a tiny model in which something is wrong.
@Suite struct ModelTensorsTests {
  private let model: TemporaryModel

  init() throws {
    model = try TemporaryModel()
    for name in ["config.json", "model.safetensors"] {
      try model.write(name, Fixture.data("tiny-gelu-tanh/" + name))
    }
  }

  private func expectError(_ file: String, _ reason: String) {
    #expect(throws: ModelFileError(file: model.folder + "/" + file, reason: reason)) {
      try Transformer(folder: model.folder)
    }
  }

  /// Replaces a text of the header by another of the same length.
  private func replace(_ old: String, by new: String) throws {
    var data = try Fixture.data("tiny-gelu-tanh/model.safetensors")
    let place = try #require(data.range(of: Data(old.utf8)))
    try #require(old.utf8.count == new.utf8.count)
    data.replaceSubrange(place, with: Data(new.utf8))
    try model.write("model.safetensors", data)
  }

  @Test func asItShouldBe() throws {
    #expect(try Transformer(folder: model.folder).shape.hiddenSize == 9)
  }

  @Test(arguments: ["config.json", "model.safetensors"])
  func missingFile(name: String) throws {
    try FileManager.default.removeItem(atPath: model.folder + "/" + name)
    expectError(name, "cannot be opened: No such file or directory")
  }

  @Test(arguments: [
    "embeddings.word_embeddings.weight", "embeddings.LayerNorm.bias",
    "encoder.layer.1.attention.self.key.weight", "encoder.layer.2.output.dense.bias",
  ])
  func missingTensor(name: String) throws {
    try replace("\"\(name)\"", by: "\"\(name.dropLast())_\"")
    expectError("model.safetensors", "has no tensor \(name)")
  }

  @Test(arguments: [
    ("hidden_size", "12", "embeddings.word_embeddings.weight", "[15, 9]", "[15, 12]"),
    ("vocab_size", "16", "embeddings.word_embeddings.weight", "[15, 9]", "[16, 9]"),
    (
      "max_position_embeddings", "512", "embeddings.position_embeddings.weight", "[14, 9]",
      "[512, 9]"
    ),
    ("intermediate_size", "6", "encoder.layer.0.intermediate.dense.weight", "[5, 9]", "[6, 9]"),
  ])
  func wrongShape(
    entry: String, value: String, tensor: String, shape: String, wanted: String
  ) throws {
    let text = String(decoding: try Fixture.data("tiny-gelu-tanh/config.json"), as: UTF8.self)
    let changed = text.replacingOccurrences(
      of: "\"\(entry)\": [0-9]+", with: "\"\(entry)\": \(value)", options: .regularExpression)
    try model.write("config.json", changed.utf8)
    expectError(
      "model.safetensors",
      "the tensor \(tensor) has the shape \(shape); config.json asks for \(wanted)"
    )
  }

  @Test func moreLayersThanTensors() throws {
    let text = String(decoding: try Fixture.data("tiny-gelu-tanh/config.json"), as: UTF8.self)
    try model.write(
      "config.json",
      text.replacingOccurrences(of: "\"num_hidden_layers\": 3", with: "\"num_hidden_layers\": 4")
        .utf8)
    expectError("model.safetensors", "has no tensor encoder.layer.3.attention.self.query.weight")
  }

  @Test(arguments: [0.0, 0.001, 0.2, 0.5, 0.99])
  func truncatedFile(share: Double) throws {
    let data = try Fixture.data("tiny-gelu-tanh/model.safetensors")
    let path = try model.write(
      "model.safetensors", data.prefix(Int(Double(data.count) * share)))
    let error = #expect(throws: ModelFileError.self) { try Transformer(folder: model.folder) }
    #expect(error?.file == path)
  }
}
