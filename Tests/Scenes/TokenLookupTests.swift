import Scenes
import Testing
import Text

struct TokenLookupTests {
  let tokens = ["I", "went", "to", "the", "Bank", "to", "the", "3"].map(SafeText.init)

  @Test func findsIndicesAndUniqueWords() throws {
    #expect(try tokens.tokenIndex("4") == 4)
    #expect(try tokens.tokenIndex("Bank") == 4)
    #expect(try tokens.tokenIndex("bank") == 4)
    #expect(try tokens.tokenIndex("3") == 3)
    #expect(try tokens.tokenIndex(word: "3") == 7)
  }

  @Test func exactSpellingGoesBeforeOtherCases() throws {
    let tokens = ["The", "king", "the", "THE"].map(SafeText.init)
    #expect(try tokens.tokenIndex("the") == 2)
    #expect(throws: TokenLookupError.self) { try tokens.tokenIndex("tHE") }
  }

  @Test(arguments: [
    ("to", "\"to\" occurs 2 times, at 2, 5; write one of these indices"),
    ("TO", "\"TO\" occurs 2 times, at 2, 5; write one of these indices"),
    ("8", "there is no token \"8\"; the indices go from 0 to 7"),
    (
      "99999999999999999999",
      "there is no token \"99999999999999999999\"; the indices go from 0 to 7"
    ),
    (
      "a\u{1B}[2J",
      "no token is \"a␛[2J\"; write one of the tokens, or an index from 0 to 7"
    ),
    ("", "no token is \"\"; write one of the tokens, or an index from 0 to 7"),
    ("-1", "no token is \"-1\"; write one of the tokens, or an index from 0 to 7"),
  ])
  func saysWhatWouldBeRight(word: String, message: String) {
    let error = #expect(throws: TokenLookupError.self) { try tokens.tokenIndex(word) }
    #expect(error?.description == message)
  }

  @Test func aLongListOfIndicesIsCut() {
    let tokens = Array(repeating: SafeText("so"), count: 500)
    let error = #expect(throws: TokenLookupError.self) { try tokens.tokenIndex("so") }
    #expect(error?.description.contains("18, 19 and 480 more; write") == true)
  }
}
