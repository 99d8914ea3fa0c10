import Explorer
import SentenceFiles
import Testing

import Lessons

struct PlaybackTests {
  /// The animation of the third chapter: words, vectors, weights, and eight terms.
  private func playback(isAnimated: Bool = true) throws -> Playback {
    let lesson = Lesson.at(chapter: 2, isAnimated: isAnimated)
    guard case .watch(let playback) = lesson.work else { throw NothingToWatch() }
    return playback
  }

  private struct NothingToWatch: Error {}

  @Test func aStepMovesAndThenRests() throws {
    var playback = try playback()
    #expect(playback.count == 11 && playback.part == .words)
    #expect(playback.rest == nil)
    playback.goOn()
    #expect(playback.part == .vectors && playback.progress == 0)
    #expect(playback.rest == 1.0 / 30)
    playback.pass(0.6)
    #expect(playback.progress == 0.5)
    playback.pass(60)
    #expect(playback.progress == 1 && playback.rest == nil && playback.part == .vectors)
  }

  @Test func aStepThatIsUnderWayIsNotWaitedFor() throws {
    var playback = try playback()
    playback.goOn()
    playback.pass(0.1)
    playback.goOn()
    #expect(playback.part == .weights && playback.progress == 0)
  }

  @Test func backShowsTheStepBeforeAtItsEnd() throws {
    var playback = try playback()
    for _ in 0..<3 { playback.goOn() }
    playback.goBack()
    #expect(playback.part == .weights && playback.progress == 1 && playback.rest == nil)
    for _ in 0..<9 { playback.goBack() }
    #expect(playback.place == 0)
  }

  @Test func playedItGoesToItsEndAndStops() throws {
    var playback = try playback()
    playback.togglePlaying()
    #expect(playback.isPlaying)
    var pictures = 0
    var seconds = 0.0
    while let rest = playback.rest, pictures < 10_000 {
      // Never more often than sixty times a second.
      #expect(rest >= 0.01 || !playback.isPlaying)
      playback.pass(rest)
      seconds += rest
      pictures += 1
    }
    #expect(playback.isAtEnd && playback.wasSeen && !playback.isPlaying)
    #expect(seconds > 15 && seconds < 60)
    #expect(Double(pictures) < seconds * 60)
    playback.togglePlaying()
    #expect(playback.place == 0 && playback.isPlaying)
    playback.togglePlaying()
    #expect(!playback.isPlaying && playback.rest == nil)
  }

  @Test func withoutAnimationNothingEverMoves() throws {
    var playback = try playback(isAnimated: false)
    while !playback.isAtEnd {
      playback.goOn()
      #expect(playback.progress == 1 && playback.rest == nil)
    }
    #expect(playback.wasSeen)
    for _ in 0..<20 { playback.goBack() }
    playback.togglePlaying()
    #expect(playback.isAtEnd && playback.rest == nil)
  }

  @Test func itIsSeenOnlyWhenItsLastMovementIsDone() throws {
    var playback = try playback()
    for _ in 0..<10 { playback.goOn() }
    #expect(playback.isAtEnd && !playback.wasSeen)
    var waited = playback
    waited.pass(1)
    #expect(waited.wasSeen && waited.isOver)
    playback.goOn()
    #expect(playback.wasSeen && playback.isOver)
    playback.goBack()
    #expect(playback.wasSeen)
  }
}
