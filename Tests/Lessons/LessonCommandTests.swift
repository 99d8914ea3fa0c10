import Explorer
import Lessons
import Testing

struct LessonCommandTests {
  @Test(arguments: [
    (Key.character(" "), LessonCommand.goOn), (.backspace, .goBack),
    (.character("i"), .explainWord),
    (.character("q"), .quit), (.control("c"), .quit), (.left, .explore(.moveSelection(-1))),
    (.character("a"), .explore(.sortHeads)), (.character("2"), .explore(.showView(2))),
  ])
  func keysOfAPageWithSomethingToDo(key: Key, command: LessonCommand) {
    #expect(LessonKeys.command(for: key, in: .at()) == command)
  }

  @Test(arguments: [
    (Key.character(" "), LessonCommand.goOn), (.right, .goOn), (.left, .stepBack),
    (.character("a"), .togglePlaying), (.backspace, .goBack),
  ])
  func keysOfAPageToWatch(key: Key, command: LessonCommand) {
    #expect(LessonKeys.command(for: key, in: .at(chapter: 2)) == command)
    #expect(LessonKeys.command(for: .up, in: .at(chapter: 2)) == nil)
  }

  @Test func digitsAnswer() {
    let lesson = Lesson.at(page: 3)
    #expect(LessonKeys.command(for: .character("4"), in: lesson) == .answer(3))
    // There is no fifth answer, so it is the explorer's.
    #expect(LessonKeys.command(for: .character("5"), in: lesson) == .explore(.showView(5)))
    #expect(LessonKeys.command(for: .character("0"), in: lesson) == .explore(.resetScore))
  }

  @Test func theHintsSayWhatThereIsToDo() {
    let names = { (lesson: Lesson) in LessonKeys.hints(for: lesson, inASCII: false).map(\.name) }
    #expect(names(.at()).starts(with: ["Space", "←→ ↑↓", "Backspace"]))
    #expect(names(.at(page: 3)).first == "1-4")
    #expect(names(.at(chapter: 2)).prefix(3) == ["Space", "a", "←"])
  }
}
