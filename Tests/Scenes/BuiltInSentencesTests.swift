import AttentionCore
import Foundation
import Resources
import Scenes
import Testing

struct BuiltInSentencesTests {
  let reading = SentenceFile.read(folder: Resources.sentences)

  @Test func everyOneOpensAndSaysWhatToTry() {
    #expect(reading.problems.isEmpty)
    #expect(reading.scenes.count >= 8)
    for scene in reading.scenes {
      #expect(scene.title != nil && scene.notes != nil)
    }
    #expect(Set(reading.scenes.map(\.title)).count == reading.scenes.count)
  }

  @Test func theBanksAreTheLessons() throws {
    let money = try scene("I went to the bank to deposit money.")
    #expect(money.query == 4)
    expect(money, weights: [0.04, 0.04, 0.04, 0.04, 0.15, 0.04, 0.35, 0.30])
    let river = try scene("We fished by the bank of the river.")
    #expect(river.query == 4)
    expect(river, weights: [0.04, 0.30, 0.04, 0.04, 0.15, 0.04, 0.04, 0.35])
    for scene in [money, river] {
      #expect(scene.probes.map(\.original) == ["money", "river", "finance"])
    }
  }

  @Test func theRefresherBlendsToFourPointSix() throws {
    let scene = try scene("three seven five")
    #expect(scene.vectors?.matrix == Matrix([[3], [7], [5]]))
    #expect(scene.vectors?.dimensions?.map(\.original) == ["value"])
    guard case .row(let scores)? = scene.scores else {
      Issue.record("it gives a row")
      return
    }
    #expect(abs(zip(scores, [3, 7, 5]).map { exp($0) * $1 }.reduce(0, +) - 4.6) < 1e-9)
  }

  @Test func theTrophyIsAPlainSentence() throws {
    let scene = try scene("The trophy wouldn't fit in the suitcase because it was too big.")
    #expect(scene.tokens[scene.attending].original == "it")
    #expect(scene.scores == nil && scene.vectors == nil)
  }

  @Test func theLongOneAttendsFarAway() throws {
    let scene = try #require(reading.scenes.first { $0.tokens.count == 500 })
    #expect(scene.query == 50)
    #expect(scene.tokens[50].original == "bank" && scene.tokens[200].original == "deposit")
    guard case .row(let scores)? = scene.scores else {
      Issue.record("it gives a row")
      return
    }
    #expect(scores.indices.max { scores[$0] < scores[$1] } == 200)
  }

  @Test func oneHasACausalMaskAndOneAnotherScript() {
    #expect(reading.scenes.contains { $0.causal && $0.temperature.value != 1 })
    #expect(reading.scenes.contains { $0.tokens.contains { $0.original == "首都" } })
  }

  private func scene(_ sentence: String) throws -> Scene {
    try #require(reading.scenes.first { $0.sentence.original == sentence })
  }

  private func expect(
    _ scene: Scene, weights: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(scene.scores == .row(weights.map { log($0) }), sourceLocation: sourceLocation)
  }
}
