import Explorer
import Lessons
import Resources
import Screen
import SentenceFiles
import Testing

struct LessonTests {
  private func lesson(chapter: Int = 0) throws -> Lesson {
    Lesson(try LessonFolder(path: Resources.lesson), chapter: chapter, model: model)
  }

  @Test func aPageGoesOnOnlyWhenItIsDone() throws {
    var lesson = try lesson()
    _ = lesson.press(.character(" "))
    #expect(lesson.place.chapter == 0 && lesson.place.page == 1)
    let isDoneBefore = lesson.isDone
    #expect(!isDoneBefore)
    _ = lesson.press(.character(" "))
    #expect(lesson.place.page == 1 && lesson.message != nil)
    for key in [Key.right, .shiftUp, .shiftUp, .shiftUp, .shiftUp] { _ = lesson.press(key) }
    #expect(lesson.isDone)
    // What was done stays done, also when it is undone.
    for _ in 0..<4 { _ = lesson.press(.character("u")) }
    #expect(lesson.isDone)
    _ = lesson.press(.character(" "))
    #expect(lesson.place.page == 2)
    _ = lesson.press(.backspace)
    #expect(lesson.place.page == 1)
  }

  @Test func aWrongAnswerIsExplainedAndCounted() throws {
    var lesson = Lesson(
      try LessonFolder(path: Resources.lesson), chapter: 0, page: 3, model: model)
    guard case .answer(let question) = lesson.page.step else {
      Issue.record("the page asks nothing")
      return
    }
    let wrong = question.right == 0 ? 1 : 0
    for option in [wrong, question.right] {
      _ = lesson.press(.character(Character("\(option + 1)")))
      #expect(lesson.chosen == option)
      #expect(lesson.isDone == (option == question.right))
    }
    #expect(lesson.score == (right: 0, of: 1))
  }

  @Test func whatWasWrongIsToBeSeenAgain() throws {
    var lesson = Lesson(try LessonFolder(path: Resources.lesson), chapter: 8, model: model)
    _ = lesson.press(.character("2"))
    #expect(lesson.chaptersToSeeAgain == [5])
    _ = lesson.press(.character("1"))
    #expect(lesson.isDone && lesson.score == (right: 0, of: 1))
  }

  @Test func newWordsAreExplainedOneAfterTheOther() throws {
    var lesson = try lesson()
    let words = lesson.newWords
    #expect(!words.isEmpty)
    for word in words {
      _ = lesson.press(.character("i"))
      #expect(lesson.message?.hasPrefix(word.shown + ": ") == true)
    }
  }

  @Test func itLeavesAtQAndPassesOverWhatLeavesThePage() throws {
    var lesson = try lesson()
    for key in ["n", "o", "s", "?", "z"] as [Character] {
      let goesOn = lesson.press(.character(key))
      #expect(goesOn)
      #expect(lesson.explorer?.focus == .sentence)
    }
    for key in [Key.character("q"), .control("c")] {
      let goesOn = lesson.press(key)
      #expect(!goesOn)
    }
  }

  /// Every page, with what there is to say at its longest, at the size of the smallest comfortable
  /// terminal: no word is cut, and the live sentence has room.
  @Test func everyPageFits() throws {
    let folder = try LessonFolder(path: Resources.lesson)
    for (place, chapter) in folder.chapters.enumerated() {
      for page in chapter.pages.indices {
        var lesson = Lesson(folder, chapter: place, page: page, model: model)
        if case .answer(let question) = lesson.page.step {
          let longest = question.options.indices.max {
            question.options[$0].reply.shown.count < question.options[$1].reply.shown.count
          }
          _ = lesson.press(.character(Character("\((longest ?? 0) + 1)")))
        }
        let screen = Screen.draw(lesson, size: Size(rows: 24, columns: 80), glyphs: .unicode)
        let text = screen.text
        let words = lesson.page.text.shown.split(separator: " ")
        let shown = Set(text.split(whereSeparator: \.isWhitespace))
        #expect(words.allSatisfy { shown.contains($0) }, "\(text)")
        if let explorer = lesson.explorer {
          let query = explorer.sentence.tokens[explorer.sentence.query].text.shown
          #expect(text.contains(query), "\(text)")
        }
      }
    }
  }

  /// What to press on the pages that ask for something, in their order.
  private static let solutions: [[Key]] = [
    [.right] + Array(repeating: .shiftUp, count: 4),
    Array(repeating: .shiftUp, count: 6),
    [.character("g")],
    [.character("/"), .character("s"), .character("u"), .character("i"), .enter],
    [.character("g"), .character("m")],
    [.right, .right, .character("m")],
    [.shiftUp, .shiftUp],
    Array(repeating: .shiftDown, count: 4),
    Array(repeating: .character("t"), count: 8),
    Array(repeating: .character("T"), count: 16),
    [.tab, .tab, .tab],
    [.right, .right],
    [.character("g")],
    [.character("]")],
    Array(repeating: .tab, count: 9),
    [.character("g")],
    [.character("g")],
    [.character("g")],
    [.right, .right, .character("m")],
    [.tab],
  ]

  @Test func theWholeLessonCanBePlayed() throws {
    var lesson = try lesson()
    var solutions = Self.solutions[...]
    while true {
      switch lesson.page.step {
      case .read: break
      case .act(let goal):
        let isDoneBefore = lesson.isDone
        #expect(!isDoneBefore, "\(goal.say.shown) is done from the start")
        let keys = solutions.popFirst() ?? []
        for key in keys { _ = lesson.press(key) }
        let isDone = lesson.isDone
        #expect(isDone, "\(goal.say.shown) is not done")
      case .answer(let question):
        _ = lesson.press(.character(Character("\(question.right + 1)")))
      }
      let isDone = lesson.isDone
      try #require(isDone)
      if lesson.isAtEnd { break }
      _ = lesson.press(.character(" "))
    }
    #expect(solutions.isEmpty)
    _ = lesson.press(.character(" "))
    #expect(lesson.message?.contains("Nothing is left to see again") == true)
    #expect(lesson.score.right == lesson.score.of && lesson.score.of > 4)
  }

  @Test func aChapterThatIsNotThereIsTheLast() throws {
    #expect(try lesson(chapter: 99).place.chapter == lesson().chapters.count - 1)
  }
}
