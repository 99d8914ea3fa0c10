import Canvas
import Lessons
import Scenes
import Testing

struct LearnersRunTests {
  private struct NothingToWatch: Error {}

  private func playback(isAnimated: Bool = true) throws -> Lesson {
    Lesson.at(chapter: 8, page: 5, isAnimated: isAnimated)
  }

  private func run(_ lesson: Lesson) throws -> LearnersRun {
    guard case .watch(let playback) = lesson.work, case .learners(let run) = playback.figure else {
      throw NothingToWatch()
    }
    return run
  }

  private func work(_ lesson: inout Lesson, rounds: Int = .max) {
    var taken = 0
    while taken < rounds, let work = lesson.longWork {
      lesson.take(work.done())
      taken += 1
    }
  }

  /// Nothing is learned before the learner asks for it, and then no more than time has passed for.
  @Test func itLearnsBesideTheLoopAsTimePasses() throws {
    var lesson = try playback()
    #expect(lesson.longWork == nil)
    lesson.press(.character(" "))
    work(&lesson)
    #expect(try run(lesson).courses[8]?.rounds == 0)
    lesson.pass(1)
    work(&lesson)
    let early = try #require(try run(lesson).courses[8])
    #expect((1..<LearnersRun.rounds).contains(early.rounds))
    #expect(early.outcomes.count == 4 && early.outcomes[0][0].weight != nil)
    lesson.pass(10)
    work(&lesson)
    #expect(try run(lesson).courses[8]?.rounds == LearnersRun.rounds)
    #expect(lesson.longWork == nil && lesson.rest == nil)
  }

  /// However its rounds come, one at a time or all at once, they come to the same.
  @Test func everyRunIsTheSame() throws {
    var (slow, fast) = (try playback(), try playback(isAnimated: false))
    slow.press(.character(" "))
    fast.press(.character(" "))
    for _ in 0..<4 {
      slow.pass(0.4)
      work(&slow)
    }
    let known = try #require(try run(slow).courses[8])
    work(&fast, rounds: known.rounds + 1)
    let other = try #require(try run(fast).courses[8])
    #expect(known.rounds == other.rounds && known.rounds > 3)
    for (one, another) in zip(known.outcomes, other.outcomes) {
      #expect(one.map(\.loss) == another.map(\.loss) && one.map(\.right) == another.map(\.right))
    }
  }

  /// Who goes on does not wait; what was begun is learned after what is shown.
  @Test func whoGoesOnDoesNotWait() throws {
    var lesson = try playback(isAnimated: false)
    for _ in 0..<3 { lesson.press(.character(" ")) }
    #expect(lesson.isDone)
    work(&lesson, rounds: 1)
    #expect(try run(lesson).courses.keys.sorted() == [60])
    lesson.press(.left)
    work(&lesson, rounds: 1)
    #expect(try run(lesson).courses.keys.sorted() == [30, 60])
    // What comes of another run, or too late, is not taken in.
    let work = try #require(lesson.longWork)
    var other = try playback(isAnimated: false)
    other.take(work.done())
    #expect(try run(other).courses.isEmpty)
    lesson.take(work.done())
    let before = try run(lesson).courses[30]?.rounds
    lesson.take(work.done())
    #expect(try run(lesson).courses[30]?.rounds == before)
  }

  @Test(arguments: [
    (
      #"{"show": "learners", "say": "y", "words": 9}"#,
      "words must be how many words a sentence has"
    ),
    (#"{"show": "words", "say": "y", "words": 8}"#, "words belongs to the step learners"),
  ])
  func whatIsWrongInAStepIsTold(step: String, reason: String) throws {
    let chapter =
      #"{"title": "t", "pages": [{"text": "x", "scene": {"tokens": ["a", "b"]}, "steps": ["# + step
      + "]}]}"
    try withFolder(["1.json": chapter]) { path in
      let problem = #expect(throws: Problem.self) { try LessonFolder(path: path, models: models) }
      #expect(problem?.description.contains(reason) == true)
    }
  }
}
