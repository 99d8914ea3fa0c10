import OpenedSentences
import AttentionCore
import Explorer
import Scenes
import Testing

struct FirstLookTests {
  private func opened(_ text: String, _ options: OpeningOptions = OpeningOptions()) throws
    -> (query: String, key: String, weight: Double, sentence: Sentence)
  {
    let sentence = try Sentence(try Scene(sentence: text), options: options)
    let name = { sentence.tokens[$0].text.original }
    return (
      name(sentence.query), name(sentence.selected), sentence.row.weights[sentence.selected],
      sentence
    )
  }

  @Test(arguments: [
    ("I went to the bank to deposit money.", "bank", "deposit"),
    ("We fished by the bank of the river.", "bank", "river"),
    ("The trophy wouldn't fit in the suitcase because it was too big.", "it", "big"),
  ])
  func aPlainSentenceOpensOnWhatSaysSomething(text: String, query: String, key: String) throws {
    let opened = try opened(text)
    #expect((opened.query, opened.key) == (query, key))
    #expect(opened.weight > 0.5)
  }

  @Test func noOtherPairOfContentHasMoreWeight() throws {
    let sentence = try opened("Anna told the doctor that her brother was ill.").sentence
    let content = ["anna", "told", "doctor", "her", "brother", "ill"]
    var most = 0.0
    for query in sentence.tokens.indices where content.contains(sentence.tokens[query].text.shown) {
      for head in sentence.source.allHeads {
        let weights = RowAnalysis(sentence.withQuery(query).withHead(head)).row.weights
        for key in weights.indices where abs(key - query) > 1 {
          guard content.contains(sentence.tokens[key].text.shown), key != 6 else { continue }
          most = max(most, weights[key])
        }
      }
    }
    #expect(abs(sentence.row.weights[sentence.selected] - most) < 1e-6)
  }

  @Test(arguments: ["the of and", "!!! ?", "one", "the bank"])
  func whereNothingSaysAnythingItOpensAllTheSame(text: String) throws {
    let sentence = try Sentence(Scene(sentence: text.contains("!") ? text + " so" : text))
    #expect(sentence.tokens.indices.contains(sentence.query))
  }

  @Test func whatWasChosenIsKept() throws {
    var options = OpeningOptions()
    options.query = "went"
    #expect(try opened("I went to the bank to deposit money.", options).query == "went")
    options = OpeningOptions()
    (options.layer, options.head) = (1, 2)
    let opened = try opened("I went to the bank to deposit money.", options)
    #expect(opened.sentence.head == HeadID(layer: 1, index: 2))
    #expect(!["the", "to", "[CLS]", "."].contains(opened.query))
  }
}
