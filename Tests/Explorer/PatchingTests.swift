// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import AttentionCore
import Canvas
import Explorer
import OpenedSentences
import Scenes
import Testing
import Text
import Views

struct PatchingTests {
  private static let model = ModelReference("smollm2")
  private static func scene(
    _ sentence: String, beside: String? = nil, patches: [String] = []
  ) throws -> Scene {
    try Scene(sentence: sentence, pair: ["Paris", "Berlin"]).with(
      start: .model(
        Scene.ModelState(
          model: model, head: HeadID(layer: 23, index: 4), beside: beside.map { SafeText($0) },
          patches: patches.map { try PatchRequest($0) })))
  }
  private let germany = try! scene("The capital of Germany is")
  private let france = try! scene("The capital of France is")
  private let head = HeadID(layer: 23, index: 4)

  /// PyTorch: 0.89 of the logit difference comes back.
  @Test func oneHeadBringsMostOfTheDifferenceBack() throws {
    var explorer = Explorer.of(germany, france)
    let before = try #require(explorer.analysis.prediction?.pair).now
    explorer.press(.character("@"), .character("P"), .character("N"))
    explorer.finishWork()
    #expect(explorer.sentence.patches.map(\.text) == ["L23H4:z@4"])
    #expect(explorer.message == nil)
    let now = try #require(explorer.analysis.prediction?.pair).now
    let recovery = try #require(explorer.shown(NextView.self)?.recovery)
    let share = try #require(recovery.share)
    #expect(abs(share - 0.89) < 0.01)
    #expect(abs(Double((now - before) / (recovery.beside - before)) - share) < 1e-6)
    let other = Explorer.of(france)
    let beside = try #require(other.analysis.prediction?.pair).now
    #expect(abs(recovery.beside - beside) < 1e-4)
  }

  @Test func theKeyTakesItOffAgain() throws {
    var explorer = Explorer.of(germany, france)
    explorer.press(.character("P"))
    #expect(explorer.message?.text.contains("“The capital of France is”, token by token") == true)
    #expect(explorer.sentence.patches.map(\.text) == ["L23H4:z"])
    #expect(explorer.sentence.patchedParts(of: head) == [.output])
    explorer.press(.character("P"))
    #expect(explorer.sentence.patches.isEmpty && !explorer.analysis.isEdited)
    explorer.press(.character("u"))
    #expect(explorer.sentence.patches.map(\.text) == ["L23H4:z"])
    explorer.press(.character("]"), .character("u"))
    #expect(explorer.sentence.patches.isEmpty && explorer.sentence.head == head)
    explorer.press(.control("r"), .character("r"))
    #expect(explorer.sentence.patches.isEmpty)
  }

  /// What the whole head was before the edits undoes its ablation.
  @Test func itGoesOnToBeforeTheEdits() throws {
    var explorer = Explorer.of(germany, france)
    let before = try #require(explorer.analysis.prediction?.pair).now
    explorer.press(.character("X"), .character("P"), .character("P"))
    #expect(explorer.sentence.patches.map(\.text) == ["L23H4:z:before"])
    #expect(explorer.message?.text.contains("before the edits") == true)
    #expect(abs(try #require(explorer.analysis.prediction?.pair).now - before) < 1e-3)
    explorer.press(.character("P"))
    #expect(explorer.sentence.patches.isEmpty && explorer.sentence.ablations.count == 1)
  }

  @Test func eachVectorIsPatched() throws {
    var explorer = Explorer.of(germany, france)
    for part in ["q", "k", "v"] {
      explorer.press(.character("#"), .character("P"))
      #expect(explorer.sentence.patches.map(\.text) == ["L23H4:\(part)"])
      #expect(explorer.analysis.isEdited)
      explorer.press(.character("u"))
    }
    // All that stands after the layer makes all that follows the other sentence's.
    explorer.press(.character("#"), .character("P"), .character("N"))
    #expect(explorer.sentence.patches.map(\.text) == ["L23:residual"])
    explorer.finishWork()
    #expect(abs(try #require(explorer.shown(NextView.self)?.recovery?.share) - 1) < 1e-3)
    explorer.press(.character("u"), .character("#"), .character("x"), .character("P"))
    #expect(explorer.sentence.patches.count == 9)
  }

  @Test func sentencesOfOtherLengthsAreAligned() throws {
    let kingdom = try Self.scene("The capital of the United Kingdom is")
    var explorer = Explorer.of(germany, kingdom)
    explorer.press(.character("P"))
    #expect(explorer.message?.text.contains("5 of 5 aligned by word") == true)
    let sources = explorer.sentence.interventions.patches.map { ($0.key.token, $0.value.token) }
    #expect(sources.sorted { $0 < $1 }.map(\.1) == [0, 1, 2, 5, 6])
    explorer.press(.character("C"))
    let pair = try #require(explorer.shown(PairView.self)?.pair)
    #expect(pair.alignment?.way == .byWord && pair.other.tokens.count == 7)
  }

  @Test func theyAreSavedAndKept() throws {
    for patches in [
      ["L23H4:z@4"], ["L23H4:z", "L2H0:q@1", "L2H0:v@3=2", "L5:residual@0"], ["L3H1:k:before"],
    ] {
      let scene = try Self.scene(
        "The capital of Germany is", beside: "The capital of France is", patches: patches)
      let sentence = Sentence(scene)
      #expect(Set(sentence.patches.map(\.text)) == Set(patches))
      let saved = try sentence.edited()
      #expect(saved.modelState.beside?.original == "The capital of France is")
      #expect(Sentence(saved).interventions == sentence.interventions)
    }
  }

  /// The temperature that is saved is where the sentence starts from; patches are of the model's own run.
  @Test func theTemperatureDoesNotChangeWhatIsPatched() throws {
    var explorer = Explorer.of(germany, france)
    explorer.press(.character("T"), .character("T"), .character("P"), .character("x"))
    explorer.press(.character("P"), .character("P"))
    explorer.finishWork()
    let present = explorer.sentence.interventions
    let again = Sentence(try explorer.sentence.edited()).interventions
    #expect(again == present && present.patches.count == 45)
    for (site, patch) in present.patches {
      #expect(again.patches[site]?.vector == patch.vector)
    }
  }

  @Test func whatIsPatchedFromTheNextSentenceIsSavedWithIt() throws {
    var explorer = Explorer.of(germany, france)
    explorer.press(.character("P"))
    explorer.finishWork()
    let saved = try explorer.sentence.edited()
    #expect(saved.modelState.beside?.original == "The capital of France is")
    #expect(Sentence(saved).interventions == explorer.sentence.interventions)
    let kept = try #require(explorer.editsChanges().last)
    guard case .unsaved(let scene, let summary) = kept.standing else {
      Issue.record("not kept")
      return
    }
    #expect(summary.hasPrefix("1 edit "))
    var again = Explorer.of(germany)
    again.found([KeptEdits(file: "a", scene: scene, time: 0)])
    again.press(.character("U"))
    again.finishWork()
    #expect(again.sentence.interventions == explorer.sentence.interventions)
  }

  /// The model runs on the sentence beside after the first picture, which says so.
  @Test func keptPatchesAreReadBesideTheLoop() throws {
    let scene = try Self.scene(
      "The capital of Germany is", beside: "The capital of France is", patches: ["L23H4:z"])
    let whole = Sentence(scene)
    let plain = Explorer.of(germany)
    let tally = Tally()
    var explorer = Tally.$current.withValue(tally) { Explorer.of(scene) }
    // Its own run, and the one that is to be patched.
    #expect(tally.passes == 2)
    #expect(explorer.sentence.patchNote?.contains("5 activations") == true)
    #expect(explorer.sentence.patches == whole.patches)
    #expect(
      explorer.analysis.prediction?.pair?.now == plain.analysis.prediction?.pair?.now)
    // What is saved meanwhile has them; undoing them and editing go on.
    #expect(try explorer.sentence.edited() == whole.edited())
    let reading = try #require(explorer.work)
    explorer.press(.character("t"))
    explorer.take(reading.done())
    #expect(explorer.sentence.patchNote == nil && explorer.work == nil)
    explorer.press(.character("u"))
    #expect(explorer.sentence.patchNote == nil)
    #expect(explorer.sentence.interventions == whole.interventions)
    #expect(!explorer.sentences.hasUnsavedEdits(at: 0))
    #expect(
      explorer.analysis.prediction?.pair?.now
        == RowAnalysis(whole).prediction?.pair?.now)
    explorer.press(.character("u"))
    #expect(explorer.sentence.patches.isEmpty)
    // What was read for a sentence that is not shown any more is of no use.
    var other = Explorer.of(france, scene)
    other.take(reading.done())
    #expect(other.sentence.patches.isEmpty)
  }

  /// Where the model has run beside, what one head takes is read at once.
  @Test func aKeyWaitsForNoRun() throws {
    var explorer = Explorer.of(germany, france)
    let tally = Tally()
    Tally.$current.withValue(tally) { explorer.press(.character("P")) }
    #expect(tally.passes <= 1 && explorer.sentence.patchNote != nil)
    explorer.finishWork()
    explorer.press(.character("]"), .character("P"))
    #expect(explorer.sentence.patchNote == nil && explorer.sentence.patchedPlaces == 2)
    // What is kept at each edit reads no text again.
    let edits = Tally()
    Tally.$current.withValue(edits) {
      explorer.press(.character("t"))
      #expect(!explorer.editsChanges().isEmpty)
    }
    #expect(edits.encodings == 0)
  }

  @Test func anOptionPatchesFromTheNextSentence() throws {
    var options = OpeningOptions()
    options.patches = [try PatchRequest("L23H4:z@is")]
    let explorer = Explorer(try #require(try OpenSentences([germany, france], options: options)))
    #expect(explorer.sentence.patches.map(\.text) == ["L23H4:z@4"])
    #expect(explorer.sentence.besideText?.original == "The capital of France is")
  }

  @Test(arguments: [
    "L30H0:z", "L23H9:z", "L23H4:z@zebra", "L23H4:z@is=zebra", "L40:residual",
  ])
  func whatIsNotThereIsTold(text: String) throws {
    var options = OpeningOptions()
    options.patches = [try PatchRequest(text)]
    options.beside = SafeText("The capital of France is")
    #expect(throws: OpeningError.self) { try Sentence(germany, options: options) }
  }

  @Test func withoutASentenceBesideItIsSaid() throws {
    var options = OpeningOptions()
    options.patches = [try PatchRequest("L23H4:z")]
    let error = #expect(throws: OpeningError.self) { try Sentence(germany, options: options) }
    #expect(error?.description.contains("--beside") == true)
    var explorer = Explorer.of(germany)
    explorer.press(.character("P"))
    #expect(explorer.message?.text.contains("no sentence beside") == true)
    #expect(explorer.sentence.patches.isEmpty)
    explorer = Explorer.of(bank)
    explorer.press(.character("P"))
    #expect(explorer.message?.text.contains("no heads of a model") == true)
  }
}
