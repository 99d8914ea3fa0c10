import RandomText
import Testing
import Text

struct WordsTests {
  @Test(arguments: [
    ("The trophy wouldn't fit.", ["The", "trophy", "wouldn't", "fit"]),
    (
      "'tis the rock'n'roll, the dogs' — ’twas",
      ["tis", "the", "rock'n'roll", "the", "dogs", "twas"]
    ),
    ("l’été, e\u{301}te\u{301}", ["l’été", "e\u{301}te\u{301}"]),
    ("two''apart a'-b a' b", ["two", "apart", "a", "b", "a", "b"]),
    ("東京は日本", ["東", "京", "は", "日", "本"]),
    ("東'京 a'東", ["東", "京", "a", "東"]),
    ("葛\u{E0100}城", ["葛\u{E0100}", "城"]),
    ("हिन्दी में 3.5 ٣٤", ["हिन्दी", "में", "3", "5", "٣٤"]),
    ("❤\u{FE0F}love \u{301}x", ["love", "x"]),
    ("snake_case x\u{B2}", ["snake", "case", "x"]),
    ("… !? — 🙂", []),
    ("", []),
  ])
  func splits(sentence: String, expected: [String]) {
    #expect(words(in: sentence) == expected)
  }

  @Test func aWordSplitsIntoItself() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      for word in words(in: randomText(length: 30, using: &random)) {
        #expect(words(in: word) == [word])
      }
    }
  }
}
