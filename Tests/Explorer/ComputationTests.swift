import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Testing

/// Every step of a computation leads to the next, and all of them to what the row view shows.
struct ComputationTests {
  private static let sources: [(name: String, source: SourceKind, keys: [Key])] = [
    ("model", .model, []),
    ("model, nudged", .model, [.right, .up, .up, .character("T")]),
    ("model, causal", .model, [.end, .character("c")]),
    ("model, masked", .model, [.right, .character("m")]),
    ("similarity", .similarity, [.left, .down]),
  ]

  @Test(arguments: sources.indices)
  func stepsLeadToTheWeight(index: Int) throws {
    let (name, source, keys) = Self.sources[index]
    let explorer = try explorer(source, keys: keys)
    let steps = try #require(explorer.shown(ComputationView.self)?.computation)
    let factors = try #require(steps.factors)
    let product = factors.products.reduce(0.0) { $0 + Double($1) }
    #expect(steps.isAfterQuery == (name == "model, causal"))
    #expect(steps.change.isMasked == (name == "model, masked"))
    #expect(abs(product / factors.divisor - steps.score) < 1e-4)
    if steps.isAfterQuery || steps.change.isMasked {
      #expect(steps.edited == -.infinity)
      #expect(steps.weight == 0)
    } else {
      #expect(abs(steps.score + steps.change.added - steps.edited) < 1e-12)
      #expect(steps.weight > 0)
    }
    #expect(steps.largest >= steps.quotient)
    #expect(abs(steps.power / steps.denominator - steps.weight) < 1e-12)
    #expect(steps.weight == explorer.analysis.row.weights[explorer.sentence.selected])
  }

  @Test func theSumUpToTheLastTokenIsTheBlend() throws {
    var explorer = try explorer(.model, keys: [.end])
    let last = try #require(explorer.shown(ComputationView.self)?.computation)
    #expect(last.runningSum == last.blend)
    #expect(last.blend == explorer.analysis.blend)
    explorer.press(.left)
    let before = try #require(explorer.shown(ComputationView.self)?.computation)
    for (sum, (share, whole)) in zip(before.runningSum, zip(last.weighted, last.blend)) {
      #expect(abs(sum + share - whole) < 1e-5)
    }
  }

  @Test func aRowThatIsMaskedEverywhereHasNoDenominator() throws {
    var explorer = try explorer(.similarity, keys: [.home])
    for _ in 0..<8 { explorer.press(.character("m"), .right) }
    let steps = try #require(explorer.shown(ComputationView.self)?.computation)
    #expect(steps.denominator == 0)
    #expect(steps.weight == 0)
    #expect(steps.blend.allSatisfy { $0 == 0 })
  }

  @Test func scoresOfAFileAreMadeOfNothingElse() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.character("="))
    #expect(explorer.shown(ComputationView.self)?.computation.factors == nil)
    explorer.press(.tab)
    #expect(explorer.shown(ComputationView.self)?.computation.factors != nil)
  }

  private func explorer(_ source: SourceKind, keys: [Key]) throws -> Explorer {
    var options = OpeningOptions()
    options.source = source
    let sentences = try #require(try OpenSentences([plain], options: options))
    var explorer = Explorer(sentences)
    for key in [.character("="), .tab, .tab] + keys { explorer.press(key) }
    return explorer
  }
}
