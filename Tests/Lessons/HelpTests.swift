import Canvas
import Explorer
import Lessons
import Testing

struct HelpTests {
  /// After a minute comes a hint, after another one the program does it, and the page goes on.
  @Test func helpComesAfterAWhile() throws {
    var lesson = Lesson.at(page: 1)
    lesson.pass(59)
    #expect(lesson.message == nil && lesson.rest == 1)
    lesson.pass(1)
    #expect(lesson.message == "hint: one way: press → Shift-↑ Shift-↑ Shift-↑ Shift-↑")
    #expect(!lesson.isDone)
    lesson.press(.right)
    #expect(lesson.message == nil)
    lesson.pass(60)
    #expect(lesson.isDone && lesson.message == "this is one way to do it; Space goes on")
    #expect(try #require(lesson.explorer).analysis.blend[0] > 6.5)
    lesson.press(.character(" "))
    #expect(lesson.place.page == 2)
  }

  @Test func helpComesAfterThreeMisses() {
    var lesson = Lesson.at(page: 1)
    lesson.hold(.character(" "), 2)
    #expect(lesson.message?.hasPrefix("hint") == false)
    lesson.press(.character(" "))
    #expect(lesson.message?.hasPrefix("hint: one way") == true)
    lesson.hold(.character(" "), 3)
    #expect(lesson.isDone)
  }

  /// What the program does is no answer of the learner's.
  @Test func anAnswerThatIsShownDoesNotCount() {
    var lesson = Lesson.at(page: 3)
    lesson.pass(60)
    #expect(lesson.isDone && lesson.progress.answers.isEmpty)
  }

  @Test func nobodyIsHelpedWhoIsDoneOrReads() {
    var done = Lesson.at(page: 1)
    done.press(.right)
    done.hold(.shiftUp, 4)
    done.pass(1000)
    #expect(done.message == nil && done.rest == nil)
    var watching = Lesson.at(chapter: 2)
    watching.pass(1000)
    #expect(watching.message == nil)
  }

  @Test func aPageHasHintsOfItsOwn() throws {
    let chapter = """
      {"title": "t", "pages": [{"text": "x", "scene": {"sentence": "a b"}, "do": "y",
        "until": {"selected": "b"}, "hints": ["Look *right*.", "It is the last."]}]}
      """
    try withFolder(["1.json": chapter]) { path in
      var lesson = Lesson(try LessonFolder(path: path, models: models))
      lesson.press(.home)
      for hint in ["hint: Look *right*.", "hint: It is the last."] {
        lesson.pass(60)
        #expect(lesson.message == hint)
      }
      // Nothing is left to say, and there is no film that shows it.
      lesson.press(.home)
      lesson.pass(1000)
      #expect(!lesson.isDone)
      #expect(lesson.rest == nil)
      #expect(lesson.message?.hasPrefix("hint") != true)
    }
  }

  @Test func whoWandersOffIsToldTheWayBack() throws {
    var lesson = Lesson.at(chapter: 5)
    lesson.press(.character("]"))
    #expect(lesson.message == "this page is about L3·H1; R brings it back")
    lesson.press(.character("R"))
    #expect(lesson.message == nil)
    let head = try #require(lesson.explorer).sentence.head
    #expect(head.layer == 3 && head.index == 1)
    // Where another head is what the page asks for, nothing is said.
    var other = Lesson.at(chapter: 5, page: 2)
    other.press(.character("{"))
    #expect(other.message?.contains("brings it back") != true)
  }

  /// What a page says of left and right stays true.
  @Test func sideBySideTheSentencesStayInTheirPlaces() {
    var lesson = Lesson.at(chapter: 6, page: 3)
    lesson.press(.character("n"))
    #expect(lesson.explorer?.sentences.index == 0)
  }
}
