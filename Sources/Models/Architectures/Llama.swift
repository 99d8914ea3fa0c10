/// Llama and its relatives Mistral, Qwen2 and Qwen3: RMS norms, rotary positions, grouped queries, gated
/// feed-forward parts. Source: Touvron et al., "LLaMA", 2023; Jiang et al., "Mistral 7B", 2023; Qwen
/// Team, "Qwen2 Technical Report", 2024, and "Qwen3 Technical Report", 2025; as the transformers library
/// computes them.
struct Llama: Architecture {
  static let modelTypes = ["llama", "mistral", "qwen2", "qwen3"]
  static let tokenTable = "embed_tokens.weight"

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
  private struct Usual {
    var keyValueHeads: Int?
    var headSize: Int?
    var inner = 11008
    var vocabulary = 32000
    var positions = 2048

    init(_ type: String) {
      switch type {
      case "mistral": (keyValueHeads, inner, positions) = (8, 14336, 131_072)
      case "qwen2": (inner, vocabulary, positions) = (22016, 151_936, 32768)
      case "qwen3": (headSize, inner, vocabulary, positions) = (128, 22016, 151_936, 32768)
      default: break
      }
    }
  }

  let shape: ModelShape
  private let tokens: TensorRows
  private let rotary: Rotary
  private let windows: [Int?]
  private let layers: [Layer]
  let output: OutputLayer?

  private struct Layer: Sendable {
    let attentionNorm: LayerNorm
    /// The queries, keys and values of all heads, as far as they can be in one product.
    let projections: [Linear]
    /// What each head's query and key go through before they are turned, in Qwen3.
    let headNorms: (query: LayerNorm, key: LayerNorm)?
    let attentionOutput: Linear
    let feedForwardNorm: LayerNorm
    let gate: Linear
    let expansion: Linear
    let contraction: Linear
  }

  var linears: [Linear] {
    layers.flatMap {
      $0.projections + [$0.attentionOutput, $0.gate, $0.expansion, $0.contraction]
    }
  }

  func window(layer: Int) -> Int? { windows[layer] }

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    let type = configuration.modelType
    let usual = Usual(type)
    let size = try configuration.size("hidden_size", 4096, most: 1 << 16)
    let heads = try configuration.size("num_attention_heads", 32, most: 1 << 10)
    let headSize: Int
    if let stated = try configuration.optionalSize("head_dim", most: 1 << 12) ?? usual.headSize {
      headSize = stated
    } else {
      headSize =
        size / (try configuration.heads("num_attention_heads", 32, of: size, "hidden_size"))
    }
    let keyValueHeads = try configuration.heads(
      "num_key_value_heads", usual.keyValueHeads ?? heads, of: heads, "num_attention_heads")
    let inner = try configuration.size("intermediate_size", usual.inner, most: 1 << 18)
    shape = ModelShape(
      layers: try configuration.size("num_hidden_layers", 32, most: 1 << 10), heads: heads,
      keyValueHeads: keyValueHeads, headSize: headSize, hiddenSize: size, feedForwardSize: inner,
      vocabularySize: try configuration.size("vocab_size", usual.vocabulary, most: 1 << 24),
      positions: try configuration.size(
        "max_position_embeddings", usual.positions, most: 1 << 24),
      isCausal: true)
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
    var layers: [Layer] = []
    for index in 0..<shape.layers {
      let name = "layers.\(index)."
      var headNorms: (query: LayerNorm, key: LayerNorm)?
      if type == "qwen3" {
        headNorms = (
          try tensors.rmsNorm(name + "self_attn.q_norm", headSize, epsilon),
          try tensors.rmsNorm(name + "self_attn.k_norm", headSize, epsilon)
        )
      }
      layers.append(
        Layer(
          attentionNorm: try tensors.rmsNorm(name + "input_layernorm", size, epsilon),
          projections: try tensors.linears(
            ["q_proj", "k_proj", "v_proj"].map { name + "self_attn." + $0 },
            outputs: [heads, keyValueHeads, keyValueHeads].map { $0 * headSize }, inputs: size,
            hasBias: type == "qwen2" || hasBias),
          headNorms: headNorms,
          attentionOutput: try tensors.linear(
            [name + "self_attn.o_proj"], outputs: [size], inputs: heads * headSize,
            hasBias: type != "qwen2" && hasBias),
          feedForwardNorm: try tensors.rmsNorm(name + "post_attention_layernorm", size, epsilon),
          gate: try tensors.linear(
            [name + "mlp.gate_proj"], outputs: [inner], inputs: size, .silu, hasBias: hasInnerBias),
          expansion: try tensors.linear(
            [name + "mlp.up_proj"], outputs: [inner], inputs: size, hasBias: hasInnerBias),
          contraction: try tensors.linear(
            [name + "mlp.down_proj"], outputs: [size], inputs: inner, hasBias: hasInnerBias)))
    }
    self.layers = layers
    output = OutputLayer(
      norm: try tensors.rmsNorm("norm", size, epsilon),
      weights: try tensors.outputWeights(
        isTied: try configuration.flag("tie_word_embeddings"), to: tokens))
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
    var column = 0
    for projection in layer.projections {
      projection.apply(member, to: room.normed, rows, into: projections, at: column)
      column += projection.outputs
    }
    member.barrier()
    if let norms = layer.headNorms {
      // A member turns the rows that it normalizes.
      let queries = shape.heads * shape.headSize
      let keys = queries..<queries + shape.keyValueHeads * shape.headSize
      norms.query.apply(member, toEachOf: 0..<queries, rows, of: projections)
      norms.key.apply(member, toEachOf: keys, rows, of: projections)
    }
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
    layer.feedForwardNorm.apply(member, to: room.attended, rows, into: room.normed)
    member.barrier()
    layer.gate.apply(member, to: room.normed, rows, into: room.gates)
    layer.expansion.apply(member, to: room.normed, rows, into: room.expanded)
    // A member's outputs are the same of both.
    room.expanded.multiply(rows, layer.expansion.ownOutputs(member), by: room.gates)
    member.barrier()
    layer.contraction.apply(member, to: room.expanded, rows, into: next, addedTo: room.attended)
    member.barrier()
  }
}
