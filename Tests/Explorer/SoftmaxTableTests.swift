import AttentionCore
import Explorer
import Canvas
import Views
import Scenes
import Testing

struct SoftmaxTableTests {
  private func table(_ scene: Scene, _ keys: Key...) throws -> (Explorer, SoftmaxTable) {
    var explorer = Explorer.of(scene)
    for key in keys { explorer.press(key) }
    explorer.press(.character("S"))
    return (explorer, try #require(explorer.shown(SoftmaxView.self)?.table))
  }

  /// Each weight is its power divided by the sum of all, whatever is shown.
  @Test(arguments: [
    [], [Key.character("d")], [.character("w")], [.character("d"), .character("w")],
  ])
  func aWeightIsItsPowerOverTheSum(layout: [Key]) throws {
    // “ungrammatically” is of several pieces.
    let scene = try Scene(sentence: "They spoke ungrammatically by the bank.", query: 5)
    var explorer = Explorer.of(scene)
    for key in layout + [.character("t"), .up, .character("S")] { explorer.press(key) }
    let table = try #require(explorer.shown(SoftmaxView.self)?.table)
    #expect(table.rows == 1 && table.entries.count == explorer.sentence.tokens.count)
    let sum = try #require(table.total.power)
    for entry in table.entries + [table.unshown?.entry].compactMap({ $0 }) {
      #expect(abs(try #require(entry.power) / sum - entry.weight) < 1e-12)
    }
    #expect(abs(table.total.weight - 1) < 1e-12)
    #expect((table.unshown?.count ?? 0) == (layout.contains(.character("d")) ? 2 : 0))
  }

  /// Rows of several pieces have no one sum, so none is shown.
  @Test func aMeanOfRowsHasNoPowers() throws {
    let scene = try Scene(sentence: "They spoke ungrammatically by the bank.", query: 2)
    let (explorer, table) = try table(scene, .character("w"), .character("d"))
    #expect(table.rows > 1)
    #expect(table.entries.allSatisfy { $0.power == nil } && table.total.power == nil)
    #expect(table.entries.map(\.weight) == explorer.analysis.row.weights)
    #expect(abs(table.total.weight - 1) < 1e-12)
    // What is hidden has no one score, and so has the sum.
    #expect(table.unshown?.entry.score == nil && table.total.score == nil)
  }

  /// A hidden score counts: [CLS] has the only negative one here.
  @Test func aHiddenScoreBelowZeroIsSaid() throws {
    var explorer = Explorer.of(plain)
    for key in [Key.character("S"), .home, .character("d")] { explorer.press(key) }
    explorer.press(.character("+"), .character("+"), .character("+"), .character("+"))
    #expect(explorer.shown(SoftmaxView.self)?.table.isNonNegative == true)
    explorer.press(.character("d"), .home)
    for _ in 0..<20 { explorer.press(.shiftDown) }
    explorer.press(.character("d"))
    let table = try #require(explorer.shown(SoftmaxView.self)?.table)
    #expect(!table.isNonNegative && table.entries.allSatisfy { ($0.score ?? -1) >= 0 })
  }

  @Test func scoresAreDividedByTheTemperature() throws {
    let (explorer, table) = try table(bank, .character("t"), .end, .character("m"))
    let temperature = explorer.sentence.interventions.temperature.value
    for (entry, score) in zip(table.entries, explorer.analysis.row.scores).dropLast() {
      #expect(abs(try #require(entry.score) - score / temperature) < 1e-12)
    }
    #expect(table.entries[7].score == -.infinity && table.entries[7].power == 0)
  }
}
