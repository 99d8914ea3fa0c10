import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Scenes
import Testing
import Text

struct RowAnalysisTests {
  @Test func theBankBlendIsNearMoneyAndDeposit() {
    let analysis = RowAnalysis(Sentence(bank))
    #expect(analysis.nearest.prefix(3).map(\.word) == ["deposit", "money", "bank"])
    #expect(analysis.nearest.count == RowAnalysis.nearestCount)
    #expect(abs(analysis.cosineToOwn - 0.653) < 1e-3)
  }

  @Test func probesTellOwnBeforeAndNow() throws {
    var explorer = Explorer.of(bank)
    #expect(explorer.analysis.probes.map(\.word.original) == ["money", "river"])
    let money = try #require(explorer.analysis.probes.first?.cosines)
    #expect(abs(money.own - 0.3978) < 1e-4)
    #expect(abs(money.now - 0.7045) < 1e-4)
    #expect(money.before == money.now)
    explorer.press(.end, .character("m"))
    let masked = try #require(explorer.analysis.probes.first?.cosines)
    #expect(masked.before == money.now)
    #expect(masked.now < money.now)
  }

  @Test func aProbeThatTheVocabularyLacksHasNoNumbers() throws {
    var options = OpeningOptions()
    // A word of pieces is known.
    options.probes = ["ᎣᏏᏲ", "", "riverbanksy"].map(SafeText.init)
    let probes = RowAnalysis(try Sentence(plain, options: options)).probes
    #expect(probes.map { $0.cosines == nil } == [true, true, false])
  }

  /// Edits in layer 4, then in layer 0, then taken back: what stays the same is kept each time.
  @Test func whatIsKeptFromTheReadingBeforeChangesNothing() {
    var explorer = Explorer.of(plain)
    let keys: [Key] = [
      .tab, .tab, .shiftUp, .character("{"), .character("m"), .right, .up, .character("}"),
      .character("u"), .character("T"), .character("w"), .character("d"), .character("r"),
    ]
    for key in keys {
      explorer.press(key)
      let (kept, fresh) = (explorer.analysis, RowAnalysis(explorer.sentence))
      #expect(kept.row == fresh.row)
      #expect(kept.original == fresh.original)
      #expect(kept.blend == fresh.blend)
      #expect(kept.final == fresh.final)
      #expect(kept.nearest == fresh.nearest)
      #expect(kept.finalShift == fresh.finalShift)
      #expect(kept.probes == fresh.probes)
    }
  }

  @Test func valuesOfTheFileHaveNoNearestWords() throws {
    let scene = try Scene(
      tokens: ["a", "b"], values: Matrix([[1], [2]]), probes: ["money"])
    let analysis = RowAnalysis(
      Sentence(
        try Scene(
          tokens: ["a", "b"], scores: .row([0, 0]), values: Matrix([[1], [2]]), probes: ["money"])))
    #expect(analysis.nearest.isEmpty)
    #expect(analysis.probes.isEmpty)
    #expect(analysis.blend == [1.5])
    var options = OpeningOptions()
    options.source = .similarity
    let similar = try Sentence(scene, options: options)
    #expect(RowAnalysis(similar).blend.count == 384)
  }

  /// As many runs for all rows as for one: the sentence as it is, and with its edits.
  @Test func allRowsAreReadOffTheSameRun() throws {
    var options = OpeningOptions()
    options.edits = [try EditRequest("bank:river:mask:all")]
    let tally = Tally()
    try Tally.$current.withValue(tally) {
      let sentence = try Sentence(plain, options: options)
      let (queries, heads) = (Array(sentence.tokens.indices), sentence.source.allHeads)
      let analyses = sentence.analyses(queries: queries, heads: heads)
      var count = 0
      for analysis in analyses {
        if count % 97 == 0 {
          let place = sentence.withQuery(analysis.row.query).withHead(analysis.head)
          let alone = Tally.$current.withValue(nil) { RowAnalysis(place) }
          #expect(analysis.row == alone.row && analysis.nearest == alone.nearest)
          #expect(analysis.blend == alone.blend && analysis.final == alone.final)
          #expect(analysis.original == alone.original && analysis.probes == alone.probes)
          #expect(analysis.finalShift == alone.finalShift)
        }
        count += 1
      }
      #expect(count == queries.count * heads.count)
    }
    #expect(tally.passes == 2)
    #expect(tally.encodings == 1)
  }
}
