/// DistilBERT: BERT with half the layers, other names, and one kind of sentence. Source: Sanh et al.,
/// "DistilBERT, a distilled version of BERT", 2019, as the transformers library computes it.
struct DistilBert: PostNormEncoder {
  static let modelTypes = ["distilbert"]

  let shape: ModelShape
  let embeddings: TokenEmbeddings
  let layers: [PostNormLayer]
  let output: OutputLayer?
  let classifier: Classifier?

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    let size = try configuration.size("dim", 768, most: 1 << 16)
    let heads = try configuration.heads("n_heads", 12, of: size, "dim")
    let inner = try configuration.size("hidden_dim", 3072, most: 1 << 18)
    shape = ModelShape(
      layers: try configuration.size("n_layers", 6, most: 1 << 10),
      heads: heads, keyValueHeads: heads, headSize: size / heads, hiddenSize: size,
      feedForwardSize: inner,
      vocabularySize: try configuration.size("vocab_size", 30522, most: 1 << 24),
      positions: try configuration.positions("max_position_embeddings", 512), isCausal: false)
    let activation = try configuration.activation("activation", .gelu)
    // The configuration has no entry for it.
    let epsilon: Float = 1e-12

    embeddings = TokenEmbeddings(
      tokens: try tensors.table(
        "embeddings.word_embeddings.weight", rows: shape.vocabularySize, columns: size),
      positions: try tensors.smallTable(
        "embeddings.position_embeddings.weight", rows: shape.positions, columns: size),
      kinds: nil,
      norm: try tensors.layerNorm("embeddings.LayerNorm", size, epsilon))
    var layers: [PostNormLayer] = []
    for index in 0..<shape.layers {
      let name = "transformer.layer.\(index)."
      layers.append(
        PostNormLayer(
          projection: try tensors.linear(
            ["q_lin", "k_lin", "v_lin"].map { name + "attention." + $0 },
            outputs: [size, size, size],
            inputs: size),
          attentionOutput: try tensors.linear(
            [name + "attention.out_lin"], outputs: [size], inputs: size),
          attentionNorm: try tensors.layerNorm(name + "sa_layer_norm", size, epsilon),
          expansion: try tensors.linear(
            [name + "ffn.lin1"], outputs: [inner], inputs: size, activation),
          contraction: try tensors.linear([name + "ffn.lin2"], outputs: [size], inputs: inner),
          outputNorm: try tensors.layerNorm(name + "output_layer_norm", size, epsilon)))
    }
    self.layers = layers
    output = try tensors.maskFilling(
      configuration, embeddings,
      OutputNames(
        dense: "vocab_transform", norm: "vocab_layer_norm", weights: "vocab_projector.weight",
        biases: ["vocab_projector.bias"]),
      inputs: size, epsilon, activation)
    classifier = try tensors.classifier(
      configuration, ClassifierNames(sentence: [("pre_classifier", .relu), ("classifier", nil)]),
      inputs: shape.hiddenSize)
  }
}
