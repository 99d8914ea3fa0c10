/// GPT-2: learned positions, pre-norm, weights written inputs × outputs. Source: Radford et al.,
/// "Language Models are Unsupervised Multitask Learners", 2019, as the transformers library computes
/// it.
struct GPT2: PreNormDecoder {
  static let modelTypes = ["gpt2"]
  static let tokenTable = "wte.weight"
  static let tie = TokenTableTie(
    output: "lm_head.weight", body: "wpe.weight", isUsual: true)

  static let gguf: GGUFNames? = GGUFNames(
    architectures: ["gpt2"],
    entries: [
      "n_embd": "embedding_length", "n_head": "attention.head_count", "n_layer": "block_count",
      "n_inner": "feed_forward_length", "n_positions": "context_length",
      "layer_norm_epsilon": "attention.layer_norm_epsilon",
    ],
    tensors: [
      "token_embd": "wte", "position_embd": "wpe", "output_norm": "ln_f", "output": "lm_head",
    ], block: "h",
    blockTensors: [
      "attn_norm": "ln_1", "attn_qkv": "attn.c_attn", "attn_output": "attn.c_proj",
      "ffn_norm": "ln_2", "ffn_up": "mlp.c_fc", "ffn_down": "mlp.c_proj",
    ])

  let shape: ModelShape
  let tokens: TensorRows
  private let positions: TensorRows
  let layers: [PreNormLayer]
  let output: OutputLayer?

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    guard try configuration.flag("scale_attn_weights", true) else {
      throw configuration.error(
        "scale_attn_weights",
        "has scale_attn_weights false; only scores that are divided by √d can be read")
    }
    for name in ["scale_attn_by_inverse_layer_idx", "add_cross_attention"]
    where try configuration.flag(name) {
      throw configuration.error(name, "has \(name) true, which can't be read")
    }
    shape = try ModelShape(
      ofDecoder: configuration,
      ShapeEntries(
        layers: ("n_layer", 12), heads: ("n_head", 12), hiddenSize: ("n_embd", 768),
        feedForwardSize: ("n_inner", nil), vocabularySize: 50257, positions: ("n_positions", 1024)))
    let (size, inner) = (shape.hiddenSize, shape.feedForwardSize)
    let epsilon = try configuration.epsilon("layer_norm_epsilon", 1e-5)
    let activation = try configuration.activation("activation_function", .geluNew)
    tokens = try tensors.table(Self.tokenTable, rows: shape.vocabularySize, columns: size)
    positions = try tensors.smallTable("wpe.weight", rows: shape.positions, columns: size)
    var layers: [PreNormLayer] = []
    for index in 0..<shape.layers {
      let name = "h.\(index)."
      layers.append(
        PreNormLayer(
          attentionNorm: try tensors.layerNorm(name + "ln_1", size, epsilon),
          projections: [
            try tensors.transposedLinear(name + "attn.c_attn", outputs: 3 * size, inputs: size)
          ],
          attentionOutput: try tensors.transposedLinear(
            name + "attn.c_proj", outputs: size, inputs: size),
          feedForwardNorm: try tensors.layerNorm(name + "ln_2", size, epsilon),
          expansion: try tensors.transposedLinear(
            name + "mlp.c_fc", outputs: inner, inputs: size, activation),
          contraction: try tensors.transposedLinear(
            name + "mlp.c_proj", outputs: size, inputs: inner)))
    }
    self.layers = layers
    output = OutputLayer(
      norm: try tensors.layerNorm("ln_f", size, epsilon),
      weights: try tensors.outputWeights(
        Self.tie.output, isTied: try Self.tie.holds(in: configuration), to: tokens))
  }

  func embed(
    _ member: Team.Member, _ tokenIDs: [Int], _ rows: Range<Int>, into hidden: FloatTable
  ) {
    for place in member.slice(of: rows.count) {
      let row = rows.lowerBound + place
      let (token, position) = (tokens[tokenIDs[row]], positions[row])
      let sums = hidden[row]
      for column in sums.indices { sums[column] = token[column] + position[column] }
    }
    member.barrier()
  }
}
