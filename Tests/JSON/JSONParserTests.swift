import Foundation
import RandomText
import Scenes
import Testing
import Text

struct JSONParserTests {
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
    let reading = SentenceFile.read(Array(json.utf8), as: .json, name: "f")
    #expect(reading.scenes.isEmpty)
    #expect(reading.problems.map(\.description) == ["f:" + message])
  }

  @Test func stringsMustBeUTF8() {
    let bytes = Array("{\n\"sentence\": \"a".utf8) + [0xC3] + Array("\"}".utf8)
    #expect(
      SentenceFile.read(bytes, as: .json, name: "f").problems.map(\.description) == [
        "f:2: column 13 starts a string that is not UTF-8; save the file as UTF-8"
      ])
  }

  @Test func escapesAreUndone() throws {
    let json = #"{"sentence": "\"\\\/\b\f\n\r\t\u6771\ud83d\ude42 a"}"#
    let reading = SentenceFile.read(Array(json.utf8), as: .json, name: "f")
    #expect(reading.scenes.first?.sentence.original == "\"\\/\u{8}\u{C}\n\r\t東🙂 a")
  }

  @Test func numbersAreReadExactly() throws {
    var random = SeededGenerator(seed: 13)
    let numbers = (0..<300).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
    let tokens = numbers.map { _ in "\"a\"" }.joined(separator: ",")
    let scores = numbers.map { "\($0)" }.joined(separator: ",")
    let json = "{\"tokens\": [\(tokens)], \"scores\": [\(scores)]}"
    let reading = SentenceFile.read(Array(json.utf8), as: .json, name: "f")
    #expect(reading.scenes.first?.scores == .row(numbers))
  }

  @Test func bytesThatWentWrongNeverStopTheReader() {
    var random = SeededGenerator(seed: 17)
    let scenes = """
      [{"title": "t\\u00e9", "sentence": "a b", "query": "b", "weights": [0.5, 0.5]},
       {"tokens": ["東", "京"], "scores": [[1, null], [-2e1, 3.5]], "values": [[1], [2]],
        "dimensions": ["d"], "probes": ["x"], "temperature": 2, "causal": true, "notes": "🙂"}]
      """
    let fragments = [
      "[", "]", "{", "}", "\"", "\\u", "\\", "1e999", "-", "null", ",", ":", "\n", "\0",
    ]
    for _ in 0..<3000 {
      var bytes = Array(scenes.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<min(place + 9, bytes.count))
        case 2: bytes.removeSubrange(place...)
        default:
          let fragment = fragments[Int.random(in: fragments.indices, using: &random)]
          bytes.insert(contentsOf: fragment.utf8, at: place)
        }
        if bytes.isEmpty { bytes = [0x5B] }
      }
      for format in [SentenceFile.Format.text, .json, .jsonLines] {
        let reading = SentenceFile.read(bytes, as: format, name: "f")
        #expect(!reading.scenes.isEmpty || !reading.problems.isEmpty)
        for problem in reading.problems {
          #expect(!problem.description.unicodeScalars.contains(where: SafeText.isHostile))
        }
      }
    }
  }
}
