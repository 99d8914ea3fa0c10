import Explorer
import Lessons
import SentenceFiles
import Testing

struct LessonTests {
  @Test func aPageGoesOnOnlyWhenItIsDone() {
    var lesson = Lesson.at(page: 1)
    #expect(!lesson.isDone)
    lesson.press([.character(" ")])
    #expect(lesson.place.page == 1 && lesson.message != nil)
    lesson.press([.right, .shiftUp, .shiftUp, .shiftUp, .shiftUp])
    #expect(lesson.isDone)
    // What was done stays done, also when it is undone.
    lesson.press(Array(repeating: .character("u"), count: 4))
    #expect(lesson.isDone)
    lesson.press([.character(" ")])
    #expect(lesson.place.page == 2 && !lesson.isDone)
    // A page that was gone on from need not be done again.
    lesson.press([.backspace])
    #expect(lesson.place.page == 1 && lesson.isDone)
    lesson.press([.backspace, .backspace])
    #expect(lesson.place == Lesson.Place(chapter: 0, page: 0))
    #expect(lesson.message == "this is the first page")
  }

  @Test func aWrongAnswerIsShownWhyAndCounted() {
    var lesson = Lesson.at(page: 3)
    lesson.press([.character("4")])
    guard case .answer(let question, let chosen) = lesson.work else {
      Issue.record("the page asks nothing")
      return
    }
    #expect(chosen == 3 && question.right == 2 && !lesson.isDone)
    // The live sentence shows what the answer would be: a mean of 5.
    #expect(lesson.explorer.map { abs($0.reading.blend[0] - 5) < 1e-5 } == true)
    lesson.press([.character("3")])
    #expect(lesson.isDone && lesson.score == (right: 0, answered: 1, of: 1))
    #expect(lesson.progress.answers == [lesson.place: false])
  }

  @Test func whatWasWrongIsToBeSeenAgain() {
    var lesson = Lesson.at(chapter: 8)
    lesson.press([.character("2")])
    #expect(lesson.chaptersToSeeAgain == [4])
    lesson.press([.character("1")])
    #expect(lesson.isDone && lesson.score == (right: 0, answered: 1, of: 13))
    // Answers elsewhere don't count for the quiz.
    lesson.press(Array(repeating: .backspace, count: 2) + [.character("1")])
    #expect(lesson.place.chapter == 7 && lesson.chaptersToSeeAgain.isEmpty)
  }

  @Test func answersAreKeptFromOneTimeToTheNext() {
    let progress = Progress(
      place: Lesson.Place(chapter: 8, page: 12),
      answers: [
        Lesson.Place(chapter: 8, page: 0): false, Lesson.Place(chapter: 8, page: 1): true,
        // Of a lesson that was longer then.
        Lesson.Place(chapter: 8, page: 99): false,
      ])
    var lesson = Lesson(bundled, from: progress, model: model)
    lesson.press([.character("2"), .character(" ")])
    guard case .finished = lesson.work else {
      Issue.record("there is a page after the last")
      return
    }
    #expect(lesson.score == (right: 2, answered: 3, of: 13))
    #expect(lesson.chaptersToSeeAgain == [4])
    #expect(lesson.explorer == nil)
    lesson.press([.character("5")])
    #expect(lesson.place == Lesson.Place(chapter: 4, page: 0))
  }

  @Test func newWordsAreExplainedOneAfterTheOther() {
    var lesson = Lesson.at()
    let words = lesson.newWords
    #expect(!words.isEmpty)
    for word in words {
      lesson.press([.character("i")])
      #expect(lesson.message?.hasPrefix(word.shown + ": ") == true)
    }
  }

  /// The words that a newcomer may not know are explained where they stand.
  @Test(arguments: [
    "softmax", "probability distribution", "receptive field", "logit", "temperature", "mask",
    "token", "head", "query", "key", "value vector", "dot product", "recurrent network",
    "convolution", "cosine", "matrix",
  ])
  func theGlossaryHas(word: String) {
    #expect(bundled.glossary.contains { $0.word.original == word })
  }

  @Test func itLeavesAtQAndPassesOverWhatLeavesThePage() {
    var lesson = Lesson.at()
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

  @Test func whatIsTypedIsNoCommand() {
    var lesson = Lesson.at(chapter: 1, page: 1)
    lesson.press([.character("/"), .character("q"), .backspace, .character("i")])
    #expect(lesson.explorer?.focus == .prompt(Prompt(purpose: .find, text: "i")))
    lesson.press([.escape])
    #expect(lesson.place == Lesson.Place(chapter: 1, page: 1))
  }

  @Test func onlyAPageWithTwoSentencesGoesFromOneToTheOther() {
    var one = Lesson.at(chapter: 1, page: 1)
    one.press([.character("n")])
    #expect(one.explorer?.message == nil)
    var two = Lesson.at(chapter: 1, page: 2)
    two.press([.character("n")])
    #expect(two.explorer?.deck.index == 1 && two.isDone)
  }

  /// What to press on the pages that ask for something, in their order.
  private static let solutions: [[Key]] = [
    [.right, .right],
    [.right] + Array(repeating: .shiftUp, count: 4),
    Array(repeating: .shiftUp, count: 6),
    [.character("g")],
    [.character("n")],
    [.character("g"), .character("m")],
    [.right, .right, .character("m")],
    [.shiftUp, .shiftUp],
    [.shiftDown],
    Array(repeating: .shiftDown, count: 4),
    Array(repeating: .character("+"), count: 3),
    Array(repeating: .character("t"), count: 8),
    Array(repeating: .character("T"), count: 16),
    [.tab, .tab, .tab],
    [.right, .right],
    [.character("g")],
    [.shiftDown, .shiftDown],
    [.character("]")],
    [.character("g")],
    [.home, .enter, .end] + Array(repeating: .shiftUp, count: 8),
    [.character("g")],
    [.right, .right, .character("m")],
    [.home] + Array(repeating: .character(">"), count: 4),
    [.character("W")],
  ]

  @Test(arguments: [true, false])
  func theWholeLessonCanBePlayed(isAnimated: Bool) throws {
    var lesson = Lesson.at(isAnimated: isAnimated)
    var solutions = Self.solutions[...]
    var pages = 0
    play: while true {
      pages += 1
      let isDoneBefore = lesson.isDone
      #expect(!isDoneBefore, "\(lesson.page.text.shown) is done from the start")
      switch lesson.work {
      case .read, .finished: break
      case .act(let goal, _):
        lesson.press(solutions.popFirst() ?? [])
        let isDone = lesson.isDone
        #expect(isDone, "\(goal.say.shown) is not done")
      case .answer(let question, _):
        lesson.press([.character(Character("\(question.right + 1)"))])
      case .watch(let playback):
        lesson.press(Array(repeating: .character(" "), count: playback.count - 1))
        lesson.pass(10)
      }
      let isDone = lesson.isDone
      try #require(isDone, "\(lesson.page.text.shown)")
      lesson.press([.character(" ")])
      if case .finished = lesson.work { break play }
    }
    #expect(solutions.isEmpty)
    #expect(pages == bundled.chapters.reduce(0) { $0 + $1.pages.count })
    #expect(lesson.score == (right: 13, answered: 13, of: 13))
    #expect(lesson.chaptersToSeeAgain.isEmpty)
  }

  @Test func aPlaceThatIsNotThereIsTheLastBeforeIt() {
    #expect(Lesson.at(chapter: 99, page: 99).place == Lesson.Place(chapter: 8, page: 12))
    #expect(Lesson.at(chapter: 0, page: 99).place == Lesson.Place(chapter: 0, page: 3))
  }
}
