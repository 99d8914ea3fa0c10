/// Llama and its relatives Mistral, Qwen2 and Qwen3: RMS norms, rotary positions, grouped queries, gated
/// feed-forward parts. Source: Touvron et al., "LLaMA", 2023; Jiang et al., "Mistral 7B", 2023; Qwen
/// Team, "Qwen2 Technical Report", 2024, and "Qwen3 Technical Report", 2025; as the transformers library
/// computes them.
struct Llama: PreNormDecoder {
  static let modelTypes = ["llama", "mistral", "qwen2", "qwen3"]
  static let tokenTable = "embed_tokens.weight"
  static let tie = TokenTableTie(
    output: "lm_head.weight", body: "layers.0.input_layernorm.weight", isUsual: false)

  static let gguf: GGUFNames? = GGUFNames(
    architectures: ["llama", "qwen2", "qwen3"],
    entries: [
      "hidden_size": "embedding_length", "num_attention_heads": "attention.head_count",
      "num_key_value_heads": "attention.head_count_kv", "head_dim": "attention.key_length",
      "num_hidden_layers": "block_count", "intermediate_size": "feed_forward_length",
      "max_position_embeddings": "context_length", "vocab_size": "vocab_size",
      "rms_norm_eps": "attention.layer_norm_rms_epsilon", "rope_theta": "rope.freq_base",
      "rope_type": "rope.scaling.type", "factor": "rope.scaling.factor",
      "rotary_size": "rope.dimension_count", "num_local_experts": "expert_count",
    ],
    tensors: ["token_embd": "embed_tokens", "output_norm": "norm", "output": "lm_head"],
    block: "layers",
    blockTensors: [
      "attn_norm": "input_layernorm", "attn_q": "self_attn.q_proj", "attn_k": "self_attn.k_proj",
      "attn_v": "self_attn.v_proj", "attn_output": "self_attn.o_proj",
      "attn_q_norm": "self_attn.q_norm", "attn_k_norm": "self_attn.k_norm",
      "ffn_norm": "post_attention_layernorm", "ffn_gate": "mlp.gate_proj", "ffn_up": "mlp.up_proj",
      "ffn_down": "mlp.down_proj",
    ])

  static func usualTokenizer(_ modelType: String) -> Tokenizer.Usual {
    Tokenizer.Usual(bytePairs: "GPT2Tokenizer", sentencePieces: "LlamaTokenizer")
  }

  /// What a member of the family has where its configuration says nothing.
  private static func entries(of type: String) -> ShapeEntries {
    var entries = ShapeEntries(
      layers: ("num_hidden_layers", 32), heads: ("num_attention_heads", 32),
      keyValueHeads: ("num_key_value_heads", nil), headSize: ("head_dim", nil),
      hiddenSize: ("hidden_size", 4096), feedForwardSize: ("intermediate_size", 11008),
      vocabularySize: 32000, positions: ("max_position_embeddings", 2048))
    switch type {
    case "mistral":
      entries.keyValueHeads?.usual = 8
      (entries.feedForwardSize.usual, entries.positions.usual) = (14336, 131_072)
    case "qwen2", "qwen3":
      if type == "qwen3" { entries.headSize?.usual = 128 }
      (entries.feedForwardSize.usual, entries.positions.usual) = (22016, 32768)
      entries.vocabularySize = 151_936
    default: break
    }
    return entries
  }

  let shape: ModelShape
  let tokens: TensorRows
  private let rotary: Rotary
  private let windows: [Int?]
  let layers: [PreNormLayer]
  /// What each head's query and key go through in a layer before they are turned, in Qwen3; else none.
  private let headNorms: [(query: LayerNorm, key: LayerNorm)]
  let output: OutputLayer?

  func window(layer: Int) -> Int? { windows[layer] }

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    let type = configuration.modelType
    shape = try ModelShape(ofDecoder: configuration, Self.entries(of: type))
    let (size, inner, headSize) = (shape.hiddenSize, shape.feedForwardSize, shape.headSize)
    let epsilon = try configuration.epsilon("rms_norm_eps", 1e-6)
    guard try configuration.activation("hidden_act", .silu) == .silu else {
      throw configuration.error(
        "hidden_act", "has another hidden_act than silu, which alone can be read")
    }
    rotary = try Rotary(configuration, tensors, shape)
    windows = try Self.windows(configuration, shape.layers)
    tokens = try tensors.table(Self.tokenTable, rows: shape.vocabularySize, columns: size)

    let hasBias = try configuration.flag("attention_bias")
    let hasInnerBias = try configuration.flag("mlp_bias")
    var layers: [PreNormLayer] = []
    var headNorms: [(query: LayerNorm, key: LayerNorm)] = []
    for index in 0..<shape.layers {
      let name = "layers.\(index)."
      if type == "qwen3" {
        headNorms.append(
          (
            query: try tensors.rmsNorm(name + "self_attn.q_norm", headSize, epsilon),
            key: try tensors.rmsNorm(name + "self_attn.k_norm", headSize, epsilon)
          ))
      }
      layers.append(
        PreNormLayer(
          attentionNorm: try tensors.rmsNorm(name + "input_layernorm", size, epsilon),
          projections: try tensors.linears(
            ["q_proj", "k_proj", "v_proj"].map { name + "self_attn." + $0 },
            outputs: [shape.heads, shape.keyValueHeads, shape.keyValueHeads].map { $0 * headSize },
            inputs: size,
            hasBias: type == "qwen2" || hasBias),
          attentionOutput: try tensors.linear(
            [name + "self_attn.o_proj"], outputs: [size],
            inputs: shape.heads * headSize,
            hasBias: type != "qwen2" && hasBias),
          feedForwardNorm: try tensors.rmsNorm(name + "post_attention_layernorm", size, epsilon),
          gate: try tensors.linear(
            [name + "mlp.gate_proj"], outputs: [inner], inputs: size, .silu, hasBias: hasInnerBias),
          expansion: try tensors.linear(
            [name + "mlp.up_proj"], outputs: [inner], inputs: size, hasBias: hasInnerBias),
          contraction: try tensors.linear(
            [name + "mlp.down_proj"], outputs: [size], inputs: inner, hasBias: hasInnerBias)))
    }
    (self.layers, self.headNorms) = (layers, headNorms)
    output = OutputLayer(
      norm: try tensors.rmsNorm("norm", size, epsilon),
      weights: try tensors.outputWeights(
        Self.tie.output, isTied: try Self.tie.holds(in: configuration), to: tokens))
  }

  /// How far back each layer sees: Mistral's all, Qwen2's and Qwen3's where they say so.
  private static func windows(
    _ configuration: ModelConfiguration, _ layers: Int
  ) throws(ModelFileError) -> [Int?] {
    let none = [Int?](repeating: nil, count: layers)
    switch configuration.modelType {
    case "mistral":
      guard let window = try configuration.optionalSize("sliding_window", most: 1 << 24) else {
        return none
      }
      return none.map { _ in window }
    case "qwen2", "qwen3":
      guard try configuration.flag("use_sliding_window") else { return none }
      let window = try configuration.size("sliding_window", 4096, most: 1 << 24)
      if let kinds = try configuration.texts("layer_types"), kinds.count == layers {
        return kinds.map { $0 == "sliding_attention" ? window : nil }
      }
      let first = try configuration.size("max_window_layers", 28, least: 0, most: 1 << 10)
      return none.indices.map { $0 < first ? nil : window }
    default: return none
    }
  }

  func project(
    _ member: Team.Member, layer: Int, _ rows: Range<Int>, of hidden: FloatTable,
    into projections: FloatTable, _ room: LayerRoom
  ) {
    layers[layer].project(member, rows, of: hidden, into: projections, room)
    if !headNorms.isEmpty {
      // A member turns the rows that it normalizes.
      let queries = shape.heads * shape.headSize
      let keys = queries..<queries + shape.keyValueHeads * shape.headSize
      headNorms[layer].query.apply(member, toEachOf: 0..<queries, rows, of: projections)
      headNorms[layer].key.apply(member, toEachOf: keys, rows, of: projections)
    }
    rotary.apply(member, to: projections, rows, tokens: room.tokens)
    member.barrier()
  }
}
