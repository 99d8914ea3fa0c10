/// A model's tensors by the names that its architecture gives them, each checked to have the shape
/// that the configuration asks for.
struct ModelTensors {
  private let file: Safetensors
  private let path: String
  private let prefix: String

  /// Opens the file at `path`, whose tensors are named with or without what stands in front of a base
  /// model's.
  init(path: String) throws(ModelFileError) {
    self.path = path
    let file = try Safetensors(path: path)
    self.file = file
    prefix =
      ["", "bert.", "distilbert."].first {
        file.tensors[$0 + "embeddings.word_embeddings.weight"] != nil
      } ?? ""
  }

  /// The table `name`, for looking up rows.
  func table(_ name: String, rows: Int, columns: Int) throws(ModelFileError) -> TensorRows {
    try check(prefix + name, [rows, columns])
    return try file.rows(of: prefix + name)
  }

  /// One linear layer that gives the outputs of all the layers in `names`, one after the other.
  func linear(
    _ names: [String], outputs: Int, inputs: Int, _ activation: Activation? = nil
  ) throws(ModelFileError) -> Linear {
    var bias: [Float] = []
    var tables: [TensorRows] = []
    for name in names {
      tables.append(try table(name + ".weight", rows: outputs, columns: inputs))
      bias += try vector(name + ".bias", outputs)
    }
    return Linear(tables: tables, bias: bias, activation: activation)
  }

  /// The layer normalization `name`. Models from before 2019 call its weight gamma, its bias beta.
  func layerNorm(_ name: String, _ size: Int, _ epsilon: Float) throws(ModelFileError) -> LayerNorm
  {
    let isOld = file.tensors[prefix + name + ".gamma"] != nil
    return LayerNorm(
      weight: try vector(name + (isOld ? ".gamma" : ".weight"), size),
      bias: try vector(name + (isOld ? ".beta" : ".bias"), size), epsilon: epsilon)
  }

  private func vector(_ name: String, _ count: Int) throws(ModelFileError) -> [Float] {
    try check(prefix + name, [count])
    return try file.floats(of: prefix + name)
  }

  private func check(_ name: String, _ shape: [Int]) throws(ModelFileError) {
    guard let tensor = file.tensors[name], tensor.shape != shape else { return }
    throw ModelFileError(
      file: path,
      reason: "the tensor \(name) has the shape \(tensor.shape); config.json asks for \(shape)")
  }
}
