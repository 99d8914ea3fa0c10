/// GPT-NeoX, of which Pythia is: rotary positions in a part of each head, and in most models attention
/// and the feed-forward part beside each other, both reading what was there before the layer. Source:
/// Black et al., "GPT-NeoX-20B", 2022; Biderman et al., "Pythia", 2023; as the transformers library
/// computes it.
struct GPTNeoX: PreNormDecoder {
  static let modelTypes = ["gpt_neox"]
  static let tokenTable = "embed_in.weight"
  static let tie = TokenTableTie(
    output: "embed_out.weight", body: "final_layer_norm.weight", isUsual: false)

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

  let shape: ModelShape
  let tokens: TensorRows
  private let rotary: Rotary
  let layers: [PreNormLayer]
  let output: OutputLayer?

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    shape = try ModelShape(
      ofDecoder: configuration,
      ShapeEntries(
        layers: ("num_hidden_layers", 44), heads: ("num_attention_heads", 64),
        hiddenSize: ("hidden_size", 6144), feedForwardSize: ("intermediate_size", 24_576),
        vocabularySize: 50_432, positions: ("max_position_embeddings", 2048)))
    let (size, inner) = (shape.hiddenSize, shape.feedForwardSize)
    let epsilon = try configuration.epsilon("layer_norm_eps", 1e-5)
    let activation = try configuration.activation("hidden_act", .gelu)
    let isParallel = try configuration.flag("use_parallel_residual", true)
    rotary = try Rotary(
      configuration, tensors, shape, base: "rotary_emb_base",
      part: (name: "rotary_pct", usual: 0.25))
    tokens = try tensors.table(Self.tokenTable, rows: shape.vocabularySize, columns: size)
    let hasBias = try configuration.flag("attention_bias", true)
    var layers: [PreNormLayer] = []
    for index in 0..<shape.layers {
      let name = "layers.\(index)."
      layers.append(
        PreNormLayer(
          attentionNorm: try tensors.layerNorm(name + "input_layernorm", size, epsilon),
          projections: [
            try tensors.linear(
              ofInterleaved: name + "attention.query_key_value", heads: shape.heads, inputs: size,
              hasBias: hasBias)
          ],
          attentionOutput: try tensors.linear(
            [name + "attention.dense"], outputs: [size], inputs: size, hasBias: hasBias),
          feedForwardNorm: try tensors.layerNorm(name + "post_attention_layernorm", size, epsilon),
          expansion: try tensors.linear(
            [name + "mlp.dense_h_to_4h"], outputs: [inner], inputs: size, activation),
          contraction: try tensors.linear(
            [name + "mlp.dense_4h_to_h"], outputs: [size], inputs: inner),
          isParallel: isParallel))
    }
    self.layers = layers
    output = OutputLayer(
      norm: try tensors.layerNorm("final_layer_norm", size, epsilon),
      weights: try tensors.outputWeights(
        Self.tie.output, isTied: try Self.tie.holds(in: configuration), to: tokens))
  }

  func project(
    _ member: Team.Member, layer: Int, _ rows: Range<Int>, of hidden: FloatTable,
    into projections: FloatTable, _ room: LayerRoom
  ) {
    layers[layer].project(member, rows, of: hidden, into: projections, room)
    rotary.apply(member, to: projections, rows, tokens: room.tokens)
    member.barrier()
  }
}
