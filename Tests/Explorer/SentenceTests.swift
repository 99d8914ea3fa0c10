import AttentionCore
import Explorer
import SentenceFiles
import Testing

struct SentenceTests {
  @Test func aSceneWithScoresOpensWithThem() {
    let sentence = Sentence(bank, words: words)
    #expect(sentence.source.kind == .given)
    #expect(sentence.query == 4)
    #expect(abs(sentence.row.weights[6] - 0.35) < 1e-12)
    #expect(sentence.source.origin(query: 4) == .given)
    #expect(sentence.source.origin(query: 0) == .similarity)
  }

  @Test func rowsThatAreNotGivenComeFromSimilarity() {
    let given = Sentence(bank, words: words)
    var options = OpeningOptions()
    options.source = .similarity
    let similar = try! Sentence(bank, options: options, words: words)
    for query in 0..<8 where query != 4 {
      #expect(given.row(query: query) == similar.row(query: query))
    }
    #expect(given.row(query: 4) != similar.row(query: 4))
  }

  @Test func inSimilarityAWordMostlyFindsItself() {
    let sentence = Sentence(plain, words: words)
    for query in [0, 1, 4, 7] {
      let weights = sentence.row(query: query).weights
      #expect(weights.indices.max { weights[$0] < weights[$1] } == query)
    }
  }

  @Test func valuesOfTheFileTakeThePlaceOfWordVectors() throws {
    let scene = try Scene(
      tokens: ["three", "seven", "five"], scores: try GivenScores(weights: .row([0.5, 0.3, 0.2])),
      values: Matrix([[3], [7], [5]]))
    let sentence = Sentence(scene, words: words)
    #expect(!sentence.source.valuesAreWordVectors)
    #expect(blend(sentence.row.weights, of: sentence.source.values) == [4.6])
  }

  /// Walks, edits, saves and opens again: every row must be as it was.
  @Test(arguments: [false, true], [SourceKind?.none, .similarity])
  func aSavedSentenceOpensToTheSameState(editsTwoRows: Bool, source: SourceKind?) throws {
    var options = OpeningOptions()
    options.source = source
    options.query = "bank"
    options.edits = [try EditRequest("bank:deposit:-1.5"), try EditRequest("bank:I:mask")]
    if editsTwoRows { options.edits.append(try EditRequest("money:deposit:+2")) }
    options.temperature = Temperature(0.5)
    options.isCausal = true
    let sentence = try Sentence(bank, options: options, words: words)
    let reopened = Sentence(sentence.edited, words: words)
    #expect(reopened.query == sentence.query)
    #expect(reopened.adjustments.temperature == sentence.adjustments.temperature)
    #expect(reopened.adjustments.isCausal)
    for query in sentence.tokens.indices {
      #expect(reopened.row(query: query) == sentence.row(query: query))
    }
  }

  @Test func aPlainSentenceThatNobodyEditedStaysPlain() {
    var options = OpeningOptions()
    options.query = "river"
    let sentence = try! Sentence(plain, options: options, words: words)
    #expect(sentence.edited.scores == nil)
    #expect(Sentence(sentence.edited, words: words).source.kind == .similarity)
    #expect(sentence.edited.query == 7)
  }

  @Test func oneEditedRowIsSavedAsARow() throws {
    var options = OpeningOptions()
    options.edits = [try EditRequest("We:river:+1")]
    let sentence = try Sentence(plain, options: options, words: words)
    guard case .row(let row) = try #require(sentence.edited.scores) else {
      Issue.record("a whole matrix was saved")
      return
    }
    #expect(row == sentence.row.scores)
  }
}
