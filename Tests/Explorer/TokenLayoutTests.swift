import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Models
import Scenes
import Testing

/// Special tokens hidden and pieces joined, by the keys that do it.
struct TokenLayoutTests {
  /// A sentence can open with joined pieces: query, selection and edits stand where they belong.
  @Test func piecesCanBeJoinedFromTheStart() throws {
    var options = OpeningOptions()
    options.joinsPieces = true
    options.query = "it"
    options.selected = "suitcase"
    options.edits = [try EditRequest("it:trophy:mask")]
    let text = "The trophy wouldn't fit in the suitcase because it was too big."
    let sentence = try Sentence(try Scene(sentence: text), options: options)
    let texts = sentence.tokens.map(\.text.original)
    #expect(texts.contains("wouldn't") && !texts.contains("wouldn"))
    #expect(texts[sentence.query] == "it" && texts[sentence.selected] == "suitcase")
    let trophy = try #require(texts.firstIndex(of: "trophy"))
    #expect(sentence.row.weights[trophy] == 0)
    options.selected = nil
    let edited = try Sentence(try Scene(sentence: text), options: options)
    #expect(edited.selected == trophy)
  }

  private func opened(_ keys: Key...) throws -> Explorer {
    var options = OpeningOptions()
    options.layer = 3
    options.head = 1
    let scene = try Scene(sentence: "The trophy wouldn't fit in the suitcase.", query: 2)
    let sentences = try #require(try OpenSentences([scene], options: options))
    var explorer = Explorer(sentences)
    for key in keys { explorer.press(key) }
    return explorer
  }

  @Test func hiddenTokensKeepTheirWeight() throws {
    let whole = try opened()
    let hidden = try opened(.character("d"))
    #expect(hidden.sentence.tokens.count == whole.sentence.tokens.count - 2)
    #expect(hidden.sentence.tokens.allSatisfy { !$0.isSpecial })
    #expect(hidden.analysis.row.weights == Array(whole.analysis.row.weights.dropFirst().dropLast()))
    let special = whole.analysis.row.weights[0] + (whole.analysis.row.weights.last ?? 0)
    #expect(abs(hidden.analysis.row.unshown - special) < 1e-12)
    #expect(abs(hidden.analysis.row.sum - 1) < 1e-12)
    #expect(abs(hidden.analysis.row.renormalized.reduce(0, +) - 1) < 1e-12)
    for (part, weight) in zip(hidden.analysis.row.renormalized, hidden.analysis.row.weights) {
      #expect(abs(part * (1 - special) - weight) < 1e-12)
    }
    #expect(hidden.analysis.blend == whole.analysis.blend)
    #expect(hidden.analysis.nearest == whole.analysis.nearest)
    #expect(hidden.sentence.tokens[hidden.sentence.query].text.original == "wouldn")
  }

  @Test func joinedPiecesAreOneWord() throws {
    let whole = try opened()
    let joined = try opened(.character("w"))
    let words = joined.sentence.tokens.map(\.text.original)
    #expect(
      words == [
        "[CLS]", "the", "trophy", "wouldn't", "fit", "in", "the", "suitcase", ".", "[SEP]",
      ])
    #expect(joined.sentence.query == 3)
    let rows = (3...5).map { whole.analysis.row(of: $0, in: whole.sentence) }
    let groups = [0..<1, 1..<2, 2..<3, 3..<6] + (6..<12).map { $0..<$0 + 1 }
    for (weight, group) in zip(joined.analysis.row.weights, groups) {
      let expected = rows.reduce(0) { $0 + $1.weights[group].reduce(0, +) / 3 }
      #expect(abs(weight - expected) < 1e-12)
    }
    #expect(abs(joined.analysis.row.sum - 1) < 1e-12)
    #expect(joined.analysis.row.unshown == 0)
  }

  @Test func theScoreOfAJoinedKeyWeighsAsMuchAsItsPieces() throws {
    var explorer = try opened()
    explorer.press(.backTab, .character("w"))
    let row = explorer.analysis.row
    let again = softmax(row.scores)
    for (weight, expected) in zip(row.weights, again) { #expect(abs(weight - expected) < 1e-9) }
  }

  @Test func anEditOfAJoinedTokenIsDoneToAllItsPieces() throws {
    var explorer = try opened(.character("w"))
    explorer.press(.left, .character("m"))
    let head = Scope.head(HeadID(layer: 3, index: 1))
    #expect(
      explorer.sentence.interventions
        == Interventions((3...5).map { Edit(query: $0, key: 2, scope: head, amount: .mask) }))
    #expect(explorer.analysis.row.weights[2] == 0)
    explorer.press(.character("m"))
    #expect(explorer.sentence.interventions == explorer.sentence.original)
    explorer.press(.up, .character("0"))
    #expect(explorer.sentence.interventions == explorer.sentence.original)
    explorer.press(.up, .character("w"), .character("d"), .character("u"))
    #expect(explorer.sentence.interventions == explorer.sentence.original)
  }

  @Test func aWordIsMaskedWhereAllItsPiecesAre() throws {
    var explorer = try opened()
    explorer.press(.character("/"))
    explorer.type("wouldn")
    explorer.press(.enter, .character("m"), .character("w"))
    let key = explorer.sentence.selected
    #expect(explorer.sentence.change(key: key)?.isMasked != true)
    #expect(explorer.analysis.row.weights[key] > 0)
    explorer.press(.character("m"))
    #expect(explorer.sentence.change(key: key)?.isMasked == true)
    #expect(explorer.analysis.row.weights[key] == 0)
  }

  @Test func undoShowsWhatItChanges() throws {
    var explorer = try opened()
    explorer.press(.home, .enter, .up, .tab, .tab, .character("d"), .character("u"))
    #expect(!explorer.sentence.layout.hidesSpecial)
    #expect(explorer.sentence.query == 0)
    #expect(explorer.sentence.interventions == explorer.sentence.original)
  }

  @Test func changingTheLayoutStaysAtTheToken() throws {
    var explorer = try opened()
    explorer.press(.end)
    for key in ["d", "w", "d", "w"] as [Character] {
      explorer.press(.character(key))
      let sentence = explorer.sentence
      #expect(sentence.tokens[sentence.query].text.original.hasPrefix("wouldn"))
      #expect(sentence.tokens[sentence.selected].text.original == ".")
    }
  }

  @Test func wordsHaveNothingToHideOrJoin() {
    var explorer = Explorer.of(bank)
    for key in ["d", "w"] as [Character] {
      let before = explorer.sentence.layout
      explorer.press(.character(key))
      #expect(explorer.sentence.layout == before)
      #expect(explorer.message != nil)
    }
  }
}
