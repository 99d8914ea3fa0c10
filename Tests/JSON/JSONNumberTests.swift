import JSON
import RandomText
import Testing

struct JSONNumberTests {
  private func number(_ json: String) throws(Flaw) -> JSONNumber {
    try JSONReader.read(Array(json.utf8)[...]) { reader throws(Flaw) in try reader.number() }
  }

  @Test(arguments: [
    ("0", 0), ("9007199254740993", 9_007_199_254_740_993),
    ("-9007199254740993", -9_007_199_254_740_993), ("9223372036854775807", .max),
    ("-9223372036854775808", .min),
  ])
  func wholeNumbersKeepTheirDigits(json: String, whole: Int) throws {
    #expect(try number(json) == .whole(whole))
    #expect(try number(json).integer == whole)
  }

  @Test(arguments: [
    ("0.5", 0.5, nil), ("2.0", 2, 2), ("0.3e1", 3, 3), ("-1E+3", -1000, -1000), ("1e-3", 1e-3, nil),
    ("9007199254740991.0", 0x1p53 - 1, (1 << 53) - 1), ("9007199254740993.0", 0x1p53, nil),
    ("9223372036854775808", 0x1p63, nil), ("1e300", 1e300, nil), ("12e-400", 0, 0),
  ])
  func othersAreTheNearestDouble(json: String, real: Double, integer: Int?) throws {
    #expect(try number(json) == .real(real))
    #expect(try number(json).double == real)
    #expect(try number(json).integer == integer)
  }

  @Test func minusZeroKeepsItsSign() throws {
    for json in ["-0", "-0.0", "-0e5"] {
      #expect(try number(json).double.sign == .minus)
      #expect(try number(json).integer == 0)
    }
  }

  @Test func everyIntegerAndEveryDoubleComesBack() throws {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<2000 {
      let whole = Int(truncatingIfNeeded: random.next()) >> Int.random(in: 0..<64, using: &random)
      #expect(try number("\(whole)") == .whole(whole))
      let real = Double(bitPattern: random.next())
      guard real.isFinite else { continue }
      #expect(try number("\(real)").double == real)
    }
  }

  @Test func itIsSpelledAsJSONSpellsIt() throws {
    for json in ["3", "-0.5", "1e+300", "9007199254740993"] {
      #expect(try "\(number(json))" == json)
    }
  }
}
