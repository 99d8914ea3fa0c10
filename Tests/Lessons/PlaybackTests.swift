import Explorer
import Canvas
import Views
import Lessons
import Scenes
import Testing
import Text

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
    #expect(playback.count == 11 && playback.part == .words && playback.place == 0)
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

  @Test(arguments: [2, 6])
  func playedItGoesToItsEndAndStops(chapter: Int) throws {
    guard case .watch(var playback) = Lesson.at(chapter: chapter).work else {
      throw NothingToWatch()
    }
    playback.togglePlaying()
    #expect(playback.isPlaying)
    var pictures = 0
    var seconds = 0.0
    while let rest = playback.rest, pictures < 10_000 {
      #expect(rest > 1.0 / 61, "more than 60 pictures a second")
      let (place, progress) = (playback.place, playback.progress)
      playback.pass(rest)
      // No picture without something new, but for a pause that is over.
      #expect(playback.place != place || playback.progress != progress || !playback.isPlaying)
      seconds += rest
      pictures += 1
    }
    #expect(playback.isOver && playback.wasSeen && !playback.isPlaying)
    #expect(seconds > 5 && seconds < 60)
    playback.togglePlaying()
    #expect(playback.place == 0 && playback.isPlaying)
    playback.togglePlaying()
    #expect(!playback.isPlaying)
  }

  /// At the last moment, before its movement is done, it plays on to the end.
  @Test func playGoesOnFromWhereItIs() throws {
    var playback = try playback()
    for _ in 0..<10 { playback.goOn() }
    playback.togglePlaying()
    #expect(playback.isPlaying && playback.isAtEnd && !playback.isOver)
    playback.pass(1)
    #expect(playback.isOver)
  }

  /// Rows appear one by one, so a picture is drawn for each and no more.
  @Test func rowsAreDrawnWhenTheyAppear() throws {
    guard case .watch(var playback) = Lesson.at(chapter: 6).work else { throw NothingToWatch() }
    playback.goOn()
    var pictures = 0
    while let rest = playback.rest {
      playback.pass(rest)
      pictures += 1
    }
    #expect(pictures == 11)
  }

  @Test func aLongSumGrowsInFewMoments() throws {
    let words = (0..<100).map { "w\($0)" }
    let scene = try Scene(
      tokens: words, scores: GivenScores(weights: .row(words.map { _ in 0.01 })))
    let demonstration = try #require(
      Demonstration([Demonstration.Step(part: .sum, say: SafeText("sum"))]))
    let sentences = OpenSentences(try PreparedScene(scene, models: models), models: models)
    var playback = Playback(
      demonstration, explorer: Explorer(sentences), isAnimated: false)
    var counts: [Int] = []
    while true {
      if case .blending(let blend) = playback.figure { counts.append(blend.total.count) }
      if playback.isOver { break }
      playback.goOn()
    }
    #expect(counts.count == 12 && counts.last == 100)
    #expect(counts == counts.sorted() && counts[0] > 0)
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
