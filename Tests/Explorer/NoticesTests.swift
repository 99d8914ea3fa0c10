import AttentionCore
import Explorer
import Scenes
import Testing

/// What is told of a sentence before its numbers are read.
struct NoticesTests {
  /// Cherokee, of which the bundled vocabulary has no letter.
  private static let unknown = "ᎣᏏᏲ ᏙᎯᏧ"

  private func notices(_ scene: Scene, _ source: SourceKind? = nil) throws -> [String] {
    var options = OpeningOptions()
    options.source = source
    return try Sentence(scene, options: options).notices
  }

  @Test(arguments: [SourceKind.model, .similarity])
  func whereNothingIsKnownItIsTold(source: SourceKind) throws {
    let told = try notices(try Scene(sentence: Self.unknown), source)
    #expect(told.count == 1)
    #expect(told.first?.contains("has none of these words") == true)
    #expect(told.first?.contains("[UNK]") == true)
  }

  @Test func someUnknownTokensAreCounted() throws {
    #expect(
      try notices(try Scene(sentence: "say ᎣᏏᏲ to me"))
        == ["1 of 4 tokens is [UNK]: the model's vocabulary lacks what stood there"])
    #expect(
      try notices(try Scene(sentence: "say \(Self.unknown) to me"))
        == ["2 of 5 tokens are [UNK]: the model's vocabulary lacks what stood there"])
  }

  @Test func ofWhatIsKnownOrGivenNothingIsTold() throws {
    for source in [SourceKind.model, .similarity] { #expect(try notices(plain, source) == []) }
    #expect(try notices(bank) == [])
    let given = try Scene(
      tokens: ["ᎣᏏᏲ", "ᏙᎯᏧ"], scores: .row([0, 1]), values: Matrix([[1], [2]]))
    #expect(try notices(given) == [])
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
