import Canvas
import Explorer
import Lessons
import Testing
import Text

struct NumberQuestionTests {
  private static let chapter = """
    {"title": "t", "pages": [
      {"text": "x", "scene": {"tokens": ["a", "b"], "weights": [0.5, 0.5], "values": [[0], [1]]},
       "question": "How much?", "number": {"is": 4.6, "within": 0.05, "right": "Yes.", "wrong": "No."}},
      {"text": "y", "question": "Which?", "right": [0, 2], "options": [
        {"text": "a", "reply": "A."}, {"text": "b", "reply": "B."}, {"text": "c", "reply": "C."}]}]}
    """

  private func play(_ body: (Lesson) throws -> Void) throws {
    try withFolder(["1.json": Self.chapter]) { path in
      try body(Lesson(try LessonFolder(path: path, models: models)))
    }
  }

  @Test(arguments: [
    ("4.6", true), ("4,64", true), ("4.65", true), ("4.66", false), ("-4.6", false), ("5", false),
    ("4.55", true),
  ])
  func aNumberIsRightWithinItsTolerance(typed: String, isRight: Bool) throws {
    try play { opened in
      var lesson = opened
      _ = lesson.press(typed.map(Key.character) + [.enter])
      guard case .reckon(let question, let entry) = lesson.work else {
        Issue.record("nothing is asked")
        return
      }
      #expect(entry.isRight == isRight && lesson.isDone == isRight)
      #expect(
        lesson.progress.answers[question.text.original]
          == Progress.Answer(isRight: isRight, given: typed.replacing(",", with: ".")))
    }
  }

  @Test func whatIsTypedCanBeTakenBack() throws {
    try play { opened in
      var lesson = opened
      lesson.press(.character("9"), .backspace, .character("4"), .character("."), .character("6"))
      lesson.press(.character(" "))
      #expect(lesson.message == "it goes on once you have typed the number and pressed Enter")
      lesson.press(.enter)
      #expect(lesson.isDone)
      // The first answer stands.
      lesson.press(.character("1"), .enter)
      #expect(lesson.isDone && lesson.progress.answers["How much?"]?.isRight == true)
      // Without anything typed, the keys are those of the page again.
      lesson.press(.character("."), .enter)
      #expect(lesson.message == "“.” is no number; write one such as 0.35")
    }
  }

  @Test func eachOfSeveralRightAnswersWillDo() throws {
    for (key, isRight) in [("1", true), ("2", false), ("3", true)] as [(Character, Bool)] {
      try play { opened in
        var lesson = opened
        _ = lesson.press("4.6".map(Key.character) + [.enter, .character(" "), .character(key)])
        #expect(lesson.place.page == 1 && lesson.isDone == isRight)
      }
    }
  }
}
