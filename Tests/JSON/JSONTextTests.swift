import Foundation
import JSON
import RandomText
import Testing
import Text

struct JSONTextTests {
  private func read(_ text: JSONText) throws(Flaw) -> JSONValue {
    try JSONReader.read(Array(text.description.utf8)[...]) { reader throws(Flaw) in
      try reader.value()
    }
  }

  @Test func everyStringReadsBackAndShowsNothingHostile() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let text = randomText(length: 20, using: &random)
      let json = JSONText.string(text)
      #expect(!json.description.unicodeScalars.contains(where: SafeText.isHostile))
      guard case .string(let back) = try read(json).content else {
        Issue.record("\(json) is no string")
        continue
      }
      #expect(Array(back.unicodeScalars) == Array(text.unicodeScalars))
      // Another reader reads the same.
      let other = try JSONDecoder().decode([String].self, from: Data("[\(json)]".utf8))
      #expect(Array(other[0].unicodeScalars) == Array(text.unicodeScalars))
    }
  }

  @Test func stringsAreSpelledForPeople() {
    #expect(
      JSONText.string("a\"\\\n\t\u{1B}東\u{202E}\u{E0001}").description
        == #""a\"\\\n\t\u001b東\u202e\udb40\udc01""#)
  }

  @Test func numbersAreTheShortestThatReadBack() throws {
    #expect(
      try [3, -2, 0.1, 1e300, 4.6].map { try JSONText.number($0).description }
        == ["3", "-2", "0.1", "1e+300", "4.6"])
    #expect(try JSONText.number(Float(0.1)).description == "0.1")
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      guard case .number(let back) = try read(.number(number)).content else {
        Issue.record("\(number) is no number")
        continue
      }
      #expect(back.double == number)
    }
  }

  @Test(arguments: [-Double.infinity, .infinity, .nan])
  func numbersThatAreNotFiniteAreRefused(number: Double) {
    #expect(throws: JSONText.NotFinite.self) { try JSONText.number(number) }
    #expect(throws: JSONText.NotFinite.self) { try JSONText.number(Float(number)) }
  }

  @Test func partsStandInALineOrOnLinesOfTheirOwn() {
    let numbers = JSONText.array([.integer(1), .null, .bool(true)])
    #expect(numbers.description == "[1, null, true]")
    #expect(JSONText.array([]).description == "[]" && JSONText.object([]).description == "{}")
    #expect(
      JSONText.object([
        ("a", numbers), ("b", .array([numbers.onLine(indent: 4)], closing: 2).onLine(indent: 2)),
      ]).description == """
        {"a": [1, null, true],
          "b": [
            [1, null, true]
          ]}
        """)
  }

  @Test func whatIsWrittenReadsBackEqual() throws {
    var random = SeededGenerator(seed: 29)
    for _ in 0..<1000 {
      let written = Tree(depth: 4, using: &random)
      let text = try written.text(using: &random)
      #expect(Tree(try read(text)) == written, "\(text)")
    }
  }
}

/// A JSON value without lines.
private indirect enum Tree: Equatable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string([Unicode.Scalar])
  case array([Tree])
  case object([Member])

  struct Member: Equatable {
    let key: [Unicode.Scalar]
    let value: Tree
  }

  init(_ value: JSONValue) {
    self =
      switch value.content {
      case .null: .null
      case .bool(let bool): .bool(bool)
      case .number(let number): .number(number)
      case .string(let text): .string(Array(text.unicodeScalars))
      case .array(let elements): .array(elements.map { Tree($0) })
      case .object(let members):
        .object(
          members.map { Member(key: Array($0.key.text.unicodeScalars), value: Tree($0.value)) })
      }
  }

  init(depth: Int, using random: inout SeededGenerator) {
    func some<T>(_ make: (inout SeededGenerator) -> T) -> [T] {
      (0..<Int.random(in: 0...4, using: &random)).map { _ in make(&random) }
    }
    func scalars(_ random: inout SeededGenerator) -> [Unicode.Scalar] {
      Array(
        randomText(length: Int.random(in: 0...12, using: &random), using: &random).unicodeScalars)
    }
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: self = .null
    case 1: self = .bool(Bool.random(using: &random))
    case 2:
      self = .number(
        .whole(Int(truncatingIfNeeded: random.next()) >> Int.random(in: 0..<64, using: &random)))
    case 3: self = .number(.real(Double.random(in: 0..<1, using: &random) - 0.5))
    case 4: self = .string(scalars(&random))
    case 5: self = .array(some { Tree(depth: depth - 1, using: &$0) })
    default:
      self = .object(
        some { Member(key: scalars(&$0), value: Tree(depth: depth - 1, using: &$0)) })
    }
  }

  /// It as text, laid out at random.
  func text(using random: inout SeededGenerator) throws -> JSONText {
    func laidOut(_ tree: Tree) throws -> JSONText {
      let text = try tree.text(using: &random)
      return Bool.random(using: &random) ? text : text.onLine(indent: 3)
    }
    switch self {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .number(.whole(let number)): return .integer(number)
    case .number(.real(let number)): return try .number(number)
    case .string(let scalars): return .string(String(String.UnicodeScalarView(scalars)))
    case .array(let elements): return .array(try elements.map(laidOut), closing: 1)
    case .object(let members):
      return .object(
        try members.map {
          (String(String.UnicodeScalarView($0.key)), try laidOut($0.value))
        })
    }
  }
}
