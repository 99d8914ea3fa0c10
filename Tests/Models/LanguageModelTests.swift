import AttentionCore
import Foundation
import Models
import Resources
import Testing

/// A model's folder, opened as a whole, and folders in which something is wrong.
@Suite struct LanguageModelTests {
  private let model: TemporaryModel

  init() throws {
    model = try TemporaryModel()
    for name in ["config.json", "model.safetensors", "vocab.txt", "tokenizer_config.json"] {
      try model.write(name, Fixture.data("tiny-gelu/" + name))
    }
  }

  private func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: model.folder + "/" + name)
  }

  private func expectError(
    _ file: String, _ reason: String, at line: SourceLocation = #_sourceLocation
  ) {
    #expect(
      throws: ModelFileError(file: model.folder + (file.isEmpty ? "" : "/" + file), reason: reason),
      sourceLocation: line
    ) { try LanguageModel(folder: model.folder) }
  }

  @Test func aModelHasAName() throws {
    #expect(try LanguageModel(folder: Resources.model).name == "all-MiniLM-L6-v2")
    #expect(try LanguageModel(folder: Resources.model + "/").name == "all-MiniLM-L6-v2")
    #expect(try LanguageModel(folder: Resources.model, named: "org/other").name == "other")
  }

  @Test func everyPartOfAFolder() throws {
    let opened = try LanguageModel(folder: model.folder)
    let pieces = opened.tokenizer.encode("Banks .").map(\.id)
    #expect(pieces == [2, 5, 7, 11, 3])
    #expect(opened.folder == model.folder)
    #expect(opened.words.dimension == opened.transformer.shape.hiddenSize)
    #expect(opened.transformer.read(pieces).final(token: 1).count == opened.words.dimension)
  }

  @Test func bundledModel() throws {
    let opened = try LanguageModel(folder: Resources.model)
    #expect(opened.tokenizer.vocabulary.count == 30_522)
  }

  @Test func vocabularyInTokenizerFile() throws {
    try remove("vocab.txt")
    try model.write(
      "tokenizer.json",
      #"""
      {"pre_tokenizer":{"type":"BertPreTokenizer"},
       "model":{"type":"WordPiece","vocab":{"[UNK]":0,"[CLS]":1,"[SEP]":2}}}
      """#.utf8)
    #expect(try LanguageModel(folder: model.folder).tokenizer.vocabulary.count == 3)
  }

  @Test func noFolder() throws {
    let path = model.folder + "/config.json"
    for folder in [path, model.folder + "/none", ""] {
      #expect(
        throws: ModelFileError(
          file: folder, reason: "is not a folder; a model is a folder of files, or a .gguf file")
      ) { try LanguageModel(folder: folder) }
    }
  }

  @Test func missingFiles() throws {
    try remove("vocab.txt")
    expectError("", "has no vocabulary; it should be in vocab.txt or tokenizer.json")
    try remove("model.safetensors")
    expectError(
      "model.safetensors",
      "does not exist; a model's weights are in it, or in the files that "
        + "model.safetensors.index.json names")
    try remove("config.json")
    expectError(
      "",
      "is no model's folder: it has no config.json; name the folder that holds it, "
        + "model.safetensors and vocab.txt or tokenizer.json")
  }

  @Test(arguments: ["config.json", "model.safetensors", "vocab.txt", "tokenizer_config.json"])
  func otherThingsInsteadOfAFile(name: String) throws {
    try model.write(name, [])
    expectError(name, "is empty")
    try remove(name)
    #expect(mkfifo(model.folder + "/" + name, 0o600) == 0)
    expectError(name, "is not a regular file")
    try remove(name)
    try FileManager.default.createDirectory(
      atPath: model.folder + "/" + name, withIntermediateDirectories: false)
    expectError(name, "is not a regular file")
  }

  @Test func otherArchitectureIsSaidFirst() throws {
    for name in ["vocab.txt", "model.safetensors", "tokenizer_config.json"] { try remove(name) }
    try model.write("config.json", #"{"model_type":"xlnet"}"#.utf8)
    #expect(
      throws: ModelFileError(
        file: model.folder + "/config.json", line: 1,
        reason:
          "is of a xlnet model; only models of the types bert, distilbert, roberta, camembert, "
          + "xlm-roberta, electra, mpnet, gpt2, gpt_neox, llama, mistral, qwen2, qwen3 can be read."
          + " Its attention can be captured where it runs, and opened as .npz")
    ) { try LanguageModel(folder: model.folder) }
  }

  @Test func moreTokensThanTheModelHas() throws {
    let tokens = ["[UNK]", "[CLS]", "[SEP]"] + (3..<16).map { "t\($0)" }
    try model.write("vocab.txt", tokens.joined(separator: "\n").utf8)
    expectError(
      "model.safetensors",
      "has 15 word embeddings of 12 numbers; the vocabulary has 16 tokens and needs one for each")
  }

  /// Replaces the first number type in the header by one of as many letters.
  @Test(arguments: [("F32", "I32"), ("F32", "U32")])
  func otherNumberTypes(old: String, new: String) throws {
    var data = try Fixture.data("tiny-gelu/model.safetensors")
    while let place = data.range(of: Data("\"\(old)\"".utf8)) {
      data.replaceSubrange(place, with: Data("\"\(new)\"".utf8))
    }
    try model.write("model.safetensors", data)
    expectError(
      "model.safetensors",
      "the tensor bert.embeddings.word_embeddings.weight is of type \(new); F32, F16 and BF16 can "
        + "be read")
  }

  @Test func headerOfGigabytes() throws {
    let path = try model.write(
      "model.safetensors", withUnsafeBytes(of: UInt64(4 << 30).littleEndian, Array.init))
    #expect(truncate(path, 8 << 30) == 0)
    expectError(
      "model.safetensors",
      "its header is 4294967296 bytes long; at most 100000000 are allowed")
  }

  /// A model in several files, whose names are those of a training script, is the same model.
  @Test(arguments: ["bert.", "module.bert.", "_orig_mod.", "model."])
  func severalFiles(prefix: String) throws {
    func vectors() throws -> [[Float]] {
      let opened = try LanguageModel(folder: model.folder)
      return [
        opened.transformer.read([2, 5, 7, 11, 3]).final(token: 1), opened.words.vector(of: "bank"),
      ]
    }
    let whole = try vectors()
    try split(prefix: prefix)
    #expect(try vectors() == whole)
  }

  /// Writes each tensor of model.safetensors into a file of its own.
  private func split(prefix: String) throws {
    let data = try Fixture.data("tiny-gelu/model.safetensors")
    let whole = try Safetensors(path: Fixture.path("tiny-gelu/model.safetensors"))
    var files: [String: String] = [:]
    for (tensor, place) in try TemporaryModel.places(in: data) {
      let form = try #require(whole.tensors[tensor])
      let name = prefix + tensor.replacing("bert.", with: "")
      let path = try model.writeTensors(
        #"{"\#(name)":{"dtype":"\#(form.type.rawValue)","shape":\#(form.shape),"#
          + #""data_offsets":[0,\#(place.count)]}}"#, Array(data[place]))
      files[name] = name + ".safetensors"
      try FileManager.default.moveItem(atPath: path, toPath: "\(model.folder)/\(name).safetensors")
    }
    try model.write(
      "model.safetensors.index.json", JSONEncoder().encode(["weight_map": files]))
  }

  @Test(
    arguments: [
      (0x7fc0_0000, "NaN"), (0x7f80_0000, "infinity"), (0xff80_0000, "-infinity"),
      (0xffff_ffff, "NaN"),
    ],
    [
      ("embeddings.word_embeddings.weight", "[0, 0]"), ("embeddings.LayerNorm.beta", "0"),
      ("embeddings.position_embeddings.weight", "[0, 0]"),
      ("encoder.layer.0.attention.self.value.weight", "[0, 0]"),
      ("encoder.layer.1.output.dense.weight", "[0, 0]"), ("encoder.layer.1.output.dense.bias", "0"),
    ])
  func numbersThatAreNotFiniteAreRefused(
    number: (pattern: UInt32, shown: String), tensor: (name: String, place: String)
  ) throws {
    let name = "bert." + tensor.name
    var data = try Fixture.data("tiny-gelu/model.safetensors")
    let place = try #require(TemporaryModel.places(in: data)[name])
    data.replaceSubrange(place.prefix(4), with: TemporaryModel.bytes([number.pattern]))
    try model.write("model.safetensors", data)
    expectError(
      "model.safetensors",
      "the tensor \(name) has \(number.shown) at \(tensor.place); every weight must be a finite "
        + "number, so this model can't be used")
  }

  /// The numbers of the weights may be any finite ones; nothing may end the program.
  @Test(arguments: [0x7f7f_ffff, 0x0000_0001, 0xff7f_ffff, 0x8000_0000])
  func numbersOfEveryKind(pattern: UInt32) throws {
    let data = try Fixture.data("tiny-gelu/model.safetensors")
    let length = data.prefix(8).withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    let header = 8 + Int(UInt64(littleEndian: length))
    for step in [1, 3] {
      var numbers = Array(data[header...])
      for place in stride(from: 0, to: numbers.count - 3, by: 4 * step) {
        numbers.replaceSubrange(place..<place + 4, with: TemporaryModel.bytes([pattern]))
      }
      try model.write("model.safetensors", Array(data[..<header]) + numbers)
      let opened = try LanguageModel(folder: model.folder)
      let pieces = opened.tokenizer.encode("Bank banks .")
      let pass = opened.transformer.read(pieces.map(\.id))
      let weights = pass.weights(HeadID(layer: 1, index: 3), query: 1)
      #expect(weights.count == pieces.count)
      let vectors = [
        pass.final(token: 1), opened.words.vector(of: "bank"),
        [Float](repeating: Float(bitPattern: pattern), count: 12),
        [Float](repeating: 1, count: 12),
      ]
      for vector in vectors {
        let near = opened.words.nearest(to: vector, count: 3)
        #expect(near.count <= 3)
        #expect(near.allSatisfy { $0.cosine.isFinite })
      }
    }
  }
}
