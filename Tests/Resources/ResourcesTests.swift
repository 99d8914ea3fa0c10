import Foundation
import Resources
import Testing

struct ResourcesTests {
  @Test(arguments: ["config.json", "vocab.txt", "model.safetensors", "LICENSE", "README.md"])
  func theBundledModelIsWhole(file: String) throws {
    let attributes = try FileManager.default.attributesOfItem(
      atPath: Resources.model + "/" + file)
    #expect((attributes[.size] as? Int ?? 0) > 0)
  }

  @Test func thereAreSentences() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Resources.sentences)
    #expect(files.count >= 8)
  }
}
