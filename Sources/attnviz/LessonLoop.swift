import Canvas
import Explorer
import Lessons
import Export
import Screen
import Views
import Terminal

/// Key → command → lesson → canvas → terminal, until the end. It sleeps unless something moves.
@MainActor
struct LessonLoop: InputTaker {
  var lesson: Lesson
  /// Where progress is kept as it is made.
  var file: ProgressFile
  let terminal: Terminal
  let glyphs: Glyphs
  var pointer = PointerReader()
  var pointedAt: Explorer? { lesson.explorer }

  /// A loop that plays `lesson` on `terminal`.
  init(lesson: Lesson, file: ProgressFile, terminal: Terminal, glyphs: Glyphs) {
    self.lesson = lesson
    self.file = file
    self.terminal = terminal
    self.glyphs = glyphs
  }

  /// Runs until the learner quits.
  ///
  /// - Parameter early: what the learner did before.
  /// - Returns: the signal that ended it, if one did.
  mutating func run(_ early: [InputPart]) -> Int32? {
    defer { file.finish(lesson.progress) }
    guard takeIn(early, on: Canvas(terminal.size, glyphs: glyphs)) else { return nil }
    file.keep(lesson.progress)
    var last = ContinuousClock.now
    while true {
      let canvas = Screen.draw(lesson.gliding, size: terminal.size, glyphs: glyphs)
      terminal.takesMouse = lesson.mouse == .ofProgram
      terminal.draw(canvas)
      // Where nothing can be shown, nothing moves.
      let hasRoom = Screen.hasRoom(in: terminal.size)
      let events = terminal.wait(atMost: hasRoom ? lesson.rest : nil)
      if hasRoom { lesson.pass((ContinuousClock.now - last) / .seconds(1)) }
      if let signal = events.end { return signal }
      let parts = events.parts
      guard takeIn(parts, on: canvas) else { return nil }
      // Only keys make progress: no picture of a movement touches the file.
      if !parts.isEmpty { file.keep(lesson.progress) }
      // The time that a page takes to open is no part of its movement.
      last = .now
    }
  }

  mutating func press(_ keys: [Key]) -> Bool {
    guard Screen.hasRoom(in: terminal.size) else {
      // Nothing can be shown, so nothing is done but to leave.
      return !keys.contains { LessonKeys(of: lesson).command(for: $0) == .quit }
    }
    return lesson.press(keys)
  }

  mutating func paste(_ paste: Paste) { lesson.paste(paste.text) }

  mutating func point(_ commands: [Command]) { lesson.point(commands) }
}
