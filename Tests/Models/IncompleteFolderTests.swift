import Foundation
import Models
import Testing

/// Folders without a whole model, and what is said of them.
@Suite struct IncompleteFolderTests {
  private let model: TemporaryModel

  init() throws {
    model = try TemporaryModel()
  }

  private func expectError(
    _ file: String, _ reason: String, in folder: String = "",
    at line: SourceLocation = #_sourceLocation
  ) {
    #expect(
      throws: ModelFileError(file: model.folder + file, reason: reason), sourceLocation: line
    ) { try LanguageModel(folder: model.folder + folder) }
  }

  private func write(_ name: String, _ content: String = "x") throws {
    let folder = (model.folder + "/" + name as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try model.write(name, content.utf8)
  }

  private func writeConfiguration(in folder: String = "") throws {
    try write(folder + "config.json", #"{"model_type":"bert"}"#)
  }

  @Test func nothingAtAll() throws {
    expectError(
      "",
      "is no model's folder: it has no config.json; name the folder that holds it, "
        + "model.safetensors and vocab.txt or tokenizer.json")
    try writeConfiguration()
    expectError(
      "/model.safetensors",
      "does not exist; a model's weights are in it, or in the files that "
        + "model.safetensors.index.json names")
  }

  @Test(arguments: ["adapter_model.safetensors", "adapter_model.bin"])
  func adapter(weights: String) throws {
    try write(weights)
    try write(
      "adapter_config.json", #"{"base_model_name_or_path":"bert-base-uncased","peft_type":"LORA"}"#)
    let reason =
      "is an adapter, which only changes the weights of bert-base-uncased; merge it into that model "
      + "(merge_and_unload in the peft library), save the whole, and name its folder"
    expectError("", reason)
    try writeConfiguration()
    expectError("", reason)
    for content in ["{}", #"{"base_model_name_or_path":null}"#] {
      try write("adapter_config.json", content)
      expectError("", reason.replacing("bert-base-uncased", with: "another model"))
    }
    for content in ["", "[]", "{", #"{"base_model_name_or_path":3}"#] {
      try write("adapter_config.json", content)
      let error = #expect(throws: ModelFileError.self) { try LanguageModel(folder: model.folder) }
      #expect(error?.file == model.folder + "/adapter_config.json")
    }
  }

  @Test(arguments: ["0_Transformer", "checkpoint-500"])
  func oneFolderDown(name: String) throws {
    for other in ["1_Pooling", "onnx"] { try writeConfiguration(in: other + "/") }
    try writeConfiguration(in: name + "/")
    try write(name + "/pytorch_model.bin")
    let reason = "is no model's folder, but \(name) in it is: name \(model.folder)/\(name)"
    expectError("", reason)
    // As old sentence-transformers have it.
    try write("config.json", #"{"__version__":"0.2.0"}"#)
    expectError("", reason)
  }

  @Test func severalFoldersDown() throws {
    for name in ["checkpoint-1000", "checkpoint-500"] {
      try writeConfiguration(in: name + "/")
      try write(name + "/model.safetensors")
    }
    expectError(
      "",
      "is no model's folder, but some in it are: name one of checkpoint-500, checkpoint-1000, such "
        + "as \(model.folder)/checkpoint-500")
  }

  @Test(arguments: ["pytorch_model.bin", "pytorch_model-00001-of-00002.bin"])
  func pickledWeights(name: String) throws {
    try writeConfiguration()
    try write(name)
    expectError(
      "/" + name,
      "is of a kind that can run a program when it is read, so it is not; convert it, in its "
        + "folder, with python3 -c \"import glob, torch, safetensors.torch as s; "
        + "s.save_file({name: tensor.contiguous().clone() for file in "
        + "glob.glob('pytorch_model*.bin') for name, tensor in torch.load(file, "
        + "map_location='cpu', weights_only=True).items()}, 'model.safetensors', "
        + "{'format': 'pt'})\"")
  }

  @Test func weightsOfOtherKinds() throws {
    try writeConfiguration()
    let reason =
      "does not exist; a model's weights are in it, or in the files that "
      + "model.safetensors.index.json names; "
    try write("tf_model.h5")
    expectError("/model.safetensors", reason + "tf_model.h5 can't be read in their place")
    try write("model.fp16.safetensors")
    expectError(
      "/model.safetensors",
      reason + "none of model.fp16.safetensors, tf_model.h5 can be read in their place")
  }

  @Test(arguments: [
    "model.safetensors.incomplete", "model.safetensors.part",
    ".cache/huggingface/download/4f2a.d1.incomplete",
  ])
  func interruptedDownload(file: String) throws {
    let reason =
      "is not whole: the download of \(model.folder)/\(file) did not end; download the model again"
    try write(file)
    expectError("", reason)
    try writeConfiguration()
    expectError("", reason)
    // With some of the files of the weights there, and then with all but the vocabulary.
    try write("model.safetensors.index.json", #"{"weight_map":{"a":"model-1.safetensors"}}"#)
    expectError("", reason)
    try FileManager.default.removeItem(atPath: model.folder + "/model.safetensors.index.json")
    for name in ["config.json", "model.safetensors"] {
      try model.write(name, Fixture.data("tiny-gelu/" + name))
    }
    expectError("", reason)
  }

  @Test func interruptedDownloadInTheCache() throws {
    let snapshot = "/models--org--name/snapshots/0123"
    try writeConfiguration(in: String(snapshot.dropFirst()) + "/")
    try write("models--org--name/blobs/4f2a.incomplete")
    expectError(
      snapshot,
      "is not whole: the download of \(model.folder)\(snapshot)/../../blobs/4f2a.incomplete did not "
        + "end; download the model again, as with hf download org/name", in: snapshot)
  }
}
