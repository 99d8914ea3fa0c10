import OpenedSentences
import AttentionCore
import Explorer
import Scenes
import Testing

struct MixedColorTests {
  private func mixed(_ values: [[Float]], _ names: [String]) throws -> MixedColor? {
    let scene = try Scene(
      tokens: values.indices.map { "w\($0)" }, scores: .row(values.map { _ in 0 }),
      values: Matrix(values), dimensions: names)
    let sentence = Sentence(scene)
    return MixedColor(RowAnalysis(sentence).blend, in: sentence)
  }

  @Test func theBlendOfColoursIsAColour() throws {
    let color = try #require(try mixed([[1, 0, 0], [1, 1, 0]], ["red", "green", "blue"]))
    #expect((color.red, color.green, color.blue) == (1, 0.5, 0))
  }

  @Test func theNamesSayWhichIsWhich() throws {
    let color = try #require(try mixed([[255, 0, 51]], ["Blue", "red", "GREEN"]))
    #expect((color.red, color.blue) == (0, 1))
    #expect(abs(color.green - 0.2) < 1e-6)
  }

  @Test(arguments: [["red", "green", "yellow"], ["red", "green", "green"], ["x", "y", "z"]])
  func otherNamesAreNoColours(names: [String]) throws {
    #expect(try mixed([[1, 0, 0]], names) == nil)
  }

  @Test func numbersOutsideOfColoursAreNone() throws {
    #expect(try mixed([[-1, 0, 0]], ["red", "green", "blue"]) == nil)
    #expect(try mixed([[256, 0, 0]], ["red", "green", "blue"]) == nil)
  }
}
