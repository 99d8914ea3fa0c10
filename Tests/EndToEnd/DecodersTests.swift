import Foundation
import Testing

/// Decoders as Hugging Face lays them out, opened by the program with one option.
struct DecodersTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Models/Fixtures/decoders").path

  @Test(arguments: [
    "gpt2", "llama2-sp", "llama3-gqa-scaled", "mistral", "neox-serial", "pythia", "qwen2", "qwen3",
  ])
  func eachIsPrinted(name: String) throws {
    let expected = try #require(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name)/expected.json")))
        as? [[String: Any]])
    for reference in expected {
      let text = try #require(reference["text"] as? String)
      let outcome = try Program.attnviz(
        "print", "--model", "\(Self.folder)/\(name)", "--sentence", text, "--format", "json")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let printed = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
      #expect(printed.first?["ids"] as? [Int] == reference["ids"] as? [Int])
      let logits = try #require(reference["logits_last"] as? [Double])
      let row = try #require((printed.first?["rows"] as? [[String: Any]])?.last)
      let next = try #require(row["next"] as? [[String: Any]])
      #expect(!next.isEmpty)
      for token in next {
        let id = try #require(token["id"] as? Int)
        #expect(abs(try #require(token["logit"] as? Double) - logits[id]) < 2e-3)
      }
    }
  }
}
