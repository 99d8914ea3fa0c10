import Canvas
import Explorer
import Lessons
import Export
import Screen
import Scenes
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
  /// The folder of a lesson of one's own, which is read again when a file of it changes.
  private let own: String?
  private let watch: FolderWatch?

  /// A loop that plays `lesson` on `terminal`.
  ///
  /// - Parameter own: the folder of a lesson of one's own; `nil` for the bundled one.
  init(lesson: Lesson, file: ProgressFile, own: String?, terminal: Terminal, glyphs: Glyphs) {
    self.own = own
    watch = own.flatMap { FolderWatch(path: $0) }
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
    var job: Job<any Sendable>?
    while true {
      if job == nil, let work = lesson.longWork { job = Job { work.done() } }
      let canvas = Screen.draw(lesson.gliding, size: terminal.size, glyphs: glyphs)
      terminal.takesMouse = lesson.mouse == .ofProgram
      terminal.draw(canvas)
      // Where nothing can be shown, nothing moves.
      let hasRoom = Screen.hasRoom(in: terminal.size)
      let events = terminal.wait(
        atMost: hasRoom ? lesson.rest : nil, for: watch?.descriptor, job?.descriptor)
      if hasRoom { lesson.pass((ContinuousClock.now - last) / .seconds(1)) }
      if let found = job?.result {
        lesson.take(found)
        job = nil
      }
      if let signal = events.end { return signal }
      if events.contains(.done) { readAgain() }
      let parts = events.parts
      guard takeIn(parts, on: canvas) else { return nil }
      // Only keys make progress: no picture of a movement touches the file.
      if !parts.isEmpty { file.keep(lesson.progress) }
      // The time that a page takes to open is no part of its movement.
      last = .now
    }
  }

  /// Goes on with what the files say now, on the page that is open; what is wrong in them is told, and
  /// the lesson stays as it was.
  private mutating func readAgain() {
    guard let own, watch?.takeChanges(ofFilesEnding: ".json") == true else { return }
    do throws(Problem) {
      lesson.replace(with: try LessonFolder(path: own, models: lesson.folder.models))
    } catch {
      lesson.warn(error.description)
    }
  }

  mutating func see(_ canvas: Canvas) { lesson.scrolls(upTo: canvas.scrollEnd) }

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
