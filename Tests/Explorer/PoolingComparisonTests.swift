import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Models
import Scenes
import Testing

struct PoolingComparisonTests {
  /// The lesson's point: pooling finds the words that are everywhere, attention those that matter.
  @Test func pooledWordsAreCommonAndAttendedOnesMatter() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.character("f"))
    let entries = try #require(explorer.shown(PoolingView.self)?.comparison.entries)
    #expect(entries.map(\.way) == [.attention] + FixedPoolings().all.map { .pooling($0) })
    #expect(entries[0].nearest.prefix(2).map(\.word) == ["deposit", "money"])
    #expect(entries[1].nearest.prefix(2).map(\.word) == ["to", "the"])
    for entry in entries {
      #expect(abs(entry.weights.reduce(0, +) - 1) < 1e-9)
    }
  }

  @Test func anEditMovesAttentionAlone() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.character("f"))
    let before = try #require(explorer.shown(PoolingView.self)?.comparison.entries)
    explorer.press(.right, .right, .character("m"))
    let after = try #require(explorer.shown(PoolingView.self)?.comparison.entries)
    #expect(after[0].weights == explorer.analysis.row.weights)
    #expect(after[0].nearest.first?.word == "money")
    for (old, new) in zip(before, after).dropFirst() {
      #expect(old.weights == new.weights && old.blend == new.blend && old.nearest == new.nearest)
    }
  }

  @Test func retentionAndWindowAreTheLearnersToSet() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.character(">"))
    #expect(
      explorer.view is PoolingView && explorer.shown(PoolingView.self)?.poolings.retention == 0.6)
    let before = try #require(explorer.shown(PoolingView.self)?.comparison.entries)
    explorer.press(.character("W"), .left, .left)
    let after = try #require(explorer.shown(PoolingView.self)?.comparison)
    #expect(explorer.shown(PoolingView.self)?.poolings.window == 5)
    #expect(after.entries[4].weights.count { $0 > 0 } == 5)
    for place in 0..<4 { #expect(after.entries[place].weights == before[place].weights) }
    // What is left of the selected word at each step, up to the query.
    for (left, expected) in zip(after.signal, [0, 0, 1, 0.6, 0.36, 0, 0, 0]) {
      #expect(abs(left - expected) < 1e-12)
    }
    explorer.press(.end)
    #expect(explorer.shown(PoolingView.self)?.comparison.signal.allSatisfy { $0 == 0 } == true)
    for _ in 0..<30 { explorer.press(.character("<")) }
    #expect(explorer.shown(PoolingView.self)?.poolings.retention == FixedPoolings.retentions.first)
    for _ in 0..<30 { explorer.press(.character(">")) }
    #expect(explorer.shown(PoolingView.self)?.poolings.retention == FixedPoolings.retentions.last)
  }

  @Test func anotherQueryOrSentenceIsComparedAnew() throws {
    var explorer = Explorer.of(bank, plain)
    explorer.press(.character("f"), .tab)
    let convolution = try #require(explorer.shown(PoolingView.self)?.comparison.entries.last)
    #expect(convolution.weights.indices.filter { convolution.weights[$0] > 0 } == [4, 5, 6])
    explorer.press(.character("n"))
    #expect(
      explorer.shown(PoolingView.self)?.comparison.entries.first?.weights
        == explorer.analysis.row.weights)
    #expect(explorer.shown(PoolingView.self)?.comparison.entries.first?.blend.count == 384)
  }

  @Test func ofAModelThePiecesOwnVectorsArePooled() throws {
    var explorer = Explorer.of(plain)
    explorer.press(.character("f"), .character("w"), .character("d"))
    let mean = try #require(explorer.shown(PoolingView.self)?.comparison.entries[1])
    #expect(mean.weights.count == 9)
    let words = explorer.sentence.tokens.map { model.words.vector(of: $0.text.original) }
    for (column, number) in mean.blend.enumerated() {
      let expected = words.reduce(0) { $0 + $1[column] } / Float(words.count)
      #expect(abs(number - expected) < 1e-5)
    }
  }
}
