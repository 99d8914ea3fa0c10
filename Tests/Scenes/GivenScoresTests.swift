import Foundation
import RandomText
import Scenes
import Testing

struct GivenScoresTests {
  @Test func softmaxOfTheScoresGivesTheWeightsBack() throws {
    var random = SeededGenerator(seed: 3)
    for count in 1...40 {
      let drawn = (0..<count).map { _ in Double.random(in: 0...1, using: &random) }
      let weights = drawn.map { $0 / drawn.reduce(0, +) }
      guard case .row(let scores) = try GivenScores(weights: .row(weights)) else {
        Issue.record("a row must stay a row")
        return
      }
      let sum = scores.map(exp).reduce(0, +)
      for (score, weight) in zip(scores, weights) {
        #expect(abs(exp(score) / sum - weight) < 1e-12)
      }
    }
  }

  @Test func noWeightIsMasked() throws {
    #expect(try GivenScores(weights: .row([0, 1])) == .row([-.infinity, 0]))
    #expect(
      try GivenScores(weights: .matrix([[1, 0], [0.5, 0.5]]))
        == .matrix([[0, -.infinity], [log(0.5), log(0.5)]]))
  }

  @Test func aRowMaySumToOneWithinAThousandth() throws {
    for sum in [0.999, 1, 1.001] {
      #expect(throws: Never.self) { try GivenScores(weights: .row([sum - 0.5, 0.5])) }
    }
    for (weights, message) in [
      ([0.5, 0.4], "weights sums to 0.9; it must sum to 1"),
      ([0.502, 0.5], "weights sums to 1.002; it must sum to 1"),
      ([1.5, -0.5], "weights[1] is -0.5; a weight must be a number of 0 or more"),
      ([.nan, 1], "weights[0] is nan; a weight must be a number of 0 or more"),
      ([1e308, 1e308], "weights sums to inf; it must sum to 1"),
    ] {
      let error = #expect(throws: SceneError.self) { try GivenScores(weights: .row(weights)) }
      #expect(error?.description == message)
    }
  }
}
