import Foundation
import Models
import Resources
import Testing

@Suite struct WordPieceTests {
  private let tokenizer: Tokenizer

  init() throws {
    tokenizer = try Tokenizer(wordPieces: Vocabulary(path: Resources.model + "/vocab.txt"))
  }

  @Test func everyReferenceText() throws {
    try TokenizerReference.check(tokenizer, "wordpiece.jsonl", count: 244)
  }

  private func tokens(_ text: String) -> [String] {
    tokenizer.pieces(of: text).map(\.token)
  }

  @Test func piecesOfAWordStandAlone() {
    #expect(tokens("tokenization") == ["token", "##ization"])
    #expect(tokens("") == [])
    #expect(tokenizer.encode("").map(\.token) == ["[CLS]", "[SEP]"])
  }

  @Test(arguments: [2, 3, 5, 6, 7, 100])
  func longTextIsCutToALimit(limit: Int) {
    let all = tokenizer.encode("I went to the bank.")
    let cut = tokenizer.cut(all, to: limit)
    #expect(cut.count == min(limit, all.count))
    #expect(Array(cut.dropLast()) == Array(all.dropLast().prefix(cut.count - 1)))
    #expect(cut.last == all.last)
  }

  @Test(arguments: ["I went to the bank.", "naïve — café", "東京 e\u{301}", "[MASK]x", "\u{0}\u{ad}"])
  func encodingWrapsThePieces(text: String) {
    #expect(Array(tokenizer.encode(text).dropFirst().dropLast()) == tokenizer.pieces(of: text))
  }

  @Test func wordsOfMoreThanAHundredCharactersAreUnknown() {
    #expect(tokens(String(repeating: "a", count: 100)).first != "[UNK]")
    #expect(tokens(String(repeating: "a", count: 101)) == ["[UNK]"])
  }

  @Test func specialTokensAreTakenAsWritten() {
    #expect(tokens("the[MASK]ed") == ["the", "[MASK]", "ed"])
    #expect(tokens("[mask]") == ["[", "mask", "]"])
    #expect(tokens("[[SEP]") == ["[", "[SEP]"])
  }

  // Categories and decompositions later than Unicode 8 and 9 are not known to the tokenizer: the
  // first two marks and the punctuation are letters to it, and the last letter is not taken apart.
  @Test(arguments: ["a\u{8d4}", "a\u{1df6}", "a\u{2e43}", "a\u{11938}"])
  func laterCodePointsAreLetters(word: String) {
    #expect(tokens(word) == ["[UNK]"])
  }

  @Test func offsetsCountTheScalarsOfTheOriginal() {
    let pieces = tokenizer.pieces(of: "ba\u{301}nk \u{130}t")
    #expect(pieces.map(\.token) == ["bank", "it"])
    #expect(pieces.map(\.scalars) == [0..<5, 6..<8])
  }

  @Test func marksWithoutEndAreRead() {
    let marks =
      String(repeating: "\u{301}", count: 50_000)
      + String(repeating: "\u{316}", count: 50_000)
    #expect(tokens("a" + marks) == ["a"])
  }

  @Test func casedModelsKeepCaseAndAccents() throws {
    let words = ["[UNK]", "[CLS]", "[SEP]", "Zo\u{eb}", "zoe", "A"]
    let path = try TemporaryModel().write("vocab.txt", words.joined(separator: "\n").utf8)
    let cased = try Tokenizer(wordPieces: Vocabulary(path: path), lowercase: false)
    #expect(cased.pieces(of: "Zo\u{eb} zoe a A").map(\.id) == [3, 4, 0, 5])
    // In two code points it is another spelling.
    #expect(cased.pieces(of: "Zoe\u{308}").map(\.id) == [0])
  }

  @Test(arguments: ["[UNK]", "[CLS]", "[SEP]"])
  func neededTokens(missing: String) throws {
    let words = ["[UNK]", "[CLS]", "[SEP]", "a"].filter { $0 != missing }
    let path = try TemporaryModel().write("vocab.txt", words.joined(separator: "\n").utf8)
    let vocabulary = try Vocabulary(path: path)
    let error = #expect(throws: ModelFileError.self) {
      try Tokenizer(wordPieces: vocabulary, file: path)
    }
    #expect(error?.file == path)
    #expect(error?.reason.contains(missing) == true)
  }
}
