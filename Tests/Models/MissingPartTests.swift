import Foundation
import Models
import Testing

/// What is not computed here is refused by its name, before any weights are there.
@Suite struct MissingPartTests {
  private func expect(_ reason: String, _ configuration: String) throws {
    let folder = try TemporaryModel()
    let path = try folder.write("config.json", configuration.utf8)
    do {
      _ = try LanguageModel(folder: folder.folder)
      Issue.record("opened; expected: \(reason)")
    } catch {
      #expect(error.file == path && error.reason.contains(reason), "\(error)")
      #expect(error.line != nil)
    }
  }

  @Test(arguments: [
    (["bloom", "mpt"], "scores that fall with the distance of two tokens (ALiBi)"),
    (
      ["mixtral", "qwen2_moe", "qwen3_moe", "deepseek_v3", "gpt_oss", "lfm2_moe", "olmoe"],
      "experts of which each token takes a few (a mixture of experts)"
    ),
    (["gemma2"], "scores and logits that are kept small through tanh (soft-capping)"),
    (
      ["t5", "bart", "marian", "whisper"],
      "attention from one sentence to another (an encoder-decoder)"
    ),
    (
      ["mamba", "mamba2", "jamba", "rwkv"],
      "states that are handed from token to token (a state-space or recurrent model)"
    ),
  ])
  func families(types: [String], need: String) throws {
    for type in types {
      try expect(
        "is of a \(type) model, which needs \(need); only models of the types bert, ",
        #"{"model_type": "\#(type)"}"#)
    }
  }

  @Test(arguments: [
    ("bert", #""is_encoder_decoder": true"#, "has is_encoder_decoder, which needs attention from"),
    ("gpt_neox", #""alibi": true"#, "has alibi, which needs scores that fall"),
    ("falcon", #""alibi": true"#, "is of a falcon model, which needs scores that fall"),
    ("other", #""n_routed_experts": 64"#, "is of a other model, which needs experts"),
    ("mistral", #""num_local_experts": 8"#, "has num_local_experts, which needs experts"),
    ("qwen3", #""num_experts": 128"#, "has num_experts, which needs experts"),
    (
      "llama", #""attn_logit_softcapping": 50.0"#,
      "has attn_logit_softcapping, which needs scores and logits that are kept small"
    ),
    (
      "llama", #""final_logit_softcapping": 30.0"#,
      "has final_logit_softcapping, which needs scores and logits that are kept small"
    ),
  ])
  func entries(type: String, entry: String, reason: String) throws {
    try expect(reason, #"{"model_type": "\#(type)", \#(entry)}"#)
  }

  /// What is said and means nothing asks for nothing: the next thing that is missing is told.
  @Test(arguments: [
    #""is_encoder_decoder": false"#, #""num_local_experts": 1"#, #""num_experts": null"#,
    #""attn_logit_softcapping": null"#, #""alibi": false"#,
  ])
  func entriesThatAskForNothing(entry: String) throws {
    let folder = try TemporaryModel()
    try folder.write("config.json", #"{"model_type": "llama", \#(entry)}"#.utf8)
    folder.expectRefusal("a model's weights are in it")
  }

  @Test func ggufFilesOfOtherFamilies() throws {
    for (type, need) in [
      ("qwen3moe", "a mixture of experts"), ("gemma2", "soft-capping"),
      ("t5", "an encoder-decoder"),
      ("mamba", "a state-space"), ("rwkv7", "a state-space"),
    ] {
      try expectGGUF(
        "is of a \(type) model, which needs ", need,
        GGUFTests.Writer.file(entries: 1) {
          $0.entry("general.architecture", type)
        })
    }
    // Mixtral's files say llama.
    try expectGGUF(
      "has llama.expert_count, which needs ", "experts",
      GGUFTests.Writer.file(entries: 2) {
        $0.entry("general.architecture", "llama")
        $0.entry("llama.expert_count", 8)
      })
  }

  private func expectGGUF(_ reason: String, _ need: String, _ bytes: [UInt8]) throws {
    let path = try TemporaryModel().write("x.gguf", bytes)
    do {
      _ = try LanguageModel(folder: path)
      Issue.record("opened; expected: \(reason)")
    } catch {
      #expect(
        error.file == path && error.reason.contains(reason) && error.reason.contains(need),
        "\(error)")
    }
  }

  @Test(arguments: ["yarn", "dynamic", "longrope", "other"])
  func scalingsOfRotaryPositions(kind: String) throws {
    try expectRotary(
      #""rope_type": "\#(kind)", "factor": 2"#,
      "has the rope_type \(kind)", "only default, linear and llama3 can be read")
  }

  @Test func rotaryPositionsForEachKindOfLayer() throws {
    try expectRotary(
      #""full_attention": {"rope_theta": 1000000.0}, "sliding_attention": {}"#,
      "has rotary positions for each kind of layer", "only one for all layers can be read")
  }

  private func expectRotary(_ entries: String, _ reason: String, _ rest: String) throws {
    try TemporaryModel(
      "decoders/pythia", replacing: #""rope_type": "default""#, with: entries
    ).expectRefusal(reason, rest)
  }
}
