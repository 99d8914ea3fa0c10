import OpenedSentences
import AttentionCore
import Explorer
import Scenes
import Testing

/// What is told of a sentence before its numbers are read.
struct NoticesTests {
  /// Cherokee, of which the bundled vocabulary has no letter.
  private static let unknown = "ᎣᏏᏲ ᏙᎯᏧ"

  private func sentence(_ scene: Scene, _ source: SourceKind? = nil) throws -> Sentence {
    var options = OpeningOptions()
    options.source = source
    return try Sentence(scene, options: options)
  }

  private func message(_ scene: Scene) -> String? { Explorer.of(plain, scene).afterNext }

  @Test(arguments: [SourceKind.model, .similarity])
  func whereNothingIsKnownItIsAWarning(source: SourceKind) throws {
    let told = try sentence(try Scene(sentence: Self.unknown), source).warnings
    #expect(told.count == 1)
    #expect(told.first?.contains("has none of these words") == true)
    #expect(told.first?.contains("[UNK]") == true)
  }

  /// Print shows them in their places, so on the screen alone a line says what they are.
  @Test func someUnknownTokensAreCountedOnTheScreen() throws {
    for (text, expected) in [
      ("say ᎣᏏᏲ to me", "1 of 4 tokens is [UNK]: "),
      ("say \(Self.unknown) to me", "2 of 5 tokens are [UNK]: "),
    ] {
      let scene = try Scene(sentence: text)
      #expect(message(scene) == expected + "the model's vocabulary lacks what stood there")
      #expect(try sentence(scene).warnings == [])
    }
  }

  @Test func ofWhatIsKnownOrGivenNothingIsTold() throws {
    let given = try Scene(
      tokens: ["ᎣᏏᏲ", "ᏙᎯᏧ"], scores: .row([0, 1]), values: Matrix([[1], [2]]))
    for scene in [plain, bank, given] {
      #expect(try sentence(scene).warnings == [])
      #expect(message(scene) == nil)
    }
    #expect(try sentence(plain, .similarity).warnings == [])
  }

  @Test func theyAreToldWhereverTheSentenceIsGoneTo() throws {
    var explorer = Explorer.of(plain, try Scene(sentence: Self.unknown))
    #expect(explorer.message == nil)
    explorer.press(.character("n"))
    #expect(explorer.message?.text.contains("has none of these words") == true)
    explorer.press(.right)
    #expect(explorer.message == nil)
  }
}

extension Explorer {
  /// What is told when the next sentence is gone to.
  fileprivate var afterNext: String? {
    var explorer = self
    explorer.press(.character("n"))
    return explorer.message?.text
  }
}
