// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import AttentionCore
import Canvas
import Explorer
import OpenedSentences
import Scenes
import Testing
import Text
import Views

struct PatchingMapTests {
  private let germany = try! Scene(
    sentence: "The capital of Germany is", pair: ["Paris", "Berlin"]
  ).with(
    start: .model(
      Scene.ModelState(
        model: ModelReference("smollm2"), beside: SafeText("The capital of France is"))))

  private func site(_ part: Patch.Part, _ layer: Int, _ head: Int, _ token: Int) -> Patch.Site {
    Patch.Site(Patch.Place(part, at: HeadID(layer: layer, index: head)), token: token)
  }

  /// PyTorch: L23·H4 brings 0.89 of the difference back, the next best head, L29·H1, 0.25.
  @Test func oneHeadStandsOut() throws {
    let map = try #require(PatchingMap(complete: .heads, Sentence(germany)))
    #expect(map.isComplete && map.values.count == 270)
    #expect(map.sorted.prefix(2) == [site(.output, 23, 4, 4), site(.output, 29, 1, 4)])
    #expect(abs(try #require(map.share(site(.output, 23, 4, 4))) - 0.89) < 0.01)
    #expect(abs(try #require(map.share(site(.output, 29, 1, 4))) - 0.25) < 0.01)
  }

  /// The difference is in the word that differs first, and at the end in the query.
  @Test func itGoesFromTheWordToTheQuery() throws {
    let map = try #require(PatchingMap(complete: .residuals, Sentence(germany)))
    #expect(map.sites.count == 150 && map.isComplete)
    for layer in 0..<30 {
      for token in 0..<3 { #expect(map.share(site(.residual, layer, 0, token)) == 0) }
    }
    #expect(abs(try #require(map.share(site(.residual, 0, 0, 3))) - 1) < 0.05)
    #expect(abs(try #require(map.share(site(.residual, 29, 0, 3)))) < 1e-4)
    #expect(abs(try #require(map.share(site(.residual, 29, 0, 4))) - 1) < 1e-3)
    #expect(abs(try #require(map.share(site(.residual, 0, 0, 4)))) < 0.05)
  }

  @Test func itFillsInWhileKeysAreTaken() throws {
    var explorer = Explorer.of(germany)
    explorer.press(.character("R"))
    // The key waits for no run: the model reads the sentence beside first.
    #expect(explorer.shown(ResidualView.self)?.map == nil)
    explorer.take(try #require(explorer.work).done())
    #expect(explorer.shown(ResidualView.self)?.map?.values.isEmpty == true)
    explorer.take(try #require(explorer.work).done())
    let known = try #require(explorer.shown(ResidualView.self)?.map).values.count
    #expect(known > 0 && known < 150)
    explorer.press(.character("}"))
    #expect(explorer.shown(ResidualView.self)?.map?.values.count == known)
    let late = try #require(explorer.work)
    explorer.press(.character("m"))
    explorer.take(late.done())
    #expect(explorer.shown(ResidualView.self)?.map?.values.isEmpty == true)
  }

  @Test func theCausesViewGoesOnToIt() throws {
    var explorer = Explorer.of(germany)
    explorer.press(.character("H"), .character("D"), .character("D"))
    while let work = explorer.work { explorer.take(work.done()) }
    #expect(explorer.shown(CausesView.self)?.patching?.isComplete == true)
    explorer.press(.character("b"))
    #expect(explorer.sentence.head == HeadID(layer: 23, index: 4))
    explorer.press(.character("D"))
    #expect(explorer.shown(CausesView.self)?.patching == nil)
    // What was found is there when it is shown again.
    explorer.press(.character("D"), .character("D"))
    #expect(explorer.shown(CausesView.self)?.patching?.isComplete == true)
  }

  /// The same sentence beside has nothing to bring back, unless something was done to this one.
  @Test func fromTheSameSentenceComesWhatWasAblated() throws {
    let text = "The capital of France is"
    let start = try Scene.ModelState(
      model: ModelReference("smollm2"), beside: SafeText(text))
    let same = try Scene(sentence: text, pair: ["Paris", "London"]).with(start: .model(start))
    var explorer = Explorer.of(same)
    explorer.press(.character("R"))
    explorer.take(try #require(explorer.work).done())
    #expect(explorer.work == nil)
    #expect(explorer.shown(ResidualView.self)?.map?.leadsSomewhere == false)
    explorer.press(.character("H"), .character("X"), .character("D"), .character("D"))
    let map = try #require(explorer.shown(CausesView.self)?.patching)
    let head = explorer.sentence.head
    #expect(head == HeadID(layer: 23, index: 4) && map.leadsSomewhere)
    var whole = map
    while let work = whole.work { whole.take(work.done()) }
    #expect(abs(try #require(whole.share(site(.output, 23, 4, 4))) - 1) < 0.01)
  }

  /// In an encoder the final vector goes to that of the sentence beside.
  @Test func inAnEncoderTheFinalVectorIsLookedAt() throws {
    let scene = try Scene(sentence: "We fished by the bank of the river.", query: 4).with(
      start: .model(Scene.ModelState(beside: SafeText("We sat by the bank of the lake."))))
    let map = try #require(PatchingMap(complete: .residuals, Sentence(scene)))
    #expect(map.outcome == .distance && map.target == 0 && map.whole > 0)
    let query = RowAnalysis(Sentence(scene)).row.query
    #expect(abs(try #require(map.share(site(.residual, 5, 0, query))) - 1) < 1e-4)
    #expect(try #require(map.share(site(.residual, 0, 0, query))) < 0.9)
  }

  @Test func withoutASentenceBesideThereIsNone() {
    var explorer = Explorer.of(plain)
    explorer.press(.character("R"))
    #expect(explorer.work == nil)
    explorer = Explorer.of(bank)
    explorer.press(.character("R"))
    #expect(explorer.work == nil)
  }
}
