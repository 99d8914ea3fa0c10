import AttentionCore
import Foundation
import Models
import Resources
import Testing

/// The bundled model beside what PyTorch computes, for sentences in many scripts and for one as
/// long as it can read, unedited and with edits.
@Suite struct TransformerScriptsTests {
  private struct Reference: Decodable {
    let name: String
    let text: String
    let ids: [Int]
    /// Whose final vectors are kept.
    let tokens: [Int]
    /// Layer, head and query of the attention rows that are kept.
    let rows: [[Int]]
    /// The edits of each run.
    let runs: [[Change]]

    struct Change: Decodable {
      let layer: Int?
      let head: Int?
      let query: Int
      let key: Int
      let add: Double?

      var edit: Edit {
        let scope: Scope = layer.map { .head(HeadID(layer: $0, index: head ?? 0)) } ?? .all
        return Edit(query: query, key: key, scope: scope, amount: add.map { .add($0) } ?? .mask)
      }
    }
  }

  private static let names = [
    "chinese", "cyrillic", "arabic", "devanagari", "emoji", "mixed", "accents", "long",
  ]
  private static let tokenizer = Result { try WordVectors(folder: Resources.model).tokenizer }

  private let references: [Reference]

  init() throws {
    references = try JSONDecoder().decode([Reference].self, from: Fixture.data("scripts.json"))
  }

  private func reference(_ name: String) throws -> Reference {
    try #require(references.first { $0.name == name })
  }

  @Test func everySentenceIsRead() {
    #expect(references.map(\.name) == Self.names)
  }

  @Test(arguments: names)
  func pieces(name: String) throws {
    let reference = try reference(name)
    #expect(try Self.tokenizer.get().encode(reference.text).map(\.id) == reference.ids)
  }

  @Test(arguments: names)
  func passes(name: String) throws {
    let reference = try reference(name)
    let tensors = try Safetensors(path: Fixture.path("scripts.safetensors"))
    let unedited = try bundledTransformer.get().read(reference.ids)
    for (number, changes) in reference.runs.enumerated() {
      let pass = unedited.with(Interventions(changes.map(\.edit)))
      let weights = reference.rows.flatMap { row in
        pass.weights(HeadID(layer: row[0], index: row[1]), query: row[2])
      }
      let final = reference.tokens.flatMap { pass.final(token: $0) }
      let run = "\(name).\(number)."
      #expect(distance(weights, try tensors.floats(of: run + "attention")) < 1e-4)
      #expect(distance(final, try tensors.floats(of: run + "hidden_final")) < 1e-3)
    }
  }
}
