// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import AttentionCore
import Canvas
import Explorer
import OpenedSentences
import Testing

struct CountedWeightsTests {
  private let capital = builtIn.first { $0.title?.shown == "the capital of France" }!

  private func counted(_ explorer: Explorer) -> [Float]? {
    explorer.counted?.rows[explorer.sentence.query]
  }

  @Test func timesWhatTheTokensBring() throws {
    var explorer = Explorer.of(capital)
    #expect(explorer.counted == nil)
    explorer.press(.character("V"))
    #expect(explorer.counted?.name == "α·‖v·W_O‖")
    let head = explorer.sentence.head
    let lengths = explorer.analysis.attention.valueLengths(head)
    let products = zip(explorer.analysis.row.weights, lengths).map { $0 * Double($1) }
    let sum = products.reduce(0, +)
    let row = try #require(counted(explorer))
    for (own, product) in zip(row, products) { #expect(abs(Double(own) - product / sum) < 1e-5) }
    // An edit goes on changing a score, and what is counted follows it.
    let score = explorer.analysis.row.scores[explorer.sentence.selected]
    explorer.press(.shiftDown)
    #expect(abs(explorer.analysis.row.scores[explorer.sentence.selected] - score + 1) < 1e-9)
    #expect(counted(explorer) != row)
    explorer.press(.character("u"))
    #expect(counted(explorer) == row)
  }

  @Test func rolledOut() throws {
    var explorer = Explorer.of(capital)
    explorer.press(.character("V"), .character("V"))
    let layer = explorer.sentence.head.layer
    #expect(explorer.counted?.name == "rollout to L\(layer)")
    let rows = try #require(explorer.counted?.rows)
    #expect(rows.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-4 })
    // Another head of the layer has the same, another layer has not.
    explorer.press(.character("]"))
    #expect(explorer.sentence.head.layer != layer || explorer.counted?.rows == rows)
    explorer.press(.character("{"))
    #expect(explorer.counted?.rows != rows)
    explorer.press(.character("V"))
    #expect(explorer.counted == nil)
  }

  @Test func withoutAModelThereAreNoLayers() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.character("V"))
    let row = try #require(counted(explorer))
    #expect(abs(row.reduce(0, +) - 1) < 1e-4)
    explorer.press(.character("V"))
    #expect(explorer.counted == nil)
    #expect(explorer.message?.text.contains("needs the layers of a model") == true)
  }

  /// In joined pieces the numbers are those of the pieces together.
  @Test func joinedPieces() throws {
    var explorer = Explorer.of(plain)
    explorer.press(.character("V"), .character("w"))
    let row = try #require(counted(explorer))
    #expect(row.count == explorer.sentence.tokens.count)
    #expect(abs(row.reduce(0, +) - 1) < 1e-4)
  }

  /// Another sentence never shows this one's numbers.
  @Test func itIsOfTheSentenceThatIsShown() {
    var explorer = Explorer.of(capital)
    explorer.press(.character("V"), .character("."))
    #expect(explorer.counted?.rows.count == explorer.sentence.tokens.count)
  }
}
