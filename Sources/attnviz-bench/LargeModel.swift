import Foundation
import Resources

/// Prints how the program does with a model of 24 × 16 heads of 1024 numbers, with random weights in
/// F16, which is made in a temporary folder for it: 670 MB.
func reportLargeModel(nudging sentence: String, _ options: [String]) throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("attnviz-bench-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try writeModel(to: folder)
  let arguments = ["--model", folder.path, "--sentence", sentence, "--query", "it"] + options
  let runs = (0..<3).compactMap { _ in ProgramRun(arguments: arguments) }
  report("start to first frame, 24 × 16 heads, 17 tokens", seconds: runs.map(\.secondsToFirstFrame))
  reportNudges("nudge in layer 0, 24 × 16 heads, 17 tokens", arguments, count: 20)
}

private func writeModel(to folder: URL) throws {
  let (size, inner, layers, words) = (1024, 4096, 24, 30_522)
  var tensors = [
    ("embeddings.word_embeddings.weight", [words, size]),
    ("embeddings.position_embeddings.weight", [512, size]),
    ("embeddings.token_type_embeddings.weight", [2, size]),
    ("embeddings.LayerNorm.weight", [size]), ("embeddings.LayerNorm.bias", [size]),
  ]
  for layer in 0..<layers {
    let name = "encoder.layer.\(layer)."
    for (part, outputs, inputs) in [
      ("attention.self.query", size, size), ("attention.self.key", size, size),
      ("attention.self.value", size, size), ("attention.output.dense", size, size),
      ("intermediate.dense", inner, size), ("output.dense", size, inner),
    ] {
      tensors.append((name + part + ".weight", [outputs, inputs]))
      tensors.append((name + part + ".bias", [outputs]))
    }
    for part in ["attention.output.LayerNorm", "output.LayerNorm"] {
      tensors.append((name + part + ".weight", [size]))
      tensors.append((name + part + ".bias", [size]))
    }
  }
  var (entries, end) = ([String](), 0)
  for (name, shape) in tensors {
    let start = end
    end += shape.reduce(2, *)
    entries.append(
      "\"\(name)\": {\"dtype\": \"F16\", \"shape\": \(shape), \"data_offsets\": [\(start), \(end)]}"
    )
  }
  let header = Data("{\(entries.joined(separator: ", "))}".utf8)
  var content = Data()
  withUnsafeBytes(of: UInt64(header.count).littleEndian) { content.append(contentsOf: $0) }
  content.append(header)
  var state: UInt64 = 1
  for (name, shape) in tensors {
    var numbers = [UInt16](repeating: 0, count: shape.reduce(1, *))
    for index in numbers.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      // From 2⁻⁶ to 2⁻⁵ with either sign; a normalization's scale is 1.
      numbers[index] =
        name.hasSuffix("LayerNorm.weight") ? 0x3c00 : 0x2400 | UInt16(state >> 48) & 0x83ff
    }
    numbers.withUnsafeBytes { content.append(contentsOf: $0) }
  }
  try content.write(to: folder.appendingPathComponent("model.safetensors"))
  let configuration = """
    {"model_type": "bert", "hidden_size": \(size), "num_attention_heads": 16,
     "num_hidden_layers": \(layers), "intermediate_size": \(inner), "vocab_size": \(words)}
    """
  try Data(configuration.utf8).write(to: folder.appendingPathComponent("config.json"))
  for name in ["vocab.txt", "tokenizer_config.json"] {
    try FileManager.default.copyItem(
      atPath: Resources.model + "/" + name, toPath: folder.appendingPathComponent(name).path)
  }
}
