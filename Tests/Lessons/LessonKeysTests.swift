import Explorer
import Canvas
import Views
import Lessons
import Testing

struct LessonKeysTests {
  private func command(_ key: Key, in lesson: Lesson) -> LessonCommand? {
    LessonKeys(of: lesson).command(for: key)
  }

  private func hints(_ lesson: Lesson, inASCII: Bool = false) -> [String] {
    LessonKeys(of: lesson, inASCII: inASCII).rows.compactMap { row in
      row.label.map { "\(row.name) \($0)" }
    }
  }

  @Test(arguments: [
    (Key.character(" "), LessonCommand.goOn), (.backspace, .goBack),
    (.character("i"), .explainWord),
    (.character("q"), .quit), (.control("c"), .quit),
    (.left, .explore(.sentence(.moveSelection(-1)))),
    (.character("a"), .explore(.sortHeads)), (.character("2"), .explore(.showView(2))),
    (.enter, .explore(.sentence(.makeQuery))),
  ])
  func keysOfAPageWithSomethingToDo(key: Key, command: LessonCommand) {
    #expect(self.command(key, in: .at()) == command)
  }

  @Test(arguments: [
    (Key.character(" "), LessonCommand.goOn), (.right, .goOn), (.left, .stepBack),
    (.character("a"), .togglePlaying), (.backspace, .goBack), (.character("q"), .quit),
  ])
  func keysOfAPageToWatch(key: Key, command: LessonCommand) {
    #expect(self.command(key, in: .at(chapter: 2)) == command)
    #expect(self.command(.up, in: .at(chapter: 2)) == nil)
    #expect(self.command(.enter, in: .at(chapter: 2)) == nil)
  }

  @Test func digitsAnswer() {
    let lesson = Lesson.at(page: 3)
    #expect(command(.character("4"), in: lesson) == .answer(3))
    // There is no fifth answer.
    #expect(command(.character("5"), in: lesson) == nil)
    #expect(command(.escape, in: lesson) == .explore(.showView(1)))
    // Letters show views on any page.
    #expect(command(.character("S"), in: lesson) == .explore(.showView(8)))
    #expect(command(.character("0"), in: lesson) == .explore(.sentence(.resetScore)))
  }

  @Test func theHintsSayWhatThereIsToDo() {
    #expect(
      hints(.at()).starts(with: ["Space go on when done", "←→ token", "↑↓ score", "Backspace back"])
    )
    #expect(hints(.at(page: 3)).first == "1-4 answer")
    #expect(hints(.at(chapter: 2)).prefix(3) == ["Space next step", "a play", "← step back"])
    #expect(
      hints(.at(chapter: 2, isAnimated: false), inASCII: true).prefix(3)
        == ["Space next step", "a to the end", "Left step back"])
    #expect(hints(.at()).last == "q quit")
  }

  @Test func noKeyStandsForTwoThings() {
    for lesson in [Lesson.at(), .at(page: 3), .at(chapter: 2)] {
      let keys = LessonKeys(of: lesson).rows.flatMap(\.keys).map(\.key)
      #expect(Set(keys).count == keys.count)
    }
  }

  /// Every chapter is reached, also those for which there is no digit.
  @Test func chaptersAreChosenFromAnyPage() {
    var lesson = Lesson.at(page: 1)
    #expect(command(.character("L"), in: lesson) == .showContents)
    lesson.press(.character("L"))
    #expect(hints(lesson).prefix(2) == ["↑↓ choose", "Enter go to the chapter"])
    lesson.press(.backspace)
    #expect(lesson.place == Lesson.Place(chapter: 0, page: 1) && lesson.explorer != nil)
    lesson.press(.character("L"))
    for _ in bundled.chapters { lesson.press(.down) }
    lesson.press(.enter)
    #expect(lesson.place == Lesson.Place(chapter: 10, page: 0))
    lesson.press(.character("L"), .up, .up, .enter)
    #expect(lesson.place == Lesson.Place(chapter: 8, page: 0))
    lesson.press(.character("L"), .character("0"))
    #expect(lesson.place == Lesson.Place(chapter: 9, page: 0))
  }
}
