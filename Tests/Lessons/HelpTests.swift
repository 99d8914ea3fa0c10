import Canvas
import Explorer
import Lessons
import Testing
import Text

struct HelpTests {
  /// After a minute comes a hint, after another one the program does it, and the page goes on.
  @Test func helpComesAfterAWhile() throws {
    var lesson = Lesson.at(page: 1)
    lesson.pass(59)
    #expect(lesson.message == nil && lesson.rest == 1)
    lesson.press(.character("R"))
    for hint in ["hint: The marked token is the one that", "hint: Shift-↑ pushes further"] {
      lesson.pass(60)
      #expect(lesson.message?.hasPrefix(hint) == true, "\(lesson.message ?? "")")
      #expect(!lesson.isDone)
      lesson.press(.right)
      #expect(lesson.message == nil)
    }
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
    #expect(lesson.message?.hasPrefix("hint: The marked token") == true)
    lesson.hold(.character(" "), 6)
    #expect(lesson.isDone)
  }

  /// A key that means nothing is a try too, but one of another keyboard is told what it is.
  @Test func keysThatMeanNothingAreMisses() {
    var lesson = Lesson.at(page: 1)
    lesson.press(.character("B"), .character("B"))
    #expect(lesson.message?.hasPrefix("B means nothing here") == true)
    lesson.press(.character("й"), .character("B"))
    #expect(lesson.message?.hasPrefix("hint: The marked token") == true)
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
      for hint in ["hint: Look right.", "hint: It is the last."] {
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

  /// Every page that asks for something helps in words, and can show what it asks for.
  @Test func everyPageHasHintsThatFitInALine() {
    for chapter in bundled.chapters {
      for page in chapter.pages {
        guard case .act(let goal, _) = page.task else { continue }
        #expect((1...2).contains(page.hints.count), "\(goal.say.shown)")
        #expect(page.hints.allSatisfy { displayWidth(of: "hint: " + $0.shown) <= 78 })
        #expect(!page.keys.isEmpty, "\(goal.say.shown)")
      }
    }
  }

  /// The keys that a page names do what it asks.
  @Test func whatIsShownIsDone() {
    for (chapter, content) in bundled.chapters.dropLast().enumerated() {
      for page in content.pages.indices {
        var lesson = Lesson.at(chapter: chapter, page: page)
        guard case .act = lesson.work else { continue }
        lesson.pass(60)
        for _ in content.pages[page].hints { lesson.pass(60) }
        // What is shown waits for what the view computes.
        while !lesson.isDone, let work = lesson.longWork { lesson.take(work.done()) }
        #expect(lesson.isDone, "chapter \(chapter + 1), page \(page + 1)")
      }
    }
  }

  @Test(arguments: [
    (1, 4, Key.character("w"), "whole words"), (4, 2, .character("d"), "all tokens"),
    (1, 1, .character("2"), "the view row"), (1, 1, .tab, "the query it"),
    (4, 2, .character("M"), "all-MiniLM-L6-v2"),
  ])
  func allThatAPageIsNotAboutIsNoticed(
    chapter: Int, page: Int, key: Key, about: String
  ) throws {
    var lesson = Lesson.at(chapter: chapter, page: page)
    lesson.press(key)
    let message = try #require(lesson.message)
    #expect(message.hasPrefix("this page is about \(about)"), "\(message)")
    #expect(message.hasSuffix("; R brings it back"))
    lesson.press(.character("R"))
    #expect(lesson.message == nil)
  }

  /// What another query or head comes to is not what the page asks for.
  @Test func nothingIsDoneElsewhere() {
    var lesson = Lesson.at(chapter: 3, page: 3)
    lesson.press(.tab)
    lesson.hold(.character("t"), 8)
    #expect(!lesson.isDone)
    lesson.press(.backTab)
    #expect(lesson.isDone)
  }

  /// A number that the text gives is not reached by what lies far beyond it.
  @Test func aGoalThatIsOvershotIsNotReached() {
    var lesson = Lesson.at(chapter: 3, page: 2)
    lesson.hold(.character("+"), 5)
    #expect(!lesson.isDone)
    lesson.hold(.character("-"), 2)
    #expect(lesson.isDone)
  }

  /// What a page says of left and right stays true.
  @Test func sideBySideTheSentencesStayInTheirPlaces() {
    var lesson = Lesson.at(chapter: 6, page: 3)
    lesson.press(.character("n"))
    #expect(lesson.explorer?.sentences.index == 0)
  }
}
