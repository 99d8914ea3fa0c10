/// The tensors of a BERT model's file by the names that the architecture gives them, each checked
/// to have the shape that the configuration asks for.
struct EncoderTensors {
  private let file: Safetensors
  private let path: String
  private let prefix: String

  /// Opens the file at `path`, whose tensors are named with or without `bert.` in front.
  init(path: String) throws(ModelFileError) {
    self.path = path
    file = try Safetensors(path: path)
    prefix = file.tensors["bert.embeddings.word_embeddings.weight"] == nil ? "" : "bert."
  }

  /// The table `name`, for looking up rows.
  func table(_ name: String, rows: Int, columns: Int) throws(ModelFileError) -> TensorRows {
    try check(prefix + name, [rows, columns])
    return try file.rows(of: prefix + name)
  }

  /// One dense layer that gives the outputs of all dense layers in `names`, one after the other.
  func dense(_ names: [String], inputs: Int, outputs: Int) throws(ModelFileError) -> Linear {
    var bias: [Float] = []
    var tables: [TensorRows] = []
    for name in names {
      tables.append(try table(name + ".weight", rows: outputs, columns: inputs))
      bias += try vector(name + ".bias", outputs)
    }
    return Linear(weights: tables, bias: bias)
  }

  /// The layer normalization `name`. Models from before 2019 call its weight gamma, its bias beta.
  func layerNorm(
    _ name: String, _ configuration: ModelConfiguration
  ) throws(ModelFileError) -> LayerNorm {
    let isOld = file.tensors[prefix + name + ".gamma"] != nil
    return LayerNorm(
      weight: try vector(name + (isOld ? ".gamma" : ".weight"), configuration.hiddenSize),
      bias: try vector(name + (isOld ? ".beta" : ".bias"), configuration.hiddenSize),
      epsilon: configuration.normalizationEpsilon)
  }

  private func vector(_ name: String, _ count: Int) throws(ModelFileError) -> [Float] {
    try check(prefix + name, [count])
    return try file.floats(of: prefix + name)
  }

  private func check(_ name: String, _ shape: [Int]) throws(ModelFileError) {
    guard let tensor = file.tensors[name], tensor.shape != shape else { return }
    throw ModelFileError(
      file: path,
      reason: "the tensor \(name) has the shape \(tensor.shape); "
        + "config.json asks for \(shape)")
  }
}
