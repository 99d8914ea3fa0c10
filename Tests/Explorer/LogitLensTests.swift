// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import Canvas
import Explorer
import OpenedSentences
import Testing
import Views

struct LogitLensTests {
  private let capital = builtIn.first { $0.title?.shown == "the capital of France" }!

  @Test func theAnswerComesUpInTheLastLayers() throws {
    var explorer = Explorer.of(capital)
    explorer.press(.character("i"))
    let lens = try #require(explorer.shown(LensView.self)?.lens)
    #expect(lens.entries.count == 30)
    #expect(lens.followed.map(\.text.shown) == ["Paris", "London"])
    let last = try #require(lens.entries.last)
    let prediction = try #require(explorer.analysis.prediction)
    #expect(last.top == prediction.candidates[0].token)
    #expect(abs(last.probability - prediction.candidates[0].now.probability) < 1e-4)
    #expect(last.followed[0].rank == 0 && last.followed[1].rank == 2)
    #expect(lens.entries[10].followed[0].rank > 100)
    // An edit in the layer that is shown changes it and what follows, and nothing before.
    explorer.press(.character("m"))
    let edited = try #require(explorer.shown(LensView.self)?.lens)
    #expect(edited.entries[22].followed == lens.entries[22].followed)
    #expect(edited.entries[23].followed != lens.entries[23].followed)
    #expect(try #require(edited.entries.last).followed[0].rank == 1)
  }

  @Test func anEncoderHasNone() {
    var explorer = Explorer.of(plain)
    explorer.press(.character("i"))
    #expect(explorer.shown(LensView.self)?.lens == nil)
  }
}
