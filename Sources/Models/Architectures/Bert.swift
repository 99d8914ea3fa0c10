/// BERT. Source: Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers", 2018, as the
/// transformers library computes it.
struct Bert: PostNormEncoder {
  static let modelTypes = ["bert"]

  let shape: ModelShape
  let embeddings: TokenEmbeddings
  let layers: [PostNormLayer]

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    let positioning = try configuration.text("position_embedding_type", "absolute")
    guard positioning == "absolute" else {
      throw configuration.error(
        "position_embedding_type",
        "has the position_embedding_type \(positioning); only absolute can be read")
    }
    guard try !configuration.flag("is_decoder") else {
      throw configuration.error(
        "is_decoder",
        "has is_decoder true; only encoders, whose tokens see the whole sentence, can be read")
    }
    guard try !configuration.flag("add_cross_attention") else {
      throw configuration.error(
        "add_cross_attention",
        "has add_cross_attention true; only models that read one sentence alone can be read")
    }
    let size = try configuration.size("hidden_size", 768, most: 1 << 16)
    let heads = try configuration.heads("num_attention_heads", 12, of: size, "hidden_size")
    let inner = try configuration.size("intermediate_size", 3072, most: 1 << 18)
    shape = ModelShape(
      layers: try configuration.size("num_hidden_layers", 12, most: 1 << 10),
      heads: heads, keyValueHeads: heads, headSize: size / heads, hiddenSize: size,
      feedForwardSize: inner,
      vocabularySize: try configuration.size("vocab_size", 30522, most: 1 << 24),
      positions: try configuration.positions("max_position_embeddings", 512), isCausal: false)
    let kinds = try configuration.size("type_vocab_size", 2, most: 1 << 10)
    let epsilon = try configuration.epsilon("layer_norm_eps", 1e-12)
    let activation = try configuration.activation("hidden_act", .gelu)

    embeddings = TokenEmbeddings(
      tokens: try tensors.table(
        "embeddings.word_embeddings.weight", rows: shape.vocabularySize, columns: size),
      positions: try tensors.smallTable(
        "embeddings.position_embeddings.weight", rows: shape.positions, columns: size),
      sentenceKind: try tensors.smallTable(
        "embeddings.token_type_embeddings.weight", rows: kinds, columns: size)[0],
      norm: try tensors.layerNorm("embeddings.LayerNorm", size, epsilon))
    var layers: [PostNormLayer] = []
    for index in 0..<shape.layers {
      let name = "encoder.layer.\(index)."
      layers.append(
        PostNormLayer(
          projection: try tensors.linear(
            ["query", "key", "value"].map { name + "attention.self." + $0 },
            outputs: [size, size, size],
            inputs: size),
          attentionOutput: try tensors.linear(
            [name + "attention.output.dense"], outputs: [size], inputs: size),
          attentionNorm: try tensors.layerNorm(name + "attention.output.LayerNorm", size, epsilon),
          expansion: try tensors.linear(
            [name + "intermediate.dense"], outputs: [inner], inputs: size, activation),
          contraction: try tensors.linear([name + "output.dense"], outputs: [size], inputs: inner),
          outputNorm: try tensors.layerNorm(name + "output.LayerNorm", size, epsilon)))
    }
    self.layers = layers
  }
}
