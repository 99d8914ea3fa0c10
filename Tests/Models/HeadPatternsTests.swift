import AttentionCore
import Models
import Resources
import Testing

@Suite struct HeadPatternsTests {
  /// What PyTorch gives on the same text. On other random texts L17·H3 has from .65 to .84, the others
  /// differ less.
  @Test(arguments: [
    (HeadPattern.previousToken, 16, 0, 0.894), (.previousToken, 11, 1, 0.909),
    (.induction, 18, 6, 0.915), (.induction, 17, 3, 0.704), (.duplicate, 14, 3, 0.716),
  ])
  func knownHeads(pattern: HeadPattern, layer: Int, index: Int, score: Double) throws {
    let found = try Self.decoders.get()
    let patterns = try #require(found)
    let head = HeadID(layer: layer, index: index)
    #expect(abs(patterns[pattern, head] - score) < 0.01)
    #expect(patterns.name(of: head) == pattern)
  }

  private static let decoders = Result { try bundledLanguageModel.get().headPatterns() }

  @Test func anEncoders() throws {
    let model = try LanguageModel(folder: Resources.model)
    let patterns = try #require(model.headPatterns())
    for pattern in HeadPattern.allCases { #expect(patterns.scores[pattern]?.count == 72) }
    for layer in 0..<6 {
      for index in 0..<12 {
        let head = HeadID(layer: layer, index: index)
        let scores = HeadPattern.allCases.map { patterns[$0, head] }
        #expect(scores.allSatisfy { (0...1).contains($0) })
        #expect((patterns.name(of: head) == nil) == scores.allSatisfy { $0 < 0.4 })
      }
    }
    #expect(model.headPatterns() == patterns)
  }

  @Test func theNarrowerPatternNamesAHead() throws {
    let patterns = try #require(
      HeadPatterns(
        [
          .previousToken: [0.1, 0.1, 0.3], .induction: [0.2, 0.1, 0.3],
          .duplicate: [0.5, 0.1, 0.3], .firstToken: [0, 0.1, 0.3], .sameWord: [0.9, 0.8, 0.3],
        ], layers: 1, heads: 3))
    let names = (0..<3).map { patterns.name(of: HeadID(layer: 0, index: $0)) }
    #expect(names == [.duplicate, .sameWord, nil])
    #expect(patterns.name(of: HeadID(layer: 4, index: 0)) == nil)
  }

  @Test func whatCannotBeScores() {
    let right = Dictionary(uniqueKeysWithValues: HeadPattern.allCases.map { ($0, [Float(0.5)]) })
    #expect(HeadPatterns(right, layers: 1, heads: 1) != nil)
    #expect(HeadPatterns(right, layers: 2, heads: 1) == nil)
    for wrong in [[], [-0.1], [2], [Float.nan], [.infinity], [0.5, 0.5]] as [[Float]] {
      var scores = right
      scores[.induction] = wrong
      #expect(HeadPatterns(scores, layers: 1, heads: 1) == nil)
    }
    #expect(HeadPatterns([:], layers: 1, heads: 1) == nil)
  }

  @Test func eachModelHasAMarkOfItsOwn() throws {
    let model = try LanguageModel(folder: Resources.model)
    #expect(model.mark() == model.mark())
    let other = try bundledLanguageModel.get()
    #expect(model.mark() != other.mark())
  }
}
