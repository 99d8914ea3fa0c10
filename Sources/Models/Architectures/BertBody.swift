/// What BERT has and those that kept its names: their shape, their embeddings and their layers.
struct BertBody {
  let shape: ModelShape
  let embeddings: TokenEmbeddings
  let layers: [PostNormLayer]
  /// What normalization adds to the variance.
  let epsilon: Float
  /// The function within the feed-forward parts.
  let activation: Activation

  /// What differs from one family to the other.
  struct Usual {
    var vocabularySize = 30522
    var hiddenSize = 768
    var heads = 12
    var feedForwardSize = 3072
    /// How many numbers an embedding has, where that has an entry of its own.
    var embeddingSize: Int?
    /// The token that fills sentences up, where places are numbered from the one after it.
    var padding: Int?
  }

  /// - Throws: which entry, or which tensor, is wrong or missing, and what would be right.
  init(
    _ configuration: ModelConfiguration, _ tensors: ModelTensors, usual: Usual = Usual()
  ) throws(ModelFileError) {
    try Self.check(configuration)
    let size = try configuration.size("hidden_size", usual.hiddenSize, most: 1 << 16)
    let heads = try configuration.heads(
      "num_attention_heads", usual.heads, of: size, "hidden_size")
    let inner = try configuration.size(
      "intermediate_size", usual.feedForwardSize, most: 1 << 18)
    var padding = usual.padding
    if let usual = padding {
      padding = try configuration.optionalSize("pad_token_id", least: 0, most: 1 << 24) ?? usual
    }
    let places = try configuration.positions(
      "max_position_embeddings", 512, unused: padding.map { $0 + 1 } ?? 0)
    shape = ModelShape(
      layers: try configuration.size("num_hidden_layers", 12, most: 1 << 10),
      heads: heads, keyValueHeads: heads, headSize: size / heads, hiddenSize: size,
      feedForwardSize: inner,
      vocabularySize: try configuration.size("vocab_size", usual.vocabularySize, most: 1 << 24),
      positions: places - (padding.map { $0 + 1 } ?? 0), isCausal: false)
    let kinds = try configuration.size("type_vocab_size", 2, most: 1 << 10)
    epsilon = try configuration.epsilon("layer_norm_eps", 1e-12)
    activation = try configuration.activation("hidden_act", .gelu)
    var width = size
    if let usual = usual.embeddingSize {
      width = try configuration.size("embedding_size", usual, most: 1 << 16)
    }
    embeddings = TokenEmbeddings(
      tokens: try tensors.table(
        "embeddings.word_embeddings.weight", rows: shape.vocabularySize, columns: width),
      positions: try tensors.smallTable(
        "embeddings.position_embeddings.weight", rows: places, columns: width),
      kinds: try tensors.smallTable(
        "embeddings.token_type_embeddings.weight", rows: kinds, columns: width),
      norm: try tensors.layerNorm("embeddings.LayerNorm", width, epsilon),
      padding: padding,
      projection: width == size
        ? nil : try tensors.linear(["embeddings_project"], outputs: [size], inputs: width))
    var layers: [PostNormLayer] = []
    for index in 0..<shape.layers {
      layers.append(
        try PostNormLayer(
          tensors, "encoder.layer.\(index).",
          attention: (
            projections: ["query", "key", "value"].map { "attention.self." + $0 },
            output: "attention.output.dense", norm: "attention.output.LayerNorm"
          ), shape, epsilon, activation))
    }
    self.layers = layers
  }

  /// Finds out whether it is an encoder as BERT is one.
  static func check(_ configuration: ModelConfiguration) throws(ModelFileError) {
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
  }
}

extension PostNormLayer {
  /// The layer whose tensors' names begin with `name`, and go on as BERT's do but for those of its
  /// attention.
  init(
    _ tensors: ModelTensors, _ name: String,
    attention: (projections: [String], output: String, norm: String), _ shape: ModelShape,
    _ epsilon: Float, _ activation: Activation
  ) throws(ModelFileError) {
    let (size, inner) = (shape.hiddenSize, shape.feedForwardSize)
    self.init(
      projection: try tensors.linear(
        attention.projections.map { name + $0 }, outputs: [size, size, size], inputs: size),
      attentionOutput: try tensors.linear(
        [name + attention.output], outputs: [size], inputs: size),
      attentionNorm: try tensors.layerNorm(name + attention.norm, size, epsilon),
      expansion: try tensors.linear(
        [name + "intermediate.dense"], outputs: [inner], inputs: size, activation),
      contraction: try tensors.linear([name + "output.dense"], outputs: [size], inputs: inner),
      outputNorm: try tensors.layerNorm(name + "output.LayerNorm", size, epsilon))
  }
}
