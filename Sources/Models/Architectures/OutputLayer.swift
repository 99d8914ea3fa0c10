/// The last step of a model that predicts tokens: a number (logit) for each token of the vocabulary.
struct OutputLayer: Sendable {
  /// What an encoder's hidden states go through before they are normalized; `nil` in decoders.
  var dense: Linear?
  let norm: LayerNorm
  let weights: Linear

  /// What makes the last hidden states a decoder's final vectors; an encoder's are those as they are.
  var finalNorm: LayerNorm? { dense == nil ? norm : nil }

  var linears: [Linear] { (dense.map { [$0] } ?? []) + [weights] }
}

/// What an encoder calls the tensors of its output layer, which fills in what is masked.
struct OutputNames {
  let dense, norm: String
  /// The table with a row for each token, in a file where it is not that of the embeddings.
  let weights: String
  /// What is added to the logits: the first that a file has; with a table of its own the last.
  let biases: [String]

  /// Those of RoBERTa and of models that took them over.
  static let robertas = OutputNames(
    dense: "lm_head.dense", norm: "lm_head.layer_norm", weights: "lm_head.decoder.weight",
    biases: ["lm_head.bias", "lm_head.decoder.bias"])
}

extension ModelTensors {
  /// The output layer of an encoder, which stands beside its body; `nil` where the file has none, as
  /// that of a fine-tuned model.
  ///
  /// - Parameter activation: the function between the two products.
  /// - Throws: that a tensor of it has another shape than the configuration asks for.
  func maskFilling(
    _ configuration: ModelConfiguration, _ body: BertBody, _ names: OutputNames,
    _ activation: Activation
  ) throws(ModelFileError) -> OutputLayer? {
    let tokens = body.embeddings.tokens
    let size = tokens.columns
    let isTied = try configuration.flag("tie_word_embeddings", true)
    guard let around = around(names.dense + ".weight"), around.has(names.dense + ".bias"),
      around.has(names.norm + ".weight") || around.has(names.norm + ".gamma"),
      isTied || around.has(names.weights)
    else { return nil }
    var bias: [Float] = []
    // Where the table is the embeddings', so is the one bias the other.
    let biases = isTied ? names.biases : names.biases.reversed()
    if let name = biases.first(where: around.has) {
      bias = try around.vector(name, tokens.count)
    }
    let table =
      isTied
      ? tokens : try around.table(names.weights, rows: tokens.count, columns: size)
    return OutputLayer(
      dense: try around.linear(
        [names.dense], outputs: [size], inputs: body.shape.hiddenSize, activation),
      norm: try around.layerNorm(names.norm, size, body.epsilon),
      weights: Linear(tables: [table], bias: bias))
  }
}
