import JSON
import RandomText
import Testing
import Text

private func value(_ json: String) throws(Flaw) -> JSONValue {
  try JSONReader.read(Array(json.utf8)[...]) { reader throws(Flaw) in try reader.value() }
}

struct JSONReaderTests {
  @Test(arguments: [
    (
      "{\"sentence\": \"a\",\n  }",
      "2: column 3 has \"}\" where a key in quotation marks must stand"
    ),
    ("{\"sentence\" \"a\"}", "1: column 13 has \"\"\" where \":\" must stand"),
    ("{\"sentence\": \"a\" \"x\"", "1: column 18 has \"\"\" where \",\" or \"}\" must stand"),
    (
      "{\"sentence\": \"a",
      "1: the text ends where the quotation mark that ends the string must stand"
    ),
    (
      "{\"sentence\": \"東東\", x", "1: column 20 has \"x\" where a key in quotation marks must stand"
    ),
    ("{\"sentence\": \"a\"} x", "1: column 19 has \"x\" where the end must stand"),
    ("{\"query\": 01}", "1: column 12 has \"1\" where \",\" or \"}\" must stand"),
    ("{\"query\": 1.}", "1: column 13 has \"}\" where a digit must stand"),
    (
      "[1,-Infinity]",
      "1: column 5 has \"I\" where a number, or null for a masked score, must stand"
    ),
    (
      "[-inf]",
      "1: column 3 has \"i\" where a number, or null for a masked score, must stand"
    ),
    (
      "[nan]", "1: column 2 has \"n\" where a number, or null for a masked score, must stand"
    ),
    ("[nul]", "1: column 2 has \"n\" where null must stand"),
    ("{\"query\": -}", "1: column 12 has \"}\" where a digit must stand"),
    ("{\"query\": +1}", "1: column 11 has \"+\" where a value must stand"),
    ("{\"query\": truth}", "1: column 11 has \"t\" where true must stand"),
    (
      "{\"query\": NaN}",
      "1: column 11 has \"N\" where a number, or null for a masked score, must stand"
    ),
    (
      "{\"query\": 1e999}",
      "1: column 11 is \"1e999\", too large a number; it must be below 1.8e308"
    ),
    (#"{"\x": 1}"#, #"1: column 4 has "x" where one of "\/bfnrtu must stand"#),
    (#"{"\u12g4": 1}"#, #"1: column 7 has "g" where a hexadecimal digit must stand"#),
    (
      #"{"sentence": "\ud83d"}"#,
      "1: column 21 ends half a surrogate pair; write both halves, or the character itself"
    ),
    (
      "{\"sentence\": \"a\nb\"}",
      "1: column 16 has \"␊\" where \"\\n\", \"\\t\" or another escape in the string must stand"
    ),
    ("{\0}", "1: column 2 has \"␀\" where a key in quotation marks must stand"),
    (
      String(repeating: "[", count: 100_000),
      "1: column 66 is nested deeper than the 64 levels it may have"
    ),
  ])
  func namesLineAndColumn(json: String, message: String) {
    let flaw = #expect(throws: Flaw.self) { try value(json) }
    #expect(flaw.map { "\($0.line): \($0.reason)" } == message)
    // Who passes over a value finds the same, but for a number that is too large.
    guard !message.contains("too large") else { return }
    let passed = #expect(throws: Flaw.self) {
      try JSONReader.read(Array(json.utf8)[...]) { reader throws(Flaw) in try reader.skip() }
    }
    #expect(passed == flaw)
  }

  @Test(arguments: [
    ("{}", "column 1 has \"{\" where a string must stand"),
    ("", "the text ends where a string must stand"),
  ])
  func saysWhatWasAskedFor(json: String, reason: String) {
    #expect(throws: Flaw(line: 1, reason: reason)) {
      try JSONReader.read(Array(json.utf8)[...]) { reader throws(Flaw) in try reader.string() }
    }
  }

  @Test func textMustBeUTF8() {
    let string = Array("{\n\"sentence\": \"a".utf8) + [0xC3] + Array("\"}".utf8)
    #expect(
      throws: Flaw(
        line: 2, reason: "column 13 starts a string that is not UTF-8; save the file as UTF-8")
    ) { try JSONReader.read(string[...]) { reader throws(Flaw) in try reader.value() } }
    let between = Array("{\n".utf8) + [0xFF] + Array("}".utf8)
    #expect(throws: Flaw(line: 2, reason: "column 1 is not UTF-8; save the file as UTF-8")) {
      try JSONReader.read(between[...]) { reader throws(Flaw) in try reader.value() }
    }
  }

  @Test func everyValueKnowsItsLine() throws {
    let json = "\n[1, {\"a\":\n [],\"b\"\r\n:\n\nnull},\n\n\"x\\ny\"\n, true]\n"
    var lines: [Int] = []
    func visit(_ value: JSONValue) {
      lines.append(value.line)
      switch value.content {
      case .array(let elements): for element in elements { visit(element) }
      case .object(let members): for member in members { visit(member.value) }
      case .null, .bool, .number, .string: break
      }
    }
    visit(try value(json))
    #expect(lines == [2, 2, 2, 3, 6, 8, 9])
    let first = try JSONReader.read(Array(json.utf8)[...], line: 10) { reader throws(Flaw) in
      try reader.value().line
    }
    #expect(first == 11)
  }

  @Test func keysAreThoseOfTheSameBytes() throws {
    let json = "{\"e\u{301}\": 1, \"\u{e9}\": 2, \"\\u00e9\": 3}"
    var keys: [[UInt8]] = []
    try JSONReader.read(Array(json.utf8)[...]) { reader throws(Flaw) in
      try reader.object(equalKeys: true) { key, reader throws(Flaw) in
        keys.append(Array(key.text.utf8))
        try reader.skip()
      }
    }
    #expect(keys == [Array("e\u{301}".utf8), Array("\u{e9}".utf8), Array("\u{e9}".utf8)])
    let object = try JSONObject(value("{\"e\u{301}\": 1, \"\u{e9}\": 2}"), "it")
    #expect(try object.member("\u{e9}", JSONObject.number) == .whole(2))
    #expect(throws: Flaw(line: 1, reason: "\"é\" is given twice; keep one of them")) {
      try JSONObject(value(json), "it")
    }
  }

  @Test func equalKeysAreToldUnlessTheyAreAskedFor() {
    let json = "{\"a\": 1,\n\"b\": 2, \"\\u0061\": 3}"
    #expect(throws: Flaw(line: 2, reason: "\"a\" is given twice; keep one of them")) {
      try JSONReader.read(Array(json.utf8)[...]) { reader throws(Flaw) in
        try reader.object { _, reader throws(Flaw) in try reader.skip() }
      }
    }
  }

  @Test func elementsBeforeAMistakeAreHandedOver() {
    var numbers: [Int?] = []
    let flaw = #expect(throws: Flaw.self) {
      try JSONReader.read(Array("[1, 2,\n3 4]".utf8)[...]) { reader throws(Flaw) in
        try reader.array { reader throws(Flaw) in numbers.append(try reader.number().integer) }
      }
    }
    #expect(numbers == [1, 2, 3])
    #expect(flaw == Flaw(line: 2, reason: "column 3 has \"4\" where \",\" or \"]\" must stand"))
  }

  @Test func aValueThatNobodyReadIsToldNotPassedOver() {
    #expect(throws: Flaw.self) {
      try JSONReader.read(Array("[1]".utf8)[...]) { reader throws(Flaw) in
        try reader.array { _ throws(Flaw) in }
      }
    }
  }

  @Test func escapesAreUndone() throws {
    guard
      case .string(let text) = try value(#""\"\\\/\b\f\n\r\t\u6771\ud83d\ude42\u0000 a""#).content
    else {
      Issue.record("no string")
      return
    }
    #expect(Array(text.unicodeScalars) == Array("\"\\/\u{8}\u{C}\n\r\t東🙂\0 a".unicodeScalars))
  }

  @Test func sixtyFourLevelsAreRead() throws {
    let json = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(try value(json).kind == .array)
    #expect(throws: Flaw.self) { try value("[\(json)]") }
  }

  /// Whatever the bytes are, they are read or refused on a line that they have, and a message holds
  /// nothing hostile.
  @Test func bytesThatWentWrongNeverStopIt() {
    var random = SeededGenerator(seed: 23)
    let json = """
      {"t\\u00e9": "a\\ud83d\\ude42b", "東": [0.5, -2e1, 9007199254740993, null],
       "x": {"y": [true, false, {}], "y": []}, "🙂": "\\"\\\\"}
      """
    let fragments = [
      "[", "]", "{", "}", "\"", "\\u", "\\", "1e999", "-", "null", ",", ":", "\n", "\0", "\u{FEFF}",
    ]
    var (read, refused) = (0, 0)
    for round in 0..<6000 {
      var bytes =
        round % 3 == 0
        ? (0..<Int.random(in: 0...40, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        } : Array(json.utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<min(place + 9, bytes.count))
        case 2: bytes.removeSubrange(place...)
        default:
          let fragment = fragments[Int.random(in: fragments.indices, using: &random)]
          bytes.insert(contentsOf: fragment.utf8, at: place)
        }
      }
      do {
        _ = try JSONReader.read(bytes[...]) { reader throws(Flaw) in try reader.value() }
        read += 1
      } catch {
        refused += 1
        #expect(1...bytes.count { $0 == UInt8(ascii: "\n") } + 1 ~= error.line)
        #expect(!error.reason.unicodeScalars.contains(where: SafeText.isHostile))
      }
    }
    #expect(read > 500 && refused > 2000)
  }
}
