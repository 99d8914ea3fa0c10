import AttentionCore
import Explorer
import Scenes
import Testing

struct RowAnalysisTests {
  @Test func theBankBlendIsNearMoneyAndDeposit() {
    let analysis = RowAnalysis(Sentence(bank, model: model), model: model)
    #expect(analysis.nearest.prefix(3).map(\.word) == ["deposit", "money", "bank"])
    #expect(analysis.nearest.count == RowAnalysis.nearestCount)
    #expect(abs(analysis.cosineToOwn - 0.653) < 1e-3)
  }

  @Test func probesTellOwnBeforeAndNow() throws {
    var explorer = Explorer.of(bank)
    let money = try #require(explorer.analysis.probes.first)
    #expect(money.word.original == "money")
    #expect(abs(money.own - 0.3978) < 1e-4)
    #expect(abs(money.now - 0.7045) < 1e-4)
    #expect(money.before == money.now)
    explorer.press(.end, .character("m"))
    let masked = try #require(explorer.analysis.probes.first)
    #expect(masked.before == money.now)
    #expect(masked.now < money.now)
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
      let (kept, fresh) = (explorer.analysis, RowAnalysis(explorer.sentence, model: model))
      // A token's numbers may be rounded otherwise where it is computed alone.
      #expect(distance(kept.row.scores, fresh.row.scores) < 1e-5)
      #expect(distance(kept.row.weights, fresh.row.weights) < 1e-5)
      #expect(kept.original == fresh.original)
      #expect(distance(kept.blend, fresh.blend) < 1e-5)
      #expect(distance(kept.final ?? [], fresh.final ?? []) < 1e-5)
      #expect(kept.nearest.map(\.word) == fresh.nearest.map(\.word))
      #expect(distance(kept.nearest.map(\.cosine), fresh.nearest.map(\.cosine)) < 1e-5)
      #expect(
        distance(kept.finalShift?.cosines ?? [], fresh.finalShift?.cosines ?? []) < 1e-5)
      #expect(distance(kept.probes.map(\.now), fresh.probes.map(\.now)) < 1e-5)
    }
  }

  @Test func valuesOfTheFileHaveNoNearestWords() throws {
    let scene = try Scene(
      tokens: ["a", "b"], values: Matrix([[1], [2]]), probes: ["money"])
    let analysis = RowAnalysis(
      Sentence(
        try Scene(
          tokens: ["a", "b"], scores: .row([0, 0]), values: Matrix([[1], [2]]), probes: ["money"]),
        model: model), model: model)
    #expect(analysis.nearest.isEmpty)
    #expect(analysis.probes.isEmpty)
    #expect(analysis.blend == [1.5])
    var options = OpeningOptions()
    options.source = .similarity
    let similar = try Sentence(scene, options: options, model: model)
    #expect(RowAnalysis(similar, model: model).blend.count == 384)
  }
}

/// The largest difference between two rows of numbers; infinite where they differ in length. Equal
/// infinities, such as masked scores, do not differ.
private func distance<Number: BinaryFloatingPoint>(_ a: [Number], _ b: [Number]) -> Number {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { max($0, $1.0 == $1.1 ? 0 : abs($1.0 - $1.1)) }
}
