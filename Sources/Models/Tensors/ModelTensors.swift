/// A model's tensors by the names that its architecture gives them, each checked to have the shape
/// that the configuration asks for.
struct ModelTensors {
  /// The weights, without what stands before their names in the files.
  let weights: ModelWeights
  /// The same with all that stands there, for what is outside of the model's body.
  private let whole: ModelWeights

  /// - Parameter table: the name of a tensor that the model must have.
  /// - Throws: that it has none or more than one.
  init(_ weights: ModelWeights, with table: String) throws(ModelFileError) {
    self.weights = try weights.withPrefix(before: table)
    whole = weights.whole
  }

  private init(_ weights: ModelWeights, whole: ModelWeights) {
    (self.weights, self.whole) = (weights, whole)
  }

  /// What stands beside the model's body: the tensors by their names after what stands before `name`;
  /// `nil` where there is no such tensor, or no telling which of several is meant.
  func around(_ name: String) -> ModelTensors? {
    (try? whole.withPrefix(before: name)).map { ModelTensors($0, whole: whole) }
  }

  /// Whether there is a tensor `name`.
  func has(_ name: String) -> Bool { weights.tensors[name] != nil }

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
  ///
  /// - Parameters:
  ///   - outputs: how many each of them has.
  ///   - hasBias: whether they add something.
  func linear(
    _ names: [String], outputs: [Int], inputs: Int, _ activation: Activation? = nil,
    hasBias: Bool = true
  ) throws(ModelFileError) -> Linear {
    var bias: [Float] = []
    var tables: [TensorRows] = []
    for (name, count) in zip(names, outputs) {
      tables.append(try table(name + ".weight", rows: count, columns: inputs))
      if hasBias { bias += try vector(name + ".bias", count) }
    }
    return Linear(tables: tables, bias: bias, activation: activation)
  }

  /// The linear layers that give the outputs of all the layers in `names`, one after the other: one, or
  /// where their weights are of several types, one for each that follow each other in one type, so that
  /// all of them stay as they are in the file.
  func linears(
    _ names: [String], outputs: [Int], inputs: Int, hasBias: Bool
  ) throws(ModelFileError) -> [Linear] {
    var linears: [Linear] = []
    var start = 0
    for end in 1...names.count
    where end == names.count
      || weights.tensors[names[end] + ".weight"]?.type
        != weights.tensors[names[start] + ".weight"]?.type
    {
      linears.append(
        try linear(
          Array(names[start..<end]), outputs: Array(outputs[start..<end]), inputs: inputs,
          hasBias: hasBias))
      start = end
    }
    return linears
  }

  /// The linear layer `name`, which gives the queries, keys and values of all heads: in its table those
  /// of a head follow each other, here those of all heads; in a .gguf file they do so already.
  func linear(
    ofInterleaved name: String, heads: Int, inputs: Int, hasBias: Bool
  ) throws(ModelFileError) -> Linear {
    guard !weights.areGGUF else {
      return try linear([name], outputs: [3 * inputs], inputs: inputs, hasBias: hasBias)
    }
    let table = try table(name + ".weight", rows: 3 * inputs, columns: inputs)
    let bias = hasBias ? try vector(name + ".bias", 3 * inputs) : []
    let size = inputs / heads
    let parts = (0..<3).flatMap { kind in
      (0..<heads).map { head in (3 * head + kind) * size..<(3 * head + kind + 1) * size }
    }
    return Linear(
      tables: parts.map { table.part($0) }, bias: hasBias ? parts.flatMap { bias[$0] } : [])
  }

  /// The linear layer `name`, whose table has a row for each input; in a .gguf file one for each
  /// output, as others have.
  func transposedLinear(
    _ name: String, outputs: Int, inputs: Int, _ activation: Activation? = nil
  ) throws(ModelFileError) -> Linear {
    guard !weights.areGGUF else {
      return try linear([name], outputs: [outputs], inputs: inputs, activation)
    }
    return Linear(
      transposed: try table(name + ".weight", rows: inputs, columns: outputs),
      bias: try vector(name + ".bias", outputs), activation: activation)
  }

  /// The weights that give each token of the vocabulary its logit: those of the tokens themselves, or
  /// a table of their own outside of the model's body.
  func outputWeights(
    _ name: String, isTied: Bool, to tokens: TensorRows
  ) throws(ModelFileError) -> Linear {
    guard !isTied else { return Linear(tables: [tokens]) }
    let outer = try whole.withPrefix(before: name)
    try outer.check(name, hasShape: [tokens.count, tokens.columns])
    return Linear(tables: [try outer.rows(of: name)])
  }

  /// The layer normalization `name`. Models from before 2019 call its weight gamma, its bias beta.
  func layerNorm(_ name: String, _ size: Int, _ epsilon: Float) throws(ModelFileError) -> LayerNorm
  {
    let isOld = has(name + ".gamma")
    return LayerNorm(
      weight: try vector(name + (isOld ? ".gamma" : ".weight"), size),
      bias: try vector(name + (isOld ? ".beta" : ".bias"), size), epsilon: epsilon)
  }

  /// The RMS norm `name`.
  func rmsNorm(_ name: String, _ size: Int, _ epsilon: Float) throws(ModelFileError) -> LayerNorm {
    LayerNorm(
      weight: try vector(name + ".weight", size), bias: [], epsilon: epsilon, movesToMean: false)
  }

  /// The `count` numbers of the tensor `name`.
  func vector(_ name: String, _ count: Int) throws(ModelFileError) -> [Float] {
    try weights.check(name, hasShape: [count])
    return try weights.floats(of: name)
  }
}
