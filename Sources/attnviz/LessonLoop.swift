import Explorer
import Lessons
import Screen
import Terminal

/// Key → command → lesson → canvas → terminal, until the end. It sleeps unless something moves.
@MainActor
struct LessonLoop {
  var lesson: Lesson
  /// Where progress is kept, as soon as there is some.
  var file: ProgressFile
  let terminal: Terminal
  let glyphs: Glyphs

  /// Runs until the learner quits.
  ///
  /// - Returns: the signal that ended it, if one did.
  mutating func run() -> Int32? {
    var last = ContinuousClock.now
    while true {
      file.keep(lesson.progress)
      terminal.draw(Screen.draw(lesson, size: terminal.size, glyphs: glyphs))
      let events = terminal.wait(atMost: lesson.rest)
      let now = ContinuousClock.now
      lesson.pass((now - last) / .seconds(1))
      last = now
      for event in events {
        switch event {
        case .redraw: break
        case .end(let signal):
          file.keep(lesson.progress)
          return signal
        case .key(let key):
          guard takeIn(key) else {
            file.keep(lesson.progress)
            return nil
          }
        }
      }
    }
  }

  /// - Returns: whether the lesson goes on.
  private mutating func takeIn(_ key: Key) -> Bool {
    guard Screen.hasRoom(in: terminal.size) else {
      // Nothing can be shown, so nothing is done but to leave.
      return LessonKeys.command(for: key, in: lesson) != .quit
    }
    return lesson.press(key)
  }
}
