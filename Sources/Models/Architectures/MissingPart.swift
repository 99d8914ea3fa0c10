/// What some families need that is not computed here. They are told by name, before any of their weights
/// are read: a wrong picture of a model's attention is worse than none.
enum MissingPart: CaseIterable {
  case alibi, experts, softCapping, encoderDecoder, stateSpace

  /// What it is, to follow "needs".
  var description: String {
    switch self {
    case .alibi: "scores that fall with the distance of two tokens (ALiBi)"
    case .experts: "experts of which each token takes a few (a mixture of experts)"
    case .softCapping: "scores and logits that are kept small through tanh (soft-capping)"
    case .encoderDecoder: "attention from one sentence to another (an encoder-decoder)"
    case .stateSpace:
      "states that are handed from token to token (a state-space or recurrent model)"
    }
  }

  /// What config.json's model_type and the general.architecture of .gguf files call families that need
  /// it.
  private var families: Set<String> {
    switch self {
    case .alibi: ["bloom", "mpt", "refact", "jais"]
    case .experts:
      [
        "mixtral", "qwen3_next", "qwen3next", "deepseek", "deepseek_v2", "deepseek2", "deepseek_v3",
        "deepseek_v32", "dbrx", "gpt_oss", "gpt-oss", "llama4", "llama4_text", "arctic", "minimax",
        "minimax_m2", "grok", "dots1",
      ]
    case .softCapping: ["gemma2"]
    case .encoderDecoder:
      [
        "t5", "mt5", "umt5", "longt5", "t5gemma", "switch_transformers", "bart", "mbart", "plbart",
        "marian", "pegasus", "pegasus_x", "bigbird_pegasus", "m2m_100", "nllb-moe", "blenderbot",
        "blenderbot-small", "led", "prophetnet", "fsmt", "encoder-decoder", "whisper",
        "speech_to_text", "seamless_m4t",
      ]
    case .stateSpace:
      [
        "mamba", "mamba2", "falcon_mamba", "falcon_h1", "falcon-h1", "jamba", "bamba", "zamba",
        "zamba2", "rwkv", "rwkv6", "rwkv7", "rwkv6qwen2", "arwkv7", "recurrent_gemma", "nemotron_h",
        "granitemoehybrid", "granitehybrid", "lfm2", "plamo2", "xlstm", "hyena",
      ]
    }
  }

  /// What models of the family `type` need; `nil` where nothing is known to be missing. Most of those
  /// with experts have it in their names (qwen3_moe, olmoe).
  static func of(_ type: String) -> MissingPart? {
    allCases.first { $0.families.contains(type) } ?? (type.contains("moe") ? .experts : nil)
  }

  /// Which entry of a configuration asks for something that is missing, whatever the family.
  ///
  /// - Throws: that one of these entries is of another kind.
  static func asked(
    by configuration: ModelConfiguration
  ) throws(ModelFileError) -> (entry: String, part: MissingPart)? {
    if try configuration.flag("is_encoder_decoder") {
      return ("is_encoder_decoder", .encoderDecoder)
    }
    if configuration.isTrue("alibi") { return ("alibi", .alibi) }
    for name in ["num_local_experts", "num_experts", "n_routed_experts"]
    where configuration.number(name) ?? 0 > 1 {
      return (name, .experts)
    }
    for name in ["attn_logit_softcapping", "final_logit_softcapping"]
    where configuration.has(name) {
      return (name, .softCapping)
    }
    return nil
  }
}

extension MissingPart? {
  /// What is needed, as a part of a sentence; empty where nothing is known to be missing.
  var need: String { map { ", which needs \($0.description)" } ?? "" }
}
