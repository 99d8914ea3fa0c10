// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import AttentionCore
import Canvas
import Explorer
import Foundation
import OpenedSentences
import Testing
import Views

struct CausalMapTests {
  private let capital = builtIn.first { $0.title?.shown == "the capital of France" }!

  /// Every one of the 270 heads against what PyTorch gives.
  @Test func everyHeadDoesWhatTheReferenceSays() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Models/Fixtures/smollm2/france.json")
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    let expected = try #require(json?["zero_ablation_logit_difference"] as? [Double])
    let map = try #require(CausalMap(complete: Sentence(capital)))
    #expect(expected.count == 270 && map.isComplete)
    for (place, difference) in expected.enumerated() {
      let effect = try #require(map.effects[HeadID(layer: place / 9, index: place % 9)])
      #expect(abs(Double(effect.difference ?? .nan) - difference) < 5e-3, "head \(place)")
    }
    #expect(map.sorted.first == HeadID(layer: 23, index: 4))
    let change = try #require(map.change(HeadID(layer: 23, index: 4)))
    #expect(abs(change + 3.85) < 0.01)
  }

  @Test func itFillsInWhileKeysAreTaken() throws {
    var explorer = Explorer.of(capital)
    #expect(explorer.work == nil)
    explorer.press(.character("H"))
    let first = try #require(explorer.work)
    explorer.take(first.done())
    let known = try #require(explorer.shown(CausesView.self)?.map).effects.count
    #expect(known > 0 && known < 270)
    // What is still true is kept; what is not any more is dropped.
    explorer.press(.character("]"))
    #expect(explorer.shown(CausesView.self)?.map?.effects.count == known)
    let late = try #require(explorer.work)
    explorer.press(.character("m"))
    #expect(explorer.shown(CausesView.self)?.map?.effects.isEmpty == true)
    explorer.take(late.done())
    #expect(explorer.shown(CausesView.self)?.map?.effects.isEmpty == true)
  }

  /// After an ablation nothing is as it was; the heads that mattered are looked at first.
  @Test func whatMatteredIsLookedAtFirst() throws {
    var explorer = Explorer.of(capital)
    explorer.press(.character("H"))
    explorer.finishWork()
    let before = try #require(explorer.shown(CausesView.self)?.map).sorted.prefix(3)
    explorer.press(.character("b"), .character("X"))
    #expect(explorer.shown(CausesView.self)?.map?.effects.isEmpty == true)
    #expect(explorer.view.progress == "so far 0 of 270")
    while explorer.shown(CausesView.self)?.map?.effects.count ?? 3 < 3 {
      explorer.take(try #require(explorer.work).done())
    }
    let effects = try #require(explorer.shown(CausesView.self)?.map).effects
    #expect(before.allSatisfy { effects[$0] != nil })
    explorer.exported(to: "a.svg", as: nil)
    #expect(
      explorer.message?.text.hasPrefix("exported to a.svg; the map still fills in: so far") == true)
    explorer.finishWork()
    #expect(explorer.view.progress == nil)
    explorer.exported(to: "a.svg", as: nil)
    #expect(explorer.message?.text == "exported to a.svg")
    // What is ablated already does nothing more.
    let map = try #require(explorer.shown(CausesView.self)?.map)
    #expect(abs(try #require(map.change(explorer.sentence.head))) < 1e-6)
  }

  @Test func inAnEncoderTheFinalVectorIsLookedAt() throws {
    var explorer = Explorer.of(plain)
    explorer.press(.character("H"))
    while let work = explorer.work { explorer.take(work.done()) }
    let map = try #require(explorer.shown(CausesView.self)?.map)
    #expect(map.isComplete && map.outcome == .distance)
    #expect(map.effects.values.allSatisfy { $0.distance > 0 && $0.difference == nil })
    // b goes to the head that matters most, and X ablates it.
    explorer.press(.character("b"))
    #expect(explorer.sentence.head == map.sorted.first)
    explorer.press(.character("X"))
    let shift = try #require(explorer.analysis.finalShift)
    let expected = try #require(map.change(explorer.sentence.head))
    #expect(abs(shift.distance(explorer.sentence.query) - expected) < 1e-5)
  }

  @Test func givenAttentionHasNone() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("H"))
    #expect(explorer.work == nil)
  }
}
