import AttentionCore
import Foundation
import Testing

struct EntropyTests {
  @Test func oneWinnerHasNoneAndEqualWeightsHaveTheLogarithmOfTheirNumber() {
    #expect(entropy([0, 1, 0]) == 0)
    for count in 1...50 {
      let equal = Array(repeating: 1 / Double(count), count: count)
      #expect(abs(entropy(equal) - log(Double(count))) < 1e-12)
    }
  }

  @Test(arguments: RandomRows.rows(30))
  func itLiesBetweenThoseTwoAndRisesWithTheTemperature(scores: [Double]) throws {
    let steps = [0.25, 0.5, 1, 2, 4]
    let entropies = try steps.map { step in
      entropy(softmax(scores, temperature: try #require(Temperature(step))))
    }
    for (colder, hotter) in zip(entropies, entropies.dropFirst()) {
      #expect(hotter >= colder - 1e-12)
    }
    #expect(entropies[0] >= 0)
    #expect(entropies[4] <= log(Double(scores.count)) + 1e-12)
  }
}
