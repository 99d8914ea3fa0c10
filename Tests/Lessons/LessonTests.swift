import Explorer
import Canvas
import Views
import Lessons
import Scenes
import Testing

struct LessonTests {
  @Test func aPageGoesOnOnlyWhenItIsDone() {
    var lesson = Lesson.at(page: 1)
    #expect(!lesson.isDone)
    lesson.press(.character(" "))
    #expect(lesson.place.page == 1 && lesson.message != nil)
    lesson.press(.right)
    lesson.hold(.shiftUp, 4)
    #expect(lesson.isDone)
    // What was done stays done, also when it is undone.
    lesson.hold(.character("u"), 4)
    #expect(lesson.isDone)
    lesson.press(.character(" "))
    #expect(lesson.place.page == 2 && !lesson.isDone)
    // A page that was gone on from need not be done again.
    lesson.press(.backspace)
    #expect(lesson.place.page == 1 && lesson.isDone)
    lesson.press(.backspace, .backspace)
    #expect(lesson.place == Lesson.Place(chapter: 0, page: 0))
    #expect(lesson.message == "this is the first page")
  }

  @Test func keysThatComeTogetherDoWhatTheyDoOneByOne() {
    let keys: [Key] =
      [
        .right, .shiftUp, .shiftUp, .shiftUp, .shiftUp, .up, .character("/"), .character("f"),
        .enter,
      ]
      + [.up, .up, .character("u"), .character(" "), .character("2"), .escape, .down]
    var one = Lesson.at(page: 1)
    for key in keys { one.press(key) }
    var together = Lesson.at(page: 1)
    _ = together.press(keys)
    #expect(one.place.page == 2 && together.place == one.place)
    #expect(one.explorer?.view is RowView)
    #expect(together.explorer?.analysis.row == one.explorer?.analysis.row)
    let stays = together.press([.down, .character("q"), .down])
    #expect(!stays)
  }

  @Test func theLiveSentenceGlidesAfterAJumpWhereAnythingMoves() throws {
    var lesson = Lesson.at(page: 1)
    lesson.press(.right, .up)
    #expect((lesson.rest ?? .infinity) > 1)
    let before = try #require(lesson.explorer).analysis.row.weights
    lesson.press(.character("m"))
    let after = try #require(lesson.explorer).analysis.row.weights
    let shown = try #require(lesson.gliding.explorer).analysis.row.weights
    #expect((lesson.rest ?? 1) < 1 && shown != before && shown != after)
    lesson.pass(1)
    #expect((lesson.rest ?? 2) > 1 && lesson.gliding.explorer?.analysis.row.weights == after)
    var still = Lesson.at(page: 1, isAnimated: false)
    still.press(.right, .character("m"))
    #expect((still.rest ?? 2) > 1)
  }

  @Test func aWrongAnswerIsShownWhyAndCounted() throws {
    var lesson = Lesson.at(page: 3)
    lesson.press(.character("4"))
    guard case .answer(let question, let chosen, let isDone) = lesson.work else {
      Issue.record("the page asks nothing")
      return
    }
    #expect(chosen == 3 && question.right == [2] && !isDone && !lesson.isDone)
    // The live sentence shows what the answer would be: a mean of 5.
    #expect(abs(try #require(lesson.explorer).analysis.blend[0] - 5) < 1e-5)
    lesson.press(.character("3"))
    #expect(lesson.isDone && lesson.score == (right: 0, answered: 1, of: 1))
    #expect(
      lesson.progress.answers
        == [question.text.original: Progress.Answer(isRight: false, given: "5.0")])
    // To read the other replies takes nothing back.
    lesson.press(.character("1"))
    #expect(lesson.isDone)
  }

  /// Whatever was answered before, an answer stands beside its own scene.
  @Test func everyAnswerHasItsOwnScene() throws {
    let page = bundled.chapters[2].pages[3]
    let own = try #require(page.stage).explorer().analysis.row
    for before in ["2", "3"] as [Character] {
      var lesson = Lesson.at(chapter: 2, page: 3)
      lesson.press(.character(before))
      #expect(lesson.explorer?.analysis.row != own)
      lesson.press(.character("1"))
      #expect(lesson.explorer?.analysis.row == own)
    }
  }

  @Test func whatWasWrongIsToBeSeenAgain() {
    var lesson = Lesson.at(chapter: 9)
    lesson.press(.character("2"))
    #expect(lesson.chaptersToSeeAgain == [4])
    lesson.press(.character("1"))
    #expect(lesson.isDone && lesson.score == (right: 0, answered: 1, of: 13))
    // Answers elsewhere don't count for the quiz.
    lesson.press(.backspace, .character("1"))
    #expect(lesson.place.chapter == 8 && lesson.chaptersToSeeAgain == [8])
  }

  @Test func answersAreKeptFromOneTimeToTheNext() {
    let questions = bundled.chapters[9].questions.map(\.text.original)
    let progress = Progress(
      place: Progress.Place(chapter: "9-quiz", page: 12),
      answers: [questions[0]: false, questions[1]: true, "asked in an older lesson": false])
    var quiz = Lesson(bundled, from: progress)
    quiz.press(.character("2"), .character(" "))
    #expect(quiz.message == "2 of 13 right at once; the end says what to see again")
    var lesson = Lesson(
      bundled, from: quiz.progress, at: Lesson.Place(chapter: 10, page: 8), isAnimated: false)
    lesson.press(.character("u"), .character(" "))
    guard case .contents = lesson.work else {
      Issue.record("there is a page after the last")
      return
    }
    #expect(lesson.score == (right: 2, answered: 3, of: 13))
    #expect(lesson.chaptersToSeeAgain == [4])
    #expect(lesson.explorer == nil)
    // The quiz can be taken anew.
    lesson.press(.character("0"))
    #expect(lesson.place == Lesson.Place(chapter: 9, page: 0) && !lesson.isDone)
    #expect(lesson.score == (right: 0, answered: 0, of: 13))
  }

  @Test func whatWasSeenCanBeLeftAndSeenAgain() {
    var lesson = Lesson.at(chapter: 2)
    lesson.press(.enter)
    #expect(lesson.place.page == 0)
    for _ in 0..<11 { lesson.press(.character(" ")) }
    #expect(lesson.isDone && lesson.place.page == 0)
    lesson.press(.left, .left, .enter)
    #expect(lesson.place == Lesson.Place(chapter: 2, page: 1))
    lesson.press(.backspace, .character(" "))
    #expect(lesson.place.page == 0)
    lesson.press(.enter)
    #expect(lesson.place.page == 1)
  }

  @Test func newWordsAreExplainedOneAfterTheOther() throws {
    var lesson = Lesson.at()
    let words = lesson.newWords
    #expect(!words.isEmpty)
    for word in words {
      lesson.press(.character("i"))
      #expect(lesson.message?.hasPrefix(word.shown + " (") == true)
    }
    // And round again.
    lesson.press(.character("i"))
    #expect(lesson.message?.hasPrefix(words[0].shown + " (1 of \(words.count)): ") == true)
    // On another page those come first that were not explained yet.
    _ = lesson.update(.goToChapter(3))
    let known = Set(words)
    let new = try #require(lesson.newWords.first { !known.contains($0) })
    lesson.press(.character("i"))
    #expect(lesson.message?.hasPrefix(new.shown) == true)
  }

  @Test func itLeavesAtQAndPassesOverWhatLeavesThePage() {
    var lesson = Lesson.at()
    for key in ["n", "o", "s", "Z"] as [Character] {
      let goesOn = lesson.press([.character(key)])
      #expect(goesOn)
      #expect(lesson.explorer?.focus == .sentence)
    }
    for key in [Key.character("q"), .control("c")] {
      let goesOn = lesson.press([key])
      #expect(!goesOn)
    }
  }

  @Test func theHelpPageOpensAndCloses() {
    var lesson = Lesson.at()
    lesson.press(.character("?"), .down)
    #expect(lesson.explorer?.focus == .help(line: 1))
    lesson.press(.character("q"))
    #expect(lesson.explorer?.focus == .sentence)
  }

  @Test func aQuestionThatIsNotDoneSaysWhatToDo() {
    var lesson = Lesson.at(page: 3)
    lesson.press(.character(" "))
    #expect(lesson.message == "it goes on once you have answered")
    lesson.press(.character("1"), .character(" "))
    #expect(lesson.message == "that is not it; try another answer")
    lesson.press(.character("8"))
    #expect(lesson.explorer?.view is RowView)
  }

  /// What comes before the page where the learner stopped need not be done again.
  @Test func whatWasDoneAnotherTimeIsDone() {
    var lesson = Lesson.at(chapter: 2, page: 1)
    #expect(!lesson.isDone)
    for _ in 0..<3 {
      lesson.press(.backspace)
      #expect(lesson.isDone)
    }
  }

  @Test func whatIsTypedIsNoCommand() {
    var lesson = Lesson.at(chapter: 1, page: 1)
    lesson.press(.character("/"), .character("q"), .backspace, .character("i"))
    #expect(lesson.explorer?.focus == .prompt(Prompt(purpose: .find, text: "i")))
    lesson.press(.escape)
    #expect(lesson.place == Lesson.Place(chapter: 1, page: 1))
    let goesOn = lesson.press([.character("/"), .control("c")])
    #expect(!goesOn)
  }

  @Test func onlyAPageWithTwoSentencesGoesFromOneToTheOther() {
    var one = Lesson.at(chapter: 1, page: 1)
    one.press(.character("n"))
    #expect(one.explorer?.message == nil)
    var two = Lesson.at(chapter: 1, page: 2)
    two.press(.character("n"))
    #expect(two.explorer?.sentences.index == 1 && two.isDone)
  }

  @Test func aPageCanBeStartedAnew() throws {
    var lesson = Lesson.at(chapter: 5, page: 1)
    let row = try #require(lesson.explorer).analysis.row
    lesson.press(.character("]"), .enter, .character("2"), .character(" "))
    #expect(lesson.message?.contains("R brings it back") == true)
    lesson.press(.character("R"))
    #expect(lesson.explorer?.view is SoftmaxView && lesson.explorer?.analysis.row == row)
    #expect(!lesson.isDone && lesson.place == Lesson.Place(chapter: 5, page: 1))
  }

  @Test func aMessageIsGoneWithTheNextKey() {
    var lesson = Lesson.at()
    lesson.press(.character("u"))
    #expect(lesson.message == "nothing to undo")
    lesson.press(.character("i"))
    #expect(lesson.message?.contains("(1 of ") == true)
    lesson.press(.right)
    #expect(lesson.message == nil)
  }

  @Test func aKeyThatMeansNothingIsToldWhatIsUseful() {
    for (chapter, page, key, useful) in [
      (0, 0, Key.character("Z"), "? lists the keys"), (0, 0, .character("o"), "? lists the keys"),
      (0, 3, .character("7"), "1-4 answer"),
      (0, 3, .character("Z"), "? lists the keys"), (2, 0, .up, "Space next step"),
      (2, 0, .character("?"), "Space next step"),
    ] {
      var lesson = Lesson.at(chapter: chapter, page: page)
      lesson.press(key)
      #expect(lesson.message == "\(key.name) means nothing here; \(useful)")
    }
    var lesson = Lesson.at()
    lesson.press(.character("?"), .character("Z"))
    #expect(lesson.message == "Z means nothing here; ↑ ↓ scroll")
    lesson.press(.escape)
    #expect(lesson.message == nil)
  }

  @Test func theSameAnswerAgainLeavesWhatIsThere() throws {
    var lesson = Lesson.at(page: 3)
    lesson.press(.character("4"), .shiftUp)
    let row = try #require(lesson.explorer).analysis.row
    lesson.press(.character("4"))
    #expect(lesson.explorer?.analysis.row == row)
  }

  @Test func whatThereIsToTellFirstStandsUntilAKey() {
    var lesson = Lesson(bundled, message: "damaged\u{1B}[2J")
    #expect(lesson.message == "damaged␛[2J")
    lesson.press(.right)
    #expect(lesson.message == nil)
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
    [.shiftUp, .shiftUp, .shiftUp],
    [.shiftDown],
    Array(repeating: .shiftDown, count: 4),
    Array(repeating: .character("+"), count: 3),
    Array(repeating: .character("t"), count: 8),
    Array(repeating: .character("T"), count: 16),
    [.tab, .tab, .tab],
    [.right, .right],
    [.character("g")],
    [.character("g")],
    [.shiftDown, .shiftDown],
    [.character("]")],
    [.character("g")],
    [.home, .enter, .end] + Array(repeating: .shiftUp, count: 8),
    [.character("g")],
    [.character("g"), .character("g"), .character("g")],
    [.character("]")],
    [.character("m")],
    [.home] + Array(repeating: .character(">"), count: 4),
    [.character("W")],
    [.character("N")],
    [.character("g")],
    [.character("}")],
    [.character("H"), .character("b")],
    [.character("m")],
    [.character("X")],
    [.character("]")],
    [.character("m")],
    [.character("u")],
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
      case .read, .contents: break
      case .act(let goal, _):
        for key in solutions.popFirst() ?? [] {
          lesson.press(key)
          while let work = lesson.longWork { lesson.take(work.done()) }
        }
        let isDone = lesson.isDone
        #expect(isDone, "\(goal.say.shown) is not done")
      case .answer(let question, _, _):
        lesson.press(.character(Character("\(try #require(question.right.first) + 1)")))
      case .reckon(let question, _):
        _ = lesson.press("\(question.value)".map(Key.character) + [.enter])
      case .watch(let playback):
        lesson.hold(.character(" "), playback.count - 1)
        lesson.pass(10)
      }
      let isDone = lesson.isDone
      try #require(isDone, "\(lesson.page.text.shown)")
      lesson.press(.character(" "))
      if case .contents = lesson.work { break play }
    }
    #expect(solutions.isEmpty)
    #expect(pages == bundled.chapters.reduce(0) { $0 + $1.pages.count })
    #expect(lesson.score == (right: 13, answered: 13, of: 13))
    #expect(lesson.chaptersToSeeAgain.isEmpty)
  }

  @Test func aPlaceThatIsNotThereIsTheLastBeforeIt() {
    #expect(Lesson.at(chapter: 99, page: 99).place == Lesson.Place(chapter: 10, page: 8))
    #expect(Lesson.at(chapter: 0, page: 99).place == Lesson.Place(chapter: 0, page: 3))
  }
}
