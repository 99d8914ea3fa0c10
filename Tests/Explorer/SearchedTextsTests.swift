import Explorer
import RandomText
import Testing

struct SearchedTextsTests {
  private func texts(_ texts: [(title: String?, text: String)]) -> SearchedTexts {
    texts.reduce(into: SearchedTexts()) { $0.append(title: $1.title, $1.text) }
  }

  @Test func wordsAreFoundInWhateverCaseAndOrder() {
    let texts = texts([
      ("bank, the money kind", "I went to the bank"), (nil, "We fished by the Bank of the RIVER."),
      (nil, "Über den Fluß"), (nil, "東京は日本の首都です"), (nil, ""), (nil, "МОСКВА"),
    ])
    for (words, places) in [
      (["bank"], [0, 1]), (["RIV", "ban"], [1]), (["money", "went"], [0]), (["über"], [2]),
      (["ÜBER"], [2]), (["日本"], [3]), (["москв"], [5]), (["kindI"], []), (["zebra"], []),
      ([], [0, 1, 2, 3, 4, 5]), (["the", "the"], [0, 1]), (["b", "zebra"], []),
    ] as [([String], [Int])] {
      #expect(texts.places(of: words) == places, "\(words)")
    }
  }

  @Test func whatIsAddedBehindIsCountedOn() {
    var texts = texts([(nil, "a"), (nil, "b")])
    texts.append(self.texts([(nil, "b"), ("c", "b")]))
    #expect(texts.places(of: ["b"]) == [1, 2, 3])
    #expect(texts.places(of: ["c"]) == [3])
    #expect(SearchedTexts().places(of: ["a"]) == [])
  }

  @Test func nothingElseIsFoundThanByLookingAtEach() {
    var generator = SeededGenerator(seed: 5)
    let letters = Array("abA é")
    func text(_ most: Int) -> String {
      let count = Int.random(in: 0...most, using: &generator)
      return String((0..<count).map { _ in letters.randomElement(using: &generator) ?? "a" })
    }
    for _ in 0..<200 {
      let all = (0..<20).map { _ in text(8) }
      let words = text(5).split(separator: " ").map(String.init)
      let expected = all.indices.filter { place in
        words.allSatisfy { all[place].lowercased().contains($0.lowercased()) }
      }
      #expect(texts(all.map { (nil, $0) }).places(of: words) == expected, "\(words) in \(all)")
    }
  }
}
