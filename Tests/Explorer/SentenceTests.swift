import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Scenes
import Testing

struct SentenceTests {
  private let similarity = {
    var options = OpeningOptions()
    options.source = .similarity
    return options
  }()

  @Test func aSceneWithScoresOpensWithThem() {
    let sentence = Sentence(bank)
    #expect(sentence.source.kind == .given)
    #expect(sentence.query == 4)
    #expect(abs(sentence.row.weights[6] - 0.35) < 1e-12)
    #expect(sentence.source.origin(query: 4) == .given)
    #expect(sentence.source.origin(query: 0) == .similarity)
  }

  @Test func rowsThatAreNotGivenComeFromSimilarity() {
    let given = Sentence(bank)
    var options = OpeningOptions()
    options.source = .similarity
    let similar = try! Sentence(bank, options: options)
    for query in 0..<8 where query != 4 {
      #expect(given.row(query: query) == similar.row(query: query))
    }
    #expect(given.row(query: 4) != similar.row(query: 4))
  }

  @Test func inSimilarityAWordMostlyFindsItself() throws {
    let sentence = try Sentence(plain, options: similarity)
    for query in [0, 1, 4, 7] {
      let weights = sentence.row(query: query).weights
      #expect(weights.indices.max { weights[$0] < weights[$1] } == query)
    }
  }

  @Test func valuesOfTheFileTakeThePlaceOfWordVectors() throws {
    let scene = try Scene(
      tokens: ["three", "seven", "five"], scores: try GivenScores(weights: .row([0.5, 0.3, 0.2])),
      values: Matrix([[3], [7], [5]]))
    let sentence = Sentence(scene)
    #expect(sentence.source.readout == .none)
    #expect(RowAnalysis(sentence).blend == [4.6])
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
    let sentence = try Sentence(bank, options: options)
    let reopened = Sentence(try sentence.edited())
    #expect(reopened.query == sentence.query)
    #expect(reopened.interventions.temperature == sentence.interventions.temperature)
    #expect(reopened.interventions.isCausal)
    for query in sentence.tokens.indices {
      #expect(reopened.row(query: query) == sentence.row(query: query))
    }
  }

  @Test func aPlainSentenceThatNobodyEditedStaysPlain() throws {
    var options = similarity
    options.query = "river"
    let sentence = try Sentence(plain, options: options)
    let edited = try sentence.edited()
    #expect(edited.scores == nil)
    #expect(Sentence(edited).source.kind == .model)
    #expect(edited.query == 7)
  }

  @Test func oneEditedRowIsSavedAsARow() throws {
    var options = similarity
    options.edits = [try EditRequest("We:river:+1")]
    let sentence = try Sentence(plain, options: options)
    guard case .row(let row) = try sentence.edited().scores else {
      Issue.record("a whole matrix was saved")
      return
    }
    #expect(row == sentence.row.scores)
  }

  @Test func aPlainSentenceIsReadByTheModel() {
    let sentence = Sentence(plain)
    #expect(sentence.source.kind == .model)
    #expect(sentence.source.allHeads.count == 72)
    #expect(sentence.tokens.first?.text.original == "[CLS]")
    #expect(sentence.tokens[sentence.query].text.original == "bank")
    #expect(sentence.tokens.filter(\.isSpecial).count == 2)
  }

  @Test func aSceneQueryIsFoundAmongThePieces() throws {
    let scene = try Scene(sentence: "The trophy wouldn't fit, it was big.", query: 4)
    let sentence = Sentence(scene)
    #expect(sentence.tokens[sentence.query].text.original == "it")
    #expect(sentence.tokens.map(\.continuesWord).firstIndex(of: true) == 4)
    #expect(try sentence.edited().query == 4)
  }

  /// The design's example: the same head, the same word, another sentence.
  @Test(arguments: ["I went to the bank to deposit money.", "We fished by the bank of the river."])
  func theFirstHeadIsTheOneThatLooksHardestAtAnotherWord(text: String) throws {
    let sentence = Sentence(try Scene(sentence: text, query: 4))
    #expect(sentence.head == HeadID(layer: 0, index: 4))
    #expect((sentence.row.weights.max() ?? 0) > 0.66)
  }

  @Test func ofTwoWordsTheFirstHeadLooksAtTheOther() throws {
    let sentence = Sentence(try Scene(sentence: "one two", query: 0))
    let best = sentence.row.weights[2]
    #expect(best > 0.2)
    var explorer = Explorer.of(sentence.scene)
    for _ in 0..<72 {
      explorer.press(.character("]"))
      #expect(explorer.analysis.row.weights[2] <= best)
    }
  }

  @Test func aSentenceOfOneTokenHasAFirstHead() throws {
    let sentence = Sentence(try Scene(sentence: "a"))
    #expect(sentence.source.allHeads.contains(sentence.head))
  }

  @Test func editsOfHeadsAreSavedWithTheirHead() throws {
    var options = OpeningOptions()
    (options.layer, options.head) = (4, 7)
    options.edits = try ["bank:river:mask:all", "bank:river:+0.5:L3", "We:by:-2"].map {
      try EditRequest($0)
    }
    options.query = "bank"
    options.temperature = Temperature(2)
    let sentence = try Sentence(plain, options: options)
    let reopened = Sentence(try sentence.edited())
    #expect(reopened.head == HeadID(layer: 4, index: 7))
    #expect(reopened.query == sentence.query)
    #expect(reopened.interventions == sentence.interventions)
    #expect(reopened.interventions.changes.count == 3)
    #expect(reopened.row == sentence.row)
  }

  @Test func everyTokenOfAModelIsSavedAsTheQuery() throws {
    let scene = try Scene(sentence: "The trophy wouldn't fit, it was 😀 big.", query: 2)
    let tokens = Sentence(scene).tokens.count
    for query in 0..<tokens {
      var options = OpeningOptions()
      options.query = String(query)
      let sentence = try Sentence(scene, options: options)
      #expect(sentence.query == query)
      #expect(Sentence(try sentence.edited()).query == query)
    }
  }

  /// As many edits as a file may have, as one step: not a copy of all for each.
  @Test func manyEditsOfAFileAreOneStep() throws {
    let text = Array(repeating: "on and on", count: 34).joined(separator: " ")
    let edits = (0..<Scene.mostEdits).map {
      EditRequest(
        Edit(
          query: $0 / 100, key: $0 % 100, scope: .head(HeadID(layer: 0, index: 0)),
          amount: .add(0.5)))
    }
    let state = try Scene.ModelState(head: HeadID(layer: 0, index: 0), edits: edits)
    let scene = try Scene(sentence: text).with(start: .model(state))
    var explorer = Explorer.of(scene)
    #expect(explorer.sentence.interventions.changes.count == Scene.mostEdits)
    explorer.press(.character("u"))
    #expect(explorer.sentence.interventions == explorer.sentence.original)
  }

  @Test func aHeadOrTokenThatTheModelLacksIsAFlaw() throws {
    for (head, edit, told) in [
      (HeadID(layer: 6, index: 0), "bank:river:mask", "layers go from 0 to 5"),
      (HeadID(layer: 3, index: 1), "bank:money:mask", "money"),
      (HeadID(layer: 3, index: 1), "1:2:mask:L9", "layers go from 0 to 5"),
    ] {
      let state = try Scene.ModelState(head: head, edits: [try EditRequest(edit)])
      let scene = try plain.with(start: .model(state))
      let scenes = PreparedScenes(FileReading(scene, named: "a.json"), models: models)
      #expect(scenes.count == 0)
      #expect(scenes.problems.first?.reason.contains(told) == true)
      #expect(scenes.problems.first?.file == "a.json")
    }
    #expect(PreparedScenes(FileReading(plain, named: "a.json"), models: models).problems.isEmpty)
  }

  @Test func similarityPassesOverEditsOfAModel() throws {
    let state = try Scene.ModelState(
      head: HeadID(layer: 3, index: 1), edits: [try EditRequest("1:2:mask:L3")])
    let scene = try plain.with(start: .model(state))
    var options = OpeningOptions()
    options.source = .similarity
    let sentence = try Sentence(scene, options: options)
    #expect(sentence.interventions == sentence.original)
    #expect(try sentence.edited().modelState.edits.isEmpty)
  }

  @Test func aSentenceIsCutToWhatTheModelReads() throws {
    let text = Array(repeating: "word", count: 600).joined(separator: " ")
    let sentence = Sentence(try Scene(sentence: text, query: 590))
    #expect(sentence.tokens.count == 512)
    #expect(sentence.unread == 90)
    #expect(sentence.query == 1)
  }
}
