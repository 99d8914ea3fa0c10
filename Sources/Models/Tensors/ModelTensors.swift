/// A model's tensors by the names that its architecture gives them, each checked to have the shape
/// that the configuration asks for.
struct ModelTensors {
  /// The weights, without what stands before their names in the files.
  let weights: ModelWeights

  /// The table `name`, for looking up rows.
  func table(_ name: String, rows: Int, columns: Int) throws(ModelFileError) -> TensorRows {
    try weights.check(name, hasShape: [rows, columns])
    return try weights.rows(of: name)
  }

  /// The table `name`, which is small enough to be looked through at once.
  func smallTable(_ name: String, rows: Int, columns: Int) throws(ModelFileError) -> TensorRows {
    let table = try table(name, rows: rows, columns: columns)
    try table.checkFinite()
    return table
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
    let isOld = weights.tensors[name + ".gamma"] != nil
    return LayerNorm(
      weight: try vector(name + (isOld ? ".gamma" : ".weight"), size),
      bias: try vector(name + (isOld ? ".beta" : ".bias"), size), epsilon: epsilon)
  }

  private func vector(_ name: String, _ count: Int) throws(ModelFileError) -> [Float] {
    try weights.check(name, hasShape: [count])
    return try weights.floats(of: name)
  }
}
