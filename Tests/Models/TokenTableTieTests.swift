import Foundation
import Models
import Testing

/// Files that keep a table which two layers share once, under the output layer's name.
@Suite struct TokenTableTieTests {
  /// The model of the fixture with its tensor `name` called `other`.
  private func model(_ fixture: String, _ name: String, called other: String) throws
    -> TemporaryModel
  {
    let model = try TemporaryModel(fixture, without: "model.safetensors")
    let data = try Fixture.data(fixture + "/model.safetensors")
    let end = 8 + data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = String(decoding: data[8..<end], as: UTF8.self)
    #expect(header.contains("\"\(name)\""))
    try model.writeTensors(
      header.replacing("\"\(name)\"", with: "\"\(other)\""), Array(data[end...]))
    return model
  }

  @Test(arguments: [
    ("encoders/roberta", "roberta.embeddings.word_embeddings.weight", "lm_head.decoder.weight"),
    ("encoders/electra", "electra.embeddings.word_embeddings.weight", "generator_lm_head.weight"),
    ("encoders/mpnet", "mpnet.embeddings.word_embeddings.weight", "lm_head.decoder.weight"),
    ("decoders/gpt2", "transformer.wte.weight", "lm_head.weight"),
    ("decoders/qwen3", "model.embed_tokens.weight", "lm_head.weight"),
  ])
  func theTableIsFoundUnderTheOtherName(fixture: String, name: String, other: String) throws {
    let model = try LanguageModel(folder: model(fixture, name, called: other).folder)
    let original = try LanguageModel(folder: Fixture.path(fixture))
    let ids = original.tokenizer.encode("we sat by it").map(\.id)
    let (pass, expected) = (model.transformer.read(ids), original.transformer.read(ids))
    #expect(allFinal(of: pass) == allFinal(of: expected))
    #expect(model.words.vector(ofPieces: ids) == original.words.vector(ofPieces: ids))
    #expect(model.isTied == original.isTied)
  }

  /// Two tables of which one is missing are not one.
  @Test func whatIsNotSharedIsMissing() throws {
    try model(
      "decoders/pythia", "gpt_neox.embed_in.weight", called: "gpt_neox.other.weight"
    ).expectRefusal("has no tensor embed_in.weight")
  }
}
