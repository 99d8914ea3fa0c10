import Foundation
import Models
import Testing

/// The tensors of a folder, in one file or in several, with and without something before their
/// names.
@Suite struct ModelWeightsTests {
  private let model: TemporaryModel

  init() throws {
    model = try TemporaryModel()
  }

  /// Writes a file whose tensors have one number each.
  private func write(_ name: String, _ tensors: [(String, Float)]) throws {
    let entries = tensors.enumerated().map { index, tensor in
      #""\#(tensor.0)":{"dtype":"F32","shape":[1],"data_offsets":[\#(index * 4),\#(index * 4 + 4)]}"#
    }
    let path = try model.writeTensors(
      "{\(entries.joined(separator: ","))}", TemporaryModel.bytes(tensors.map(\.1)))
    guard name != "model.safetensors" else { return }
    try FileManager.default.moveItem(atPath: path, toPath: model.folder + "/" + name)
  }

  private func writeIndex(_ files: [String: String]) throws {
    let entries = files.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
    try model.write(
      "model.safetensors.index.json", #"{"metadata":{},"weight_map":{\#(entries)}}"#.utf8)
  }

  private func expectError(
    _ file: String, _ reason: String, at line: SourceLocation = #_sourceLocation
  ) {
    #expect(
      throws: ModelFileError(file: model.folder + "/" + file, reason: reason), sourceLocation: line
    ) { try ModelWeights(folder: model.folder) }
  }

  @Test func oneFile() throws {
    try write("model.safetensors", [("a", 1), ("b", 2)])
    let weights = try ModelWeights(folder: model.folder)
    #expect(weights.tensors.keys.sorted() == ["a", "b"])
    #expect(weights.tensors["a"]?.shape == [1])
    #expect(try weights.floats(of: "b") == [2])
  }

  @Test func severalFiles() throws {
    try write("model-1.safetensors", [("a", 1), ("b", 2)])
    try write("model-2.safetensors", [("c", 3)])
    try writeIndex([
      "a": "model-1.safetensors", "b": "model-1.safetensors", "c": "model-2.safetensors",
    ])
    let weights = try ModelWeights(folder: model.folder)
    #expect(weights.tensors.keys.sorted() == ["a", "b", "c"])
    #expect(try ["a", "b", "c"].map { try weights.floats(of: $0) } == [[1], [2], [3]])
  }

  /// As the transformers library does.
  @Test func theOneFileGoesBeforeTheIndex() throws {
    try write("model.safetensors", [("a", 1)])
    try writeIndex(["a": "none.safetensors"])
    #expect(try ModelWeights(folder: model.folder).floats(of: "a") == [1])
  }

  @Test func missingFiles() throws {
    expectError("model.safetensors", "cannot be opened: No such file or directory")
    try writeIndex(["a": "model-1.safetensors", "b": "model-2.safetensors"])
    try write("model-1.safetensors", [("a", 1)])
    expectError(
      "model-2.safetensors", "does not exist; model.safetensors.index.json names it")
  }

  @Test func tensorMissingFromItsFile() throws {
    try write("model-1.safetensors", [("a", 1)])
    try writeIndex(["a": "model-1.safetensors", "b": "model-1.safetensors"])
    expectError(
      "model-1.safetensors",
      "has no tensor b; model.safetensors.index.json says that it has")
  }

  @Test(arguments: ["", ".", "..", "../model.safetensors", "/etc/passwd", "sub/model.safetensors"])
  func filesOutsideTheFolder(name: String) throws {
    try writeIndex(["a": name])
    expectError(
      "model.safetensors.index.json",
      "puts the tensor a into the file \"\(name)\"; it should be the name of a file in the same "
        + "folder")
  }

  @Test(arguments: ["", "{", "[]", "{}", #"{"weight_map":3}"#, #"{"weight_map":{"a":1}}"#])
  func brokenIndex(content: String) throws {
    try model.write("model.safetensors.index.json", content.utf8)
    let error = #expect(throws: ModelFileError.self) { try ModelWeights(folder: model.folder) }
    #expect(error?.file == model.folder + "/model.safetensors.index.json")
  }

  @Test func indexWithoutTensors() throws {
    try writeIndex([:])
    expectError("model.safetensors.index.json", "its weight_map names no tensor")
  }

  @Test(arguments: [
    "", "bert.", "model.", "module.", "_orig_mod.", "module.bert.", "_orig_mod.model.",
    "module._orig_mod.bert.",
  ])
  func whateverStandsBeforeTheNames(prefix: String) throws {
    try write(
      "model.safetensors", [(prefix + "word.weight", 1), (prefix + "norm", 2), ("head", 3)])
    let weights = try ModelWeights(folder: model.folder)
    let stripped = try weights.withPrefix(before: "word.weight")
    #expect(stripped.prefix == prefix)
    #expect(try stripped.floats(of: "norm") == [2])
    #expect(stripped.tensors["word.weight"] != nil)
    #expect((stripped.tensors["head"] != nil) == prefix.isEmpty)
    #expect(
      throws: ModelFileError(file: weights.path, reason: "has no tensor \(prefix)bias")
    ) { try stripped.floats(of: "bias") }
  }

  @Test func noTensorOfTheName() throws {
    try write("model.safetensors", [("password.weight", 1)])
    let weights = try ModelWeights(folder: model.folder)
    #expect(
      throws: ModelFileError(file: weights.path, reason: "has no tensor word.weight")
    ) { try weights.withPrefix(before: "word.weight") }
  }

  @Test func severalTensorsOfTheName() throws {
    try write("model.safetensors", [("query.word.weight", 1), ("passage.word.weight", 2)])
    let weights = try ModelWeights(folder: model.folder)
    #expect(
      throws: ModelFileError(
        file: weights.path,
        reason: "has more than one tensor word.weight: passage.word.weight, query.word.weight; "
          + "there is no telling which of these models to read")
    ) { try weights.withPrefix(before: "word.weight") }
  }

  @Test(arguments: [
    (Float.nan, "NaN"), (.signalingNaN, "NaN"), (.infinity, "infinity"), (-.infinity, "-infinity"),
  ])
  func numbersThatAreNotFinite(number: Float, name: String) throws {
    try write("model.safetensors", [("module.a", 1), ("module.b", number)])
    let weights = try ModelWeights(folder: model.folder).withPrefix(before: "a")
    #expect(
      throws: ModelFileError(
        file: weights.path,
        reason: "the tensor module.b has \(name) at 0; every weight must be a finite number, so "
          + "this model can't be used")
    ) { try weights.floats(of: "b") }
  }

  @Test func otherShape() throws {
    try write("model.safetensors", [("bert.a", 1)])
    let weights = try ModelWeights(folder: model.folder).withPrefix(before: "a")
    try weights.check("a", hasShape: [1])
    #expect(
      throws: ModelFileError(
        file: weights.path,
        reason: "the tensor bert.a has the shape [1]; config.json asks for [2]")
    ) { try weights.check("a", hasShape: [2]) }
  }
}
