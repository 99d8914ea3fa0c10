import JSON
import Testing

struct JSONObjectTests {
  private func object(_ json: String, keys: [String]? = ["one", "two"]) throws -> JSONObject {
    try JSONObject(
      try JSONReader.read(Array(json.utf8)[...]) { reader throws(Flaw) in try reader.value() },
      "a thing", keys: keys)
  }

  @Test func nullIsAsIfAbsent() throws {
    let object = try object(#"{"one": null, "two": "2"}"#)
    #expect(object["one"] == nil)
    #expect(try object.string("one") == nil)
    #expect(try object.string("two") == "2")
  }

  @Test func everyKindIsRead() throws {
    let object = try object(
      #"{"s": "a", "ss": ["a", "b"], "b": true, "n": 1, "d": 0.5}"#, keys: nil)
    #expect(try object.string("s") == "a")
    #expect(try object.strings("ss") == ["a", "b"])
    #expect(try object.member("b", JSONObject.bool) == true)
    #expect(try object.member("n", JSONObject.number) == .whole(1))
    #expect(try object.member("d", JSONObject.double) == 0.5)
  }

  @Test(arguments: [
    ("[]", 1, "a thing must be an object {…}, not an array"),
    ("{\n\"ones\": 1}", 2, "\"ones\" is not a key of a thing; did you mean one?"),
    ("{\"colour\": 1}", 1, "\"colour\" is not a key of a thing; the keys are one, two"),
    ("{\"one\": 1,\n\"one\": 1}", 2, "one is given twice; keep one of them"),
    ("{\"one\": null,\n\"one\": 1}", 2, "one is given twice; keep one of them"),
  ])
  func saysWhatIsWrong(json: String, line: Int, reason: String) {
    #expect(throws: Flaw(line: line, reason: reason)) { try object(json) }
  }

  @Test func keysThatOnlyMeanTheSameAreUnknown() throws {
    let kelvin = "\u{212A}"
    #expect(kelvin == "K")
    let flaw = #expect(throws: Flaw.self) { try object("{\"\(kelvin)\": 1}", keys: ["K"]) }
    #expect(flaw?.reason.contains("is not a key of a thing") == true)
  }

  @Test func anyKeyIsFineWhereAnyIsAllowedButNotTwice() throws {
    #expect(try object(#"{"three": 3}"#, keys: nil)["three"]?.kind == .number)
    #expect(throws: Flaw(line: 1, reason: "\"a\" is given twice; keep one of them")) {
      try object(#"{"a": 1, "a": 1}"#, keys: nil)
    }
  }

  @Test(arguments: [
    (#"{"one": 1}"#, "one is a number; it must be a string"),
    (#"{"one": {}}"#, "one is an object; it must be a string"),
  ])
  func mismatchesAreTold(json: String, reason: String) throws {
    let object = try object(json)
    #expect(throws: Flaw(line: 1, reason: reason)) { try object.string("one") }
  }
}
