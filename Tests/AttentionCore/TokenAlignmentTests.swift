import AttentionCore
import Testing

struct TokenAlignmentTests {
  private func aligned(_ one: String, _ other: String) -> TokenAlignment {
    TokenAlignment(one.split(separator: " "), with: other.split(separator: " "))
  }

  @Test func sentencesOfOneLengthAreAlignedTokenByToken() {
    let alignment = aligned("Mary and John", "John and Mary")
    #expect(alignment.way == .byPosition && alignment.counterparts == [0, 1, 2])
  }

  @Test func theSameWordsStandForEachOther() {
    let alignment = aligned("the capital of France is", "the capital of the old kingdom is")
    #expect(alignment.way == .byWord && alignment.counterparts == [0, 1, 2, 5, 6])
    let back = aligned("the capital of the old kingdom is", "the capital of France is")
    #expect(back.counterparts == [0, 1, 2, nil, nil, 3, 4])
  }

  @Test func whereNoWordIsTheSameTheyAreCountedFromTheEnd() {
    let alignment = aligned("a b c", "d e")
    #expect(alignment.way == .fromEnd && alignment.counterparts == [nil, 0, 1])
  }

  @Test func nothingBeyondTheEndHasACounterpart() {
    #expect(aligned("a b", "a b c").counterpart(of: 2) == nil)
    #expect(aligned("a b", "a b c").counterpart(of: -1) == nil)
  }

  /// Whatever the sentences: the order stays, and no token stands for two.
  @Test func itIsOneToOneAndInOrder() {
    var random = RandomNumbers(seed: 33)
    for _ in 0..<300 {
      let one = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        Int.random(in: 0...3, using: &random)
      }
      let other = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        Int.random(in: 0...3, using: &random)
      }
      let alignment = TokenAlignment(one, with: other)
      let counterparts = alignment.counterparts.compactMap(\.self)
      #expect(alignment.counterparts.count == one.count)
      #expect(zip(counterparts, counterparts.dropFirst()).allSatisfy { $0 < $1 })
      #expect(counterparts.allSatisfy(other.indices.contains))
      // Where no word leads astray, as many are aligned as the shorter one has.
      #expect(alignment.way == .byWord || counterparts.count == min(one.count, other.count))
    }
  }
}
