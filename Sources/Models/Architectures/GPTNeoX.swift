/// GPT-NeoX, of which Pythia is: rotary positions in a part of each head, and in most models attention
/// and the feed-forward part beside each other, both reading what was there before the layer. Source:
/// Black et al., "GPT-NeoX-20B", 2022; Biderman et al., "Pythia", 2023; as the transformers library
/// computes it.
struct GPTNeoX: Architecture {
  static let modelTypes = ["gpt_neox"]
  static let tokenTable = "embed_in.weight"

  static let gguf: GGUFNames? = GGUFNames(
    architectures: ["gptneox"],
    entries: [
      "hidden_size": "embedding_length", "num_attention_heads": "attention.head_count",
      "num_hidden_layers": "block_count", "intermediate_size": "feed_forward_length",
      "max_position_embeddings": "context_length",
      "layer_norm_eps": "attention.layer_norm_epsilon", "rotary_size": "rope.dimension_count",
      "rotary_emb_base": "rope.freq_base", "rope_type": "rope.scaling.type",
      "factor": "rope.scaling.factor", "use_parallel_residual": "use_parallel_residual",
    ],
    tensors: [
      "token_embd": "embed_in", "output_norm": "final_layer_norm", "output": "embed_out",
    ], block: "layers",
    blockTensors: [
      "attn_norm": "input_layernorm", "attn_qkv": "attention.query_key_value",
      "attn_output": "attention.dense", "ffn_norm": "post_attention_layernorm",
      "ffn_up": "mlp.dense_h_to_4h", "ffn_down": "mlp.dense_4h_to_h",
    ])

  static func usualTokenizer(_ modelType: String) -> Tokenizer.Usual {
    Tokenizer.Usual(bytePairs: "GPT2Tokenizer")
  }

  let shape: ModelShape
  private let tokens: TensorRows
  private let rotary: Rotary
  /// Whether the feed-forward part reads the hidden states before the layer's attention.
  private let isParallel: Bool
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
    let size = try configuration.size("hidden_size", 6144, most: 1 << 16)
    let heads = try configuration.heads("num_attention_heads", 64, of: size, "hidden_size")
    let inner = try configuration.size("intermediate_size", 24_576, most: 1 << 18)
    shape = ModelShape(
      layers: try configuration.size("num_hidden_layers", 44, most: 1 << 10), heads: heads,
      keyValueHeads: heads, headSize: size / heads, hiddenSize: size, feedForwardSize: inner,
      vocabularySize: try configuration.size("vocab_size", 50_432, most: 1 << 24),
      positions: try configuration.size("max_position_embeddings", 2048, most: 1 << 24),
      isCausal: true)
    let epsilon = try configuration.epsilon("layer_norm_eps", 1e-5)
    let activation = try configuration.activation("hidden_act", .gelu)
    isParallel = try configuration.flag("use_parallel_residual", true)
    rotary = try Rotary(
      configuration, tensors, shape, base: "rotary_emb_base",
      part: (name: "rotary_pct", usual: 0.25))
    tokens = try tensors.table(Self.tokenTable, rows: shape.vocabularySize, columns: size)
    let hasBias = try configuration.flag("attention_bias", true)
    var layers: [Layer] = []
    for index in 0..<shape.layers {
      let name = "layers.\(index)."
      layers.append(
        Layer(
          attentionNorm: try tensors.layerNorm(name + "input_layernorm", size, epsilon),
          projection: try tensors.linear(
            ofInterleaved: name + "attention.query_key_value", heads: heads, inputs: size,
            hasBias: hasBias),
          attentionOutput: try tensors.linear(
            [name + "attention.dense"], outputs: [size], inputs: size, hasBias: hasBias),
          feedForwardNorm: try tensors.layerNorm(name + "post_attention_layernorm", size, epsilon),
          expansion: try tensors.linear(
            [name + "mlp.dense_h_to_4h"], outputs: [inner], inputs: size, activation),
          contraction: try tensors.linear(
            [name + "mlp.dense_4h_to_h"], outputs: [size], inputs: inner)))
    }
    self.layers = layers
    output = OutputLayer(
      norm: try tensors.layerNorm("final_layer_norm", size, epsilon),
      weights: try tensors.outputWeights(
        "embed_out", isTied: try configuration.flag("tie_word_embeddings"), to: tokens))
  }

  func attentionOutput(layer: Int) -> Linear { layers[layer].attentionOutput }

  func embed(
    _ member: Team.Member, _ tokenIDs: [Int], _ rows: Range<Int>, into hidden: FloatTable
  ) {
    tokens.embed(member, tokenIDs, rows, into: hidden)
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
    rotary.apply(member, to: projections, rows, tokens: room.tokens)
    member.barrier()
  }

  func finish(
    _ member: Team.Member, layer: Int, _ rows: Range<Int>, headOutputs: FloatTable,
    of hidden: FloatTable, into next: FloatTable, _ room: LayerRoom
  ) {
    let layer = layers[layer]
    layer.attentionOutput.apply(member, to: headOutputs, rows, into: room.attended, addedTo: hidden)
    member.barrier()
    layer.feedForwardNorm.apply(
      member, to: isParallel ? hidden : room.attended, rows, into: room.normed)
    member.barrier()
    layer.expansion.apply(member, to: room.normed, rows, into: room.expanded)
    member.barrier()
    layer.contraction.apply(member, to: room.expanded, rows, into: next, addedTo: room.attended)
    member.barrier()
  }
}
