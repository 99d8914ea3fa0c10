import Foundation
import Models
import Testing

@Suite struct NextTokensTests {
  @Test func softmaxOfTheLogits() {
    let next = NextTokens(logits: [1, 3, 2, 3])
    let sum = [1.0, 3, 2, 3].reduce(0) { $0 + exp($1) }
    for (id, logit) in [1.0, 3, 2, 3].enumerated() {
      #expect(abs(Double(next[id].probability) - exp(logit) / sum) < 1e-6)
      #expect(next[id].id == id && Double(next[id].logit) == logit)
    }
  }

  /// The first of equals comes first.
  @Test func theMostProbableComeFirst() {
    let next = NextTokens(logits: [1, 3, 2, 3])
    #expect(next.mostProbable(3).map(\.id) == [1, 3, 2])
    #expect(next.mostProbable(9).map(\.id) == [1, 3, 2, 0])
    #expect(next.mostProbable(0).isEmpty)
  }

  @Test func largeLogitsStayNumbers() {
    let next = NextTokens(logits: [10_000, 9_999, -10_000])
    #expect(abs(next[0].probability - 0.7310586) < 1e-6 && next[2].probability == 0)
  }
}
