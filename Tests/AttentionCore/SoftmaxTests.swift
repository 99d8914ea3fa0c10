import AttentionCore
import Foundation
import Testing

struct SoftmaxTests {
  @Test(arguments: RandomRows.rows(50))
  func weightsAreNonNegativeAndSumToOne(scores: [Double]) {
    let weights = softmax(scores)
    #expect(weights.count == scores.count)
    #expect(weights.allSatisfy { $0 >= 0 })
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
  }

  @Test(arguments: RandomRows.rows(50))
  func aShiftOfAllScoresChangesNothingAtAll(scores: [Double]) {
    for shift in [-1024.0, -3, 0.5, 17, 1e6] {
      #expect(softmax(scores.map { $0 + shift }) == softmax(scores))
    }
  }

  @Test(arguments: RandomRows.rows(50))
  func weightsFollowTheDefinition(scores: [Double]) {
    let powers = scores.map { exp($0) }
    let sum = powers.reduce(0, +)
    for (weight, power) in zip(softmax(scores), powers) {
      #expect(abs(weight - power / sum) < 1e-12)
    }
  }

  @Test(arguments: RandomRows.rows(50))
  func aHigherScoreNeverGetsLessWeight(scores: [Double]) {
    let weights = softmax(scores)
    let byScore = scores.indices.sorted { scores[$0] < scores[$1] }.map { weights[$0] }
    #expect(byScore == byScore.sorted())
  }

  @Test(arguments: RandomRows.rows(20))
  func aMaskedScoreHasNoWeightAndTheOthersShareItAll(scores: [Double]) {
    var masked = scores + [3]
    masked[0] = -.infinity
    let weights = softmax(masked)
    #expect(weights[0] == 0)
    #expect(Array(weights.dropFirst()) == softmax(Array(masked.dropFirst())))
  }

  @Test func hugeScoresDoNotOverflow() {
    #expect(softmax([1e308, -1e308]) == [1, 0])
    #expect(softmax([1e308, 1e308]) == [0.5, 0.5])
    #expect(softmax([-1e308, -1e308, -.infinity]) == [0.5, 0.5, 0])
  }

  @Test func aRowThatIsMaskedEverywhereAttendsToNothing() {
    #expect(softmax([-.infinity, -.infinity]) == [0, 0])
    #expect(softmax([]) == [])
  }

  @Test func infiniteScoresShareEverything() {
    #expect(softmax([.infinity, 3, .infinity]) == [0.5, 0, 0.5])
  }

  @Test func aNaNIsNotHidden() {
    #expect(softmax([0, .nan, -.infinity]).allSatisfy { $0.isNaN })
  }

  @Test(arguments: RandomRows.rows(50))
  func temperatureDividesTheScores(scores: [Double]) throws {
    let two = try #require(Temperature(2))
    #expect(softmax(scores, temperature: two) == softmax(scores.map { $0 / 2 }))
  }

  @Test(arguments: RandomRows.rows(50, seed: 8))
  func temperatureGoesFromOneWinnerToUniform(scores: [Double]) throws {
    let hot = softmax(scores, temperature: try #require(Temperature(1000)))
    #expect(hot.allSatisfy { abs($0 - 1 / Double(scores.count)) < 0.03 / Double(scores.count) })
    let cold = softmax(scores, temperature: try #require(Temperature(0.001)))
    let winners = scores.count { $0 == scores.max() }
    for (weight, score) in zip(cold, scores) {
      #expect(abs(weight - (score == scores.max() ? 1 / Double(winners) : 0)) < 1e-5)
    }
  }
}
