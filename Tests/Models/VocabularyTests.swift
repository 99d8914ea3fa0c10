import Foundation
import Models
import Resources
import Testing

@Suite struct VocabularyTests {
  private func vocabulary(_ text: String) throws -> Vocabulary {
    try Vocabulary(path: try TemporaryModel().write("vocab.txt", text.utf8))
  }

  private func tokens(_ vocabulary: Vocabulary) -> [String] {
    (0..<vocabulary.count).map { vocabulary[$0] }
  }

  @Test(arguments: ["a\nb\nc\n", "a\nb\nc", "a\r\nb\r\nc\r\n", "a\nb\r\nc\r"])
  func lineEnds(text: String) throws {
    let vocabulary = try vocabulary(text)
    #expect(tokens(vocabulary) == ["a", "b", "c"])
    for (id, token) in ["a", "b", "c"].enumerated() { #expect(vocabulary.id(of: token) == id) }
    #expect(vocabulary.id(of: "d") == nil)
    #expect(vocabulary.id(of: "a\r") == nil)
  }

  @Test func emptyLinesKeepTheirNumber() throws {
    let vocabulary = try vocabulary("a\n\nb\n")
    #expect(tokens(vocabulary) == ["a", "", "b"])
    #expect(vocabulary.id(of: "b") == 2)
  }

  @Test func sameTokensAreThoseOfTheSameBytes() throws {
    let vocabulary = try vocabulary("e\u{301}\n\u{e9}\n")
    #expect(vocabulary.id(of: "e\u{301}") == 0)
    #expect(vocabulary.id(of: "\u{e9}") == 1)
  }

  @Test func laterOfTwoLinesIsFound() throws {
    #expect(try vocabulary("a\nb\na\n").id(of: "a") == 2)
  }

  @Test func spacesBelongToTheToken() throws {
    let vocabulary = try vocabulary(" a\nb \n")
    #expect(vocabulary.id(of: " a") == 0)
    #expect(vocabulary.id(of: "a") == nil)
  }

  @Test func notUTF8() throws {
    let model = try TemporaryModel()
    let path = try model.write("vocab.txt", [0x61, 0x0a, 0xc3, 0x0a])
    #expect(throws: ModelFileError(file: path, reason: "is not UTF-8 text")) {
      try Vocabulary(path: path)
    }
  }

  @Test func everyBundledTokenIsFound() throws {
    let path = Resources.model + "/vocab.txt"
    let vocabulary = try Vocabulary(path: path)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(vocabulary.count == 30_522)
    let wrong = lines.indices.filter {
      vocabulary.id(of: String(lines[$0])) != $0
        || Array(vocabulary[$0].utf8) != Array(lines[$0].utf8)
    }
    #expect(wrong.isEmpty)
  }
}
