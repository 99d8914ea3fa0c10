import Text
import Testing

struct NumberTests {
  @Test(arguments: [
    (0.35, 2, "0.35"), (0.3, 3, "0.300"), (-1.05, 2, "−1.05"), (-0.001, 2, "0.00"),
    (1e-9, 3, "0.000"),
    (0.9996, 3, "1.000"), (12.5, 0, "13"), (-.infinity, 2, "−∞"), (.infinity, 2, "∞"),
    (.nan, 2, "NaN"), (1234.5678, 1, "1234.6"), (1e300, 2, "1e+300"),
  ])
  func decimalsAreFixed(number: Double, places: Int, text: String) {
    #expect(decimal(number, places: places) == text)
  }

  @Test(arguments: [
    (0.35, "0.350"), (-12345.678, "−12345.68"), (1_234_567.89, "1234567.9"), (-1e8, "−1e8"),
    (0x1p53, "9e15"), (3.4e38, "3.4e+38"), (-1.2345678e-300, "0.000"), (-.infinity, "−∞"),
  ])
  func decimalsGiveWayWhereThereIsNoRoom(number: Double, text: String) {
    #expect(decimal(number, places: 3, columns: 9) == text)
  }

  @Test(arguments: [
    (99.99, "99.99"), (-99.999, "−100"), (9999.7, "10000"), (-99999, "−99999"), (99999.7, "1e5"),
    (123456, "1.2e5"), (-96_000_000, "−9.6e7"), (-9.97e7, "−1e8"), (9.4e15, "9.4e15"),
    (-9.4e15, "−9e15"), (9.6e99, "9.6e99"), (-9.6e99, "−1e100"), (.infinity, "∞"),
  ])
  func aScoreIsShort(score: Double, text: String) {
    #expect(scoreText(score) == text)
  }

  @Test func signsCanBeAskedFor() {
    #expect(decimal(0.12, places: 2, signed: true) == "+0.12")
    #expect(decimal(-0.12, places: 2, signed: true) == "−0.12")
  }
}
