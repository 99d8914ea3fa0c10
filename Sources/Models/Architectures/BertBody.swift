/// What BERT has and the encoders that came of it: their shape, their embeddings and their layers.
struct BertBody: Sendable {
  let shape: ModelShape
  let embeddings: TokenEmbeddings
  let layers: [PostNormLayer]
  /// What normalization adds to the variance.
  let epsilon: Float
  /// The function within the feed-forward parts.
  let activation: Activation

  /// What differs from one family to the other; as it stands, BERT's.
  struct Form {
    var entries = ShapeEntries()
    /// The entry for what normalization adds; `nil` where no configuration changes it.
    var epsilon: String? = "layer_norm_eps"
    var activation = "hidden_act"
    /// How many numbers an embedding has, where that has an entry of its own.
    var embeddingSize: Int?
    /// The token that fills sentences up, where places are numbered from the one after it.
    var padding: Int?
    /// Whether a configuration can name another one.
    var namesPadding = true
    /// Whether sentences of several kinds are told apart.
    var hasKinds = true
    /// What stands before the number of a layer.
    var layers = "encoder.layer."
    var names = PostNormLayer.Names()
  }

  /// - Throws: which entry, or which tensor, is wrong or missing, and what would be right.
  init(
    _ configuration: ModelConfiguration, _ tensors: ModelTensors, _ form: Form = Form()
  ) throws(ModelFileError) {
    try Self.check(configuration)
    var padding = form.padding
    if let usual = padding, form.namesPadding {
      padding = try configuration.optionalSize("pad_token_id", least: 0, most: 1 << 24) ?? usual
    }
    let unused = padding.map { $0 + 1 } ?? 0
    shape = try ModelShape(ofEncoder: configuration, form.entries, unused: unused)
    let size = shape.hiddenSize
    epsilon =
      try form.epsilon.map { name throws(ModelFileError) in
        try configuration.epsilon(name, 1e-12)
      } ?? 1e-12
    activation = try configuration.activation(form.activation, .gelu)
    var width = size
    if let usual = form.embeddingSize {
      width = try configuration.size("embedding_size", usual, most: 1 << 16)
    }
    let kinds =
      form.hasKinds ? try configuration.size("type_vocab_size", 2, most: 1 << 10) : nil
    embeddings = TokenEmbeddings(
      tokens: try tensors.table(
        "embeddings.word_embeddings.weight", rows: shape.vocabularySize, columns: width),
      positions: try tensors.smallTable(
        "embeddings.position_embeddings.weight", rows: shape.positions + unused, columns: width),
      kinds: try kinds.map { count throws(ModelFileError) in
        try tensors.smallTable(
          "embeddings.token_type_embeddings.weight", rows: count, columns: width)
      },
      norm: try tensors.layerNorm("embeddings.LayerNorm", width, epsilon),
      padding: padding,
      projection: width == size
        ? nil : try tensors.linear(["embeddings_project"], outputs: [size], inputs: width))
    var layers: [PostNormLayer] = []
    for index in 0..<shape.layers {
      layers.append(
        try PostNormLayer(
          tensors, "\(form.layers)\(index).", form.names, shape, epsilon, activation))
    }
    self.layers = layers
  }

  /// Finds out whether it is an encoder as BERT is one.
  private static func check(_ configuration: ModelConfiguration) throws(ModelFileError) {
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
