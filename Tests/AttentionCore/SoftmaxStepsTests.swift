import AttentionCore
import Testing

struct SoftmaxStepsTests {
  @Test(arguments: [0.5, 1, 3])
  func theStepsLeadToSoftmax(temperature: Double) throws {
    let temperature = try #require(Temperature(temperature))
    let scores: [Double] = [1.5, -2, 0.25, -.infinity, 700]
    let steps = SoftmaxSteps(scores, temperature: temperature)
    #expect(steps.largest == 700)
    #expect(steps.powers.allSatisfy { (0...1).contains($0) } && steps.powers[4] == 1)
    for (power, weight) in zip(steps.powers, softmax(scores, temperature: temperature)) {
      #expect(abs(power / steps.denominator - weight) < 1e-15)
    }
  }

  @Test func scoresThatNoQuotientHoldsHaveWeights() throws {
    let coldest = try #require(Temperature(0.001))
    let steps = SoftmaxSteps([1e306, 1e306, -1e306, -.infinity], temperature: coldest)
    #expect(steps.powers == [1, 1, 0, 0] && steps.denominator == 2)
    #expect(softmax([1e306, 1e306, -1e306], temperature: coldest) == [0.5, 0.5, 0])
  }

  @Test func whereAllIsMaskedNothingIsLeft() {
    let steps = SoftmaxSteps([-.infinity, -.infinity], temperature: .one)
    #expect(steps.powers == [0, 0] && steps.denominator == 0 && steps.largest == -.infinity)
    #expect(SoftmaxSteps([], temperature: .one).denominator == 0)
  }
}
