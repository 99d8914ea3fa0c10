import OpenedSentences
import AttentionCore
import Canvas
import Explorer
import Scenes
import Testing

struct HeadThumbnailsTests {
  private func thumbnails(_ sentence: Sentence) -> HeadThumbnails? {
    HeadThumbnails(sentence, RowAnalysis(sentence), earlier: nil)
  }

  @Test func everyHeadHasItsWholeMatrix() throws {
    let sentence = Sentence(plain)
    let maps = try #require(thumbnails(sentence)?.maps)
    let heads = sentence.source.allHeads
    #expect(maps.count == heads.count)
    for place in [0, 17, 71] {
      let shown = sentence.withHead(heads[place])
      for (query, row) in maps[place].enumerated() {
        let weights = RowAnalysis(shown).row(of: query, in: shown).weights
        #expect(zip(row, weights).allSatisfy { abs(Double($0) - $1) < 1e-5 })
      }
    }
  }

  @Test func aLongSentenceIsMadeSmallAndALongerOneHasNone() throws {
    let words = { (count: Int) in Array(repeating: "word", count: count).joined(separator: " ") }
    let maps = try #require(thumbnails(Sentence(try Scene(sentence: words(100))))?.maps)
    #expect(maps.allSatisfy { $0.count == 32 && $0.allSatisfy { $0.count == 32 } })
    #expect(thumbnails(Sentence(try Scene(sentence: words(200)))) == nil)
  }

  @Test func aSourceOfOneHeadHasNone() {
    #expect(thumbnails(Sentence(bank)) == nil)
  }
}
