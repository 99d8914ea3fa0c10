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

/// `attnviz lesson`: the lesson on attention as weighted averaging, played by the learner.
struct Learn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Learn attention by doing: from a weighted average to the heads of a model.",
    discussion: """
      Goes on where you stopped. Where standard output is not a terminal, the whole lesson is \
      printed, or the one chapter that is named.
      """)

  @Argument(
    help: ArgumentHelp(
      "A chapter's number to start with, or a folder of chapters of your own.",
      valueName: "chapter-or-folder"))
  var chapterOrFolder: String?

  @Flag(help: "List the chapters.")
  var list = false

  @Flag(help: "Start over.")
  var restart = false

  @OptionGroup var drawing: DrawingOptions

  private var number: Int? { chapterOrFolder.flatMap { isIndex($0) ? Int($0) : nil } }
  private var path: String {
    number == nil ? chapterOrFolder ?? Resources.lesson : Resources.lesson
  }

  func run() throws {
    guard !list, isatty(STDOUT_FILENO) == 1 else { return try output(printed(open())) }
    let name = path == Resources.lesson ? "the lesson" : path
    try MainActor.assumeIsolated {
      show(try Opening(.lesson(name), drawing) { try lesson(open()) })
    }
  }

  /// - Throws: `Failure` where the folder can't be opened, or has no such chapter.
  private func open() throws -> LessonFolder {
    let models: OpenModels
    do {
      models = OpenModels(
        try LanguageModel(folder: Resources.model),
        environment: ProcessInfo.processInfo.environment, bundled: Resources.models)
    } catch {
      throw Failure(.unreadable, "\(error)")
    }
    let folder: LessonFolder
    do {
      folder = try LessonFolder(path: path, models: models)
    } catch {
      throw Failure(error.kind == .unreadable ? .unreadable : .badContent, error.description)
    }
    if let number, !(1...folder.chapters.count).contains(number) {
      throw Failure(
        .badUsage, "there is no chapter \(number); they go from 1 to \(folder.chapters.count)")
    }
    return folder
  }

  private func printed(_ folder: LessonFolder) -> String {
    list
      ? folder.chapters.enumerated().map { "\($0 + 1)  \($1.title.shown)\n" }.joined()
      : printedLesson(folder, chapter: number.map { $0 - 1 }, glyphs: drawing.glyphs)
  }

  /// The lesson where the learner goes on, and where progress is kept.
  private func lesson(_ folder: LessonFolder) -> (Lesson, ProgressFile) {
    // A folder of one's own has no place of its own to be kept in.
    let path =
      path == Resources.lesson
      ? Progress.path(environment: ProcessInfo.processInfo.environment) : nil
    var file = ProgressFile(path: path)
    let kept = file.read()
    var progress = restart ? Progress() : kept
    if let number { progress.start(number - 1, of: folder.chapters) }
    let lesson = Lesson(
      folder, from: progress, isAnimated: !drawing.noAnimation, mouse: drawing.mouse,
      message: file.problem)
    return (lesson, file)
  }

  @MainActor
  private func show(_ opening: Opening<(Lesson, ProgressFile)>) {
    let (terminal, (lesson, file)) = (opening.terminal, opening.opened)
    var loop = LessonLoop(lesson: lesson, file: file, terminal: terminal, glyphs: drawing.glyphs)
    let note = drawing.note(on: terminal)
    if let note { loop.lesson.tell(note) }
    let signal = loop.run(opening.early)
    terminal.close()
    if let note { tell(note) }
    // What was wrong with analysis is told in the lesson.
    if let problem = loop.file.problem, problem != file.problem { tell(problem) }
    if let signal { end(by: signal) }
  }
}
