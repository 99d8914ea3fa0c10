import Canvas
import ArgumentParser
import Explorer
import FoundationEssentials
import Glibc
import Models
import Lessons
import Resources
import Export
import Screen
import Views
import Scenes
import Terminal

/// `attnviz lesson`, unless it is to be checked: the lesson as the learner plays it, as a film, or
/// printed.
struct PlayLesson: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: Learn.configuration.abstract,
    usage: """
      attnviz lesson [<options>] [<chapter-or-folder>]
      attnviz lesson --film [<options>]
      attnviz lesson --record <file.cast> [--size <colsxrows>]
      attnviz lesson --format html --output <file.html> [<chapter-or-folder>]
      attnviz lesson check <folder>
      """,
    discussion: """
      Goes on where you stopped. Where standard output is not a terminal, the whole lesson is \
      printed, or the one chapter that is named. check tells all that is wrong in a lesson of your \
      own.
      """)

  @Argument(
    help: ArgumentHelp(
      """
      A chapter to start with, such as 3, or a page, 3.2; or a folder of chapters of your own, \
      perhaps with such a place: FOLDER:3.2.
      """, valueName: "chapter-or-folder"), completion: .directory)
  var chapterOrFolder: String?

  @Flag(help: "List the chapters.")
  var list = false

  @Flag(help: "Start over.")
  var restart = false

  @OptionGroup var options: LessonOptions

  @OptionGroup var drawing: DrawingOptions

  private var start: LessonStart { LessonStart(chapterOrFolder) }

  func run() throws {
    if let path = options.record { return try record(to: path) }
    if options.isPrinted || list { return try write(open()) }
    guard isatty(STDOUT_FILENO) == 1 else {
      guard let report = options.report else { return try write(open()) }
      let folder = try open()
      return try write(report: report, of: folder, progressFile().1)
    }
    let name = start.own ?? "the lesson"
    try MainActor.assumeIsolated {
      let opening = try Opening(.lesson(name), drawing) { try lesson(open()) }
      try show(opening)
    }
  }

  /// - Throws: `Failure` where the folder can't be opened, or has no such chapter or page.
  private func open() throws -> LessonFolder {
    let (read, problems) = LessonFolder.read(path: start.path, models: try Learn.models())
    guard problems.isEmpty, let folder = read else { throw Failure(about: problems) }
    try start.check(folder)
    return folder
  }

  private func write(_ folder: LessonFolder) throws {
    var printed = PrintedOutput(path: options.path)
    if list {
      try printed.write(
        folder.chapters.enumerated().map { "\($0 + 1)  \($1.title.shown)\n" }.joined())
    } else if options.chosenFormat == .html {
      // Paper is light.
      let theme = Theme(
        drawing.theme == .dark ? .dark : .light, depth: drawing.hasColor ? .full : .none)
      try printed.write(
        lessonHandout(folder, chapter: start.chapter, theme, glyphs: drawing.glyphs))
    } else {
      try printed.write(printedLesson(folder, chapter: start.chapter, glyphs: drawing.glyphs))
    }
    try printed.close()
  }

  private func write(report path: String, of folder: LessonFolder, _ progress: Progress) throws {
    var printed = PrintedOutput(path: path)
    try printed.write(lessonReport(folder, progress, as: LessonReportFormat(path: path)))
    try printed.close()
  }

  /// Writes the film from where it is asked to begin, or from its beginning.
  private func record(to path: String) throws {
    let place = Lesson.Place(chapter: start.chapter ?? 0, page: start.page ?? 0)
    var lesson = Lesson(try open(), at: place, isAnimated: !drawing.noAnimation)
    lesson.startFilm()
    guard lesson.film != nil else {
      throw Failure(
        .badContent, "no page of \(start.own ?? "the lesson") has a film; give one steps")
    }
    var printed = PrintedOutput(path: path)
    let theme = Theme(drawing.background ?? .dark, depth: drawing.hasColor ? .full : .none)
    try asciicast(
      of: lesson, size: options.size ?? Size(rows: 24, columns: 80), theme,
      glyphs: drawing.ascii ? .ascii : .unicode
    ) { try printed.write($0) }
    try printed.close()
  }

  /// Where progress is kept, and what stands there; the beginning where all is to start over.
  private func progressFile() -> (ProgressFile, Progress) {
    var file = ProgressFile(
      path: start.progressPath(ProcessInfo.processInfo.environment))
    let kept = file.read()
    return (file, restart ? Progress() : kept)
  }

  /// The lesson where the learner goes on, and where progress is kept.
  private func lesson(_ folder: LessonFolder) -> (Lesson, ProgressFile) {
    var (file, progress) = progressFile()
    if let chapter = start.chapter, start.page == nil { progress.start(folder.chapters[chapter]) }
    var lesson = Lesson(
      folder, from: progress, at: start.place, isAnimated: !drawing.noAnimation,
      opensBeside: true, mouse: drawing.mouse, message: file.problem)
    if options.film { lesson.startFilm(whole: start.chapter == nil) }
    return (lesson, file)
  }

  @MainActor
  private func show(_ opening: Opening<(Lesson, ProgressFile)>) throws {
    let (terminal, (lesson, file)) = (opening.terminal, opening.opened)
    var loop = LessonLoop(
      lesson: lesson, file: file, own: start.own, terminal: terminal,
      glyphs: drawing.glyphs(on: terminal))
    let note = drawing.note(on: terminal)
    if let note { loop.lesson.tell(note) }
    let signal = loop.run(opening.early)
    terminal.close()
    if let note { tell(note) }
    // What was wrong with reading it is told in the lesson.
    if let problem = loop.file.problem, problem != file.problem { tell(problem) }
    if let report = options.report {
      try write(report: report, of: loop.lesson.folder, loop.lesson.progress)
    }
    if let signal { end(by: signal) }
  }
}
