import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Scenes
import Testing
import Views

struct PlaneTests {
  private func plane(_ sentence: Sentence, after earlier: Plane? = nil) -> Plane {
    Plane(sentence, RowAnalysis(sentence), earlier: earlier)
  }

  private func plane(of explorer: Explorer) throws -> Plane {
    try #require(explorer.shown(PlaneView.self)).plane
  }

  private func close(_ place: Plane.Place?, _ across: Double, _ up: Double) -> Bool {
    guard let place else { return false }
    return abs(place.across - across) < 1e-4 && abs(place.up - up) < 1e-4
  }

  @Test func twoProbesAreTheAxesAndPlacesAreCosines() throws {
    let sentence = Sentence(bank)
    let analysis = RowAnalysis(sentence)
    let plane = plane(sentence)
    guard case .words(let across, let up) = plane.axes else {
      Issue.record("the axes are \(plane.axes)")
      return
    }
    #expect([across.text.shown, up.text.shown] == ["money", "river"])
    #expect(
      close(
        plane.blend, cosine(analysis.probes[0].cosines?.now),
        cosine(analysis.probes[1].cosines?.now)))
    #expect(
      close(
        plane.tokens[4], cosine(analysis.probes[0].cosines?.own),
        cosine(analysis.probes[1].cosines?.own)))
    #expect(try abs(#require(plane.tokens[7]).across - 1) < 1e-4)
  }

  @Test func aScenesAxesGoBeforeItsProbes() throws {
    let scene = try Scene(
      sentence: "a bank by the river", probes: ["money", "loan"], axes: ["river", "bank"])
    let plane = plane(Sentence(scene))
    guard case .words(let across, let up) = plane.axes else {
      Issue.record("the axes are \(plane.axes)")
      return
    }
    #expect([across.text.shown, up.text.shown] == ["river", "bank"])
  }

  @Test func inAModelTheFinalVectorsStandThere() throws {
    let scene = try Scene(sentence: "We fished by the bank.", probes: ["money", "river"])
    var explorer = Explorer.of(scene)
    explorer.press(.character("9"))
    let first = try plane(of: explorer)
    let probes = explorer.analysis.probes
    #expect(close(first.blend, cosine(probes[0].cosines?.now), cosine(probes[1].cosines?.now)))
    #expect(first.tokens[explorer.sentence.query] == first.blend)
    explorer.press(.character("x"), .character("x"), .shiftUp, .shiftUp, .shiftUp)
    let edited = try plane(of: explorer)
    let now = explorer.analysis.probes
    #expect(close(edited.blend, cosine(now[0].cosines?.now), cosine(now[1].cosines?.now)))
    #expect(close(edited.before, cosine(now[0].cosines?.before), cosine(now[1].cosines?.before)))
    #expect(edited.tokens != first.tokens)
  }

  @Test func withoutAnyNamesTheComponentsAreTheAxesAndHoldStill() throws {
    let scene = try Scene(sentence: "We fished by the bank of the river.")
    var explorer = Explorer.of(scene)
    explorer.press(.character("9"))
    guard case .components(let components) = try plane(of: explorer).axes else {
      Issue.record("the axes are no components")
      return
    }
    #expect((0.2...1).contains(components.share))
    explorer.press(.character("x"), .character("x"), .shiftUp, .tab)
    guard case .components(let later) = try plane(of: explorer).axes else {
      Issue.record("the axes are no components any more")
      return
    }
    #expect(later == components)
  }

  @Test func oneNumberIsALineAndTwoAreThePlane() throws {
    let line = plane(
      Sentence(
        try Scene(
          tokens: ["a", "b"], scores: GivenScores(weights: .row([0.5, 0.5])),
          values: Matrix([[3], [7]]))))
    #expect(close(line.blend, 5, 0))
    #expect(line.bounds?.across == 3...7)
    let two = try Scene(
      tokens: ["a", "b"], scores: GivenScores(weights: .row([0.5, 0.5])),
      values: Matrix([[3, 1], [7, 2]]), dimensions: ["x", "y"])
    #expect(close(plane(Sentence(two)).blend, 5, 1.5))
    let turned = try Scene(
      tokens: ["a", "b"], scores: GivenScores(weights: .row([0.5, 0.5])),
      values: Matrix([[3, 1], [7, 2]]), dimensions: ["x", "y"], axes: ["y", "x"])
    #expect(close(plane(Sentence(turned)).blend, 1.5, 5))
  }

  @Test func theTrailGoesOnWhileScoresMoveAndBeginsAnewWithAQuery() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.character("9"))
    #expect(try plane(of: explorer).trail.count == 1)
    for count in 2...4 {
      explorer.press(.shiftUp)
      let plane = try plane(of: explorer)
      #expect(plane.trail.count == count)
      #expect(plane.trail.first == plane.before)
      #expect(plane.trail.last == plane.blend)
    }
    // What moves nothing leaves no trace.
    explorer.press(.right, .character("+"))
    #expect(try plane(of: explorer).trail.count <= 5)
    explorer.press(.character("r"))
    #expect(try plane(of: explorer).trail.count == 1)
    explorer.press(.shiftUp, .tab)
    #expect(try plane(of: explorer).trail.count == 1)
  }

  @Test func theTrailHasAnEnd() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("9"))
    explorer.press(.shiftUp)
    for _ in 0..<110 { explorer.press(.up, .down) }
    #expect(explorer.shown(PlaneView.self)?.plane.trail.count == 200)
  }

  @Test func theBoundsOnlyGrow() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.character("9"))
    var former = try #require(plane(of: explorer).bounds)
    for key: Key in [.shiftUp, .shiftUp, .character("m"), .tab, .character("r"), .tab] {
      explorer.press(key)
      let plane = try plane(of: explorer)
      let bounds = try #require(plane.bounds)
      #expect(bounds.across.clamped(to: former.across) == former.across)
      #expect(bounds.up.clamped(to: former.up) == former.up)
      for place in (plane.tokens + [plane.blend]).compactMap({ $0 }) {
        #expect(bounds.across.contains(place.across) && bounds.up.contains(place.up))
      }
      former = bounds
    }
  }

  @Test func whatBlendsNothingStandsNowhere() throws {
    let scene = try Scene(
      tokens: ["a", "b"], scores: .row([-.infinity, -.infinity]),
      values: Matrix([[3, 1], [7, 2]]))
    let plane = plane(Sentence(scene))
    #expect(plane.blend == nil && plane.trail.isEmpty)
    #expect(plane.bounds?.across == 3...7)
  }

  @Test func numbersWithoutEndStandNowhere() throws {
    let scene = try Scene(
      tokens: ["a", "b"], scores: .row([0, 0]),
      values: Matrix([[3e38, -3e38, 3e38], [3e38, 3e38, -3e38]]))
    let plane = plane(Sentence(scene))
    for place in (plane.tokens + [plane.blend]).compactMap({ $0 }) {
      #expect(place.across.isFinite && place.up.isFinite)
    }
  }

  /// A view that is shown among many keys reads what the keys before it have changed.
  @Test func manyKeysAtOnceShowWhatOneByOneShow() throws {
    let other = try Scene(
      tokens: ["a", "b"], scores: .row([0, 0]), values: Matrix([[3], [7]]))
    var oneByOne = Explorer.of(bank, other)
    oneByOne.press(.character("n"), .character("9"))
    var atOnce = Explorer.of(bank, other)
    var keys: ArraySlice<Key> = [.character("n"), .character("9")]
    #expect(atOnce.press(&keys) == nil)
    let (one, all) = (try plane(of: oneByOne), try plane(of: atOnce))
    #expect(all.tokens == one.tokens)
    #expect(all.bounds == one.bounds)
  }
}

/// A probe's cosine; far from every other where there is none.
private func cosine(_ number: Float?) -> Double { number.map(Double.init) ?? .infinity }
