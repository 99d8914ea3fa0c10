import Foundation
import Canvas
import Lessons
import Scenes
import Testing

struct TrainingRunTests {
  private func playback(isAnimated: Bool = true) throws -> Playback {
    guard case .watch(let playback) = Lesson.at(chapter: 7, isAnimated: isAnimated).work else {
      throw NothingToWatch()
    }
    return playback
  }

  private struct NothingToWatch: Error {}

  private func run(_ playback: Playback) throws -> TrainingRun {
    guard case .training(let run) = playback.figure else { throw NothingToWatch() }
    return run
  }

  @Test func itBeginsAsAGuess() throws {
    let run = try run(playback())
    #expect(run.steps == 0 && run.headLosses.count == 1)
    #expect(abs(run.head.loss - log(2)) < 1e-9 && abs(run.mean.loss - log(2)) < 1e-9)
    #expect(run.shown.map { $0.words[$0.query].original } == ["bank", "bank"])
    #expect((run.shown + run.unseen).allSatisfy { abs($0.weights.reduce(0, +) - 1) < 1e-12 })
  }

  @Test func aKeyTakesAStepAndALaterOneSeveral() throws {
    var playback = try playback()
    for steps in [1, 2, 3, 4, 5, 20] {
      playback.goOn()
      playback.pass(10)
      #expect(try run(playback).steps == steps)
    }
    // One after the other, a step for each picture.
    playback.goOn()
    var seen: [Int] = []
    while let rest = playback.rest {
      playback.pass(rest)
      seen.append(try run(playback).steps)
    }
    #expect(seen == Array(21...35))
  }

  /// However it gets there, forwards at once, step by step or back, it is the same.
  @Test func everyRunIsTheSame() throws {
    var once = try playback(isAnimated: false)
    once.finish(2)
    let known = try run(once)
    var slowly = try playback()
    while try run(slowly).steps < 80 {
      slowly.goOn()
      slowly.pass(0.1)
      slowly.pass(10)
    }
    #expect(try run(slowly).headLosses == known.headLosses)
    for _ in 0..<3 { slowly.goOn() }
    for _ in 0..<3 { slowly.goBack() }
    let back = try run(slowly)
    #expect(back.steps == 80 && back.headLosses == known.headLosses)
    #expect(back.shown.map(\.weights) == known.shown.map(\.weights))
    // What went back a little goes on as before.
    slowly.goBack()
    slowly.goOn()
    slowly.pass(10)
    #expect(try run(slowly).meanLosses == known.meanLosses)
  }

  @Test func theLossFallsAllTheWay() throws {
    var playback = try playback(isAnimated: false)
    playback.finish(4)
    let run = try run(playback)
    #expect(run.steps == 200 && run.headLosses.count == 201)
    for losses in [run.headLosses, run.meanLosses] {
      #expect(zip(losses, losses.dropFirst()).allSatisfy { $1 < $0 })
    }
  }

  @Test(arguments: [
    (#"[]"#, "training is an object of names and training sets"),
    (#"{"a": {"word": "bank"}}"#, "a training set needs the word and the two meanings"),
    (#"{"a": {"word": "x", "meanings": [{"name": "b"}]}}"#, "the two meanings that it has"),
    (
      #"{"a": {"word": "x", "meanings": [{"name": "b"}, {"sentences": []}]}}"#,
      "each meaning needs a name"
    ),
    (
      #"{"a": {"word": "x", "meanings": [{"name": "b"}, {"name": "c"}]}}"#,
      "the meaning has no sentences; give at least one"
    ),
    (
      #"{"a": {"word": "x", "meanings": [{"name": "b", "sentences": ["an y"]}, {"name": "c"}]}}"#,
      #"sentences[0] does not have the word "x"; write it in"#
    ),
    (
      #"{"a": {"word": "x", "meanings": [{"name": "b", "sentense": []}, {"name": "c"}]}}"#,
      #""sentense" is not a key of a meaning; did you mean sentences?"#
    ),
  ])
  func whatIsWrongInASetIsTold(training: String, reason: String) throws {
    try withFolder(["1.json": Self.chapter("{}"), "training.json": training]) { path in
      let problem = #expect(throws: Problem.self) { try LessonFolder(path: path, models: models) }
      let told = problem?.description ?? ""
      #expect(told.contains("training.json:1: ") && told.contains(reason), "\(told)")
    }
  }

  @Test(arguments: [
    (#"{"show": "training", "say": "y", "to": 3}"#, "the step needs a set of training.json"),
    (
      #"{"show": "unseen", "say": "y", "set": "b"}"#,
      #"the step needs a set of training.json; the sets are "a""#
    ),
    (#"{"show": "training", "say": "y", "set": "a"}"#, "to must be how many steps are taken"),
    (#"{"show": "training", "say": "y", "set": "a", "to": 1e9}"#, "up to 1000"),
    (#"{"show": "training", "say": "y", "set": "a", "to": 9, "by": 0}"#, "at least 1"),
    (#"{"show": "words", "say": "y", "to": 9}"#, "to belongs to the steps training and unseen"),
  ])
  func whatIsWrongInAStepIsTold(step: String, reason: String) throws {
    try withFolder(["1.json": Self.chapter(step), "training.json": Self.training]) { path in
      let problem = #expect(throws: Problem.self) { try LessonFolder(path: path, models: models) }
      let told = problem?.description ?? ""
      #expect(told.contains("1.json:1: ") && told.contains(reason), "\(told)")
    }
  }

  /// A teacher's own set, also of a word that no sentence of the page has.
  @Test func aSetOfOnesOwnIsLearned() throws {
    let steps =
      #"{"show": "training", "set": "a", "to": 40, "by": 40, "say": "y"}, {"show": "unseen", "set": "a", "say": "z"}"#
    try withFolder(["1.json": Self.chapter(steps), "training.json": Self.training]) { path in
      var lesson = Lesson(try LessonFolder(path: path, models: models), isAnimated: false)
      lesson.press(.character(" "))
      guard case .watch(let playback) = lesson.work else { throw NothingToWatch() }
      let run = try run(playback)
      #expect(run.steps == 40 && run.unseen.count == 1 && run.head.right == 2)
      #expect(run.set.meaning(isSecond: true).original == "animal")
    }
  }

  private static let training = """
    {"a": {"word": "bat", "meanings": [
      {"name": "stick", "sentences": ["He swung the bat."], "unseen": ["The bat hit the ball."]},
      {"name": "animal", "sentences": ["A bat hung in the cave."]}]}}
    """

  private static func chapter(_ steps: String) -> String {
    #"{"title": "t", "pages": [{"text": "x", "scene": {"tokens": ["a", "b"]}, "steps": ["#
      + steps + "]}]}"
  }
}
