/// GPT-2: learned positions, pre-norm, weights written inputs × outputs. Source: Radford et al.,
/// "Language Models are Unsupervised Multitask Learners", 2019, as the transformers library computes
/// it.
struct GPT2: Architecture {
  static let modelTypes = ["gpt2"]
  static let tokenTable = "wte.weight"

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

  static func usualTokenizer(_ modelType: String) -> Tokenizer.Usual {
    Tokenizer.Usual(bytePairs: "GPT2Tokenizer")
  }

  let shape: ModelShape
  private let tokens: TensorRows
  private let positions: TensorRows
  private let layers: [Layer]
  let output: OutputLayer?

  private struct Layer: Sendable {
    let attentionNorm: LayerNorm
    /// The queries, keys and values of all heads in one product.
    let projection: Linear
    let attentionOutput: Linear
    let feedForwardNorm: LayerNorm
    let expansion: Linear
    let contraction: Linear
  }

  var linears: [Linear] {
    layers.flatMap { [$0.projection, $0.attentionOutput, $0.expansion, $0.contraction] }
  }

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
    let size = try configuration.size("n_embd", 768, most: 1 << 16)
    let heads = try configuration.heads("n_head", 12, of: size, "n_embd")
    let inner = try configuration.size("n_inner", 4 * size, most: 1 << 18)
    shape = ModelShape(
      layers: try configuration.size("n_layer", 12, most: 1 << 10), heads: heads,
      keyValueHeads: heads, headSize: size / heads, hiddenSize: size, feedForwardSize: inner,
      vocabularySize: try configuration.size("vocab_size", 50257, most: 1 << 24),
      positions: try configuration.size("n_positions", 1024, most: 1 << 24), isCausal: true)
    let epsilon = try configuration.epsilon("layer_norm_epsilon", 1e-5)
    let activation = try configuration.activation("activation_function", .geluNew)
    tokens = try tensors.table(Self.tokenTable, rows: shape.vocabularySize, columns: size)
    positions = try tensors.smallTable("wpe.weight", rows: shape.positions, columns: size)
    var layers: [Layer] = []
    for index in 0..<shape.layers {
      let name = "h.\(index)."
      layers.append(
        Layer(
          attentionNorm: try tensors.layerNorm(name + "ln_1", size, epsilon),
          projection: try tensors.transposedLinear(
            name + "attn.c_attn", outputs: 3 * size, inputs: size),
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
        isTied: try configuration.flag("tie_word_embeddings", true), to: tokens))
  }

  func attentionOutput(layer: Int) -> Linear { layers[layer].attentionOutput }

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

  func project(
    _ member: Team.Member, layer: Int, _ rows: Range<Int>, of hidden: FloatTable,
    into projections: FloatTable, _ room: LayerRoom
  ) {
    let layer = layers[layer]
    layer.attentionNorm.apply(member, to: hidden, rows, into: room.normed)
    member.barrier()
    layer.projection.apply(member, to: room.normed, rows, into: projections)
    member.barrier()
  }

  func finish(
    _ member: Team.Member, layer: Int, _ rows: Range<Int>, headOutputs: FloatTable,
    of hidden: FloatTable, into next: FloatTable, _ room: LayerRoom
  ) {
    let layer = layers[layer]
    layer.attentionOutput.apply(member, to: headOutputs, rows, into: room.attended, addedTo: hidden)
    member.barrier()
    layer.feedForwardNorm.apply(member, to: room.attended, rows, into: room.normed)
    member.barrier()
    layer.expansion.apply(member, to: room.normed, rows, into: room.expanded)
    member.barrier()
    layer.contraction.apply(member, to: room.expanded, rows, into: next, addedTo: room.attended)
    member.barrier()
  }
}
