import Glibc

/// MPNet: BERT that adds to each score a number for how far apart the two tokens are, and numbers places
/// as RoBERTa does. Source: Song et al., "MPNet: Masked and Permuted Pre-training for Language
/// Understanding", 2020, as the transformers library computes it.
struct MPNet: PostNormEncoder {
  static let modelTypes = ["mpnet"]

  static func usualTokenizer(_ modelType: String) -> Tokenizer.Usual {
    Tokenizer.Usual(hasWordPieces: true, wordPieces: "MPNetTokenizer")
  }

  let shape: ModelShape
  let embeddings: TokenEmbeddings
  let layers: [PostNormLayer]
  let scoreBias: RelativeBias?
  let output: OutputLayer?
  let classifier: Classifier?

  /// The number of the filling token, which no configuration changes.
  private static let padding = 1
  /// How many distances are told apart, whatever the table has: as many before a token as after it.
  private static let distances = 32

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    let size = try configuration.size("hidden_size", 768, most: 1 << 16)
    let heads = try configuration.heads("num_attention_heads", 12, of: size, "hidden_size")
    let places = try configuration.positions(
      "max_position_embeddings", 512, unused: Self.padding + 1)
    shape = ModelShape(
      layers: try configuration.size("num_hidden_layers", 12, most: 1 << 10),
      heads: heads, keyValueHeads: heads, headSize: size / heads, hiddenSize: size,
      feedForwardSize: try configuration.size("intermediate_size", 3072, most: 1 << 18),
      vocabularySize: try configuration.size("vocab_size", 30527, most: 1 << 24),
      positions: places - Self.padding - 1, isCausal: false)
    let epsilon = try configuration.epsilon("layer_norm_eps", 1e-12)
    let activation = try configuration.activation("hidden_act", .gelu)
    embeddings = TokenEmbeddings(
      tokens: try tensors.table(
        Self.tokenTable, rows: shape.vocabularySize, columns: size),
      positions: try tensors.smallTable(
        "embeddings.position_embeddings.weight", rows: places, columns: size),
      kinds: nil,
      norm: try tensors.layerNorm("embeddings.LayerNorm", size, epsilon),
      padding: Self.padding)
    var layers: [PostNormLayer] = []
    for index in 0..<shape.layers {
      layers.append(
        try PostNormLayer(
          tensors, "encoder.layer.\(index).",
          attention: (
            projections: ["q", "k", "v"].map { "attention.attn." + $0 },
            output: "attention.attn.o", norm: "attention.LayerNorm"
          ), shape, epsilon, activation))
    }
    self.layers = layers
    let table = try tensors.smallTable(
      "encoder.relative_attention_bias.weight",
      rows: try configuration.size(
        "relative_attention_num_buckets", Self.distances, least: Self.distances, most: 1 << 16),
      columns: heads)
    let rows = (0..<Self.distances).map { table[$0] }
    scoreBias = RelativeBias(heads: heads, reach: min(shape.positions, Transformer.mostTokens)) {
      head, distance in
      rows[Self.row(ofDistance: distance)][head]
    }
    output = try tensors.maskFilling(
      configuration, embeddings, .robertas, inputs: size, epsilon, .gelu)
    classifier = try tensors.classifier(
      configuration, .robertas, inputs: shape.hiddenSize)
  }

  /// The row for a key that stands `distance` tokens after the query: one for each up to 7, then for
  /// ranges that grow with it, the last for all from 91 on; those of keys after the query follow those
  /// of keys before it.
  static func row(ofDistance distance: Int) -> Int {
    let (half, exact) = (distances / 2, distances / 4)
    let first = distance > 0 ? half : 0
    let length = abs(distance)
    guard length >= exact else { return first + length }
    // log 128/8 is 4: each doubling is two ranges.
    let range = Int(log2(Double(length) / Double(exact)) / 4 * Double(half - exact))
    return first + min(exact + range, half - 1)
  }
}
