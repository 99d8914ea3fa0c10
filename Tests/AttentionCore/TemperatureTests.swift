import AttentionCore
import Testing

struct TemperatureTests {
  @Test(arguments: [0, -1, 0.0009, 1001, Double.infinity, -Double.infinity, Double.nan])
  func onlyNumbersInTheRangeAreTemperatures(number: Double) {
    #expect(Temperature(number) == nil)
  }

  @Test func stepsUpAndDownMeetAgain() {
    var temperature = Temperature.one
    for _ in 0..<8 { temperature = temperature.higher }
    #expect(temperature.value == 4)
    for _ in 0..<8 { temperature = temperature.lower }
    #expect(temperature == .one)
  }

  @Test func aTemperatureBetweenStepsGoesToTheNextOne() throws {
    let odd = try #require(Temperature(0.9))
    #expect(odd.higher == .one)
    #expect(odd.lower.value < 0.9)
  }

  @Test func stepsEndWithinBounds() {
    var low = Temperature.one
    var high = Temperature.one
    for _ in 0..<200 { (low, high) = (low.lower, high.higher) }
    #expect(low.value == 1.0 / 32)
    #expect(high.value == 32)
    #expect(Temperature(1000)?.higher == Temperature(1000))
    #expect(Temperature(0.001)?.lower == Temperature(0.001))
    #expect(Temperature(1000)?.lower == high)
  }
}
