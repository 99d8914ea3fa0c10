import ArgumentParser
import Explorer
import Lessons
import Scenes
import Screen

/// `attnviz lesson check`: all that is wrong in a lesson of one's own.
struct CheckLesson: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tell all that is wrong in a lesson of your own.",
    discussion: """
      Each error is a line that names the file and the line: what can't be read, tasks that can't be \
      done or are done already, questions without a right answer, films that don't do their page's \
      task, and pages that don't fit 80 × 24. The exit status is 65 where there is one, else 0.
      """)

  @Argument(help: "The folder of the lesson.", completion: .directory)
  var folder: String

  func run() throws {
    let (lesson, read) = LessonFolder.read(path: folder, models: try Learn.models())
    let found = read + (lesson.map { problems(in: $0) } ?? [])
    guard found.isEmpty else {
      throw Failure(about: found.inOrder)
    }
    let pages = lesson?.chapters.reduce(0) { $0 + $1.pages.count } ?? 0
    try output("nothing is wrong: \(lesson?.chapters.count ?? 0) chapters, \(pages) pages\n")
  }
}

extension Failure {
  /// All that is wrong in a lesson.
  init(about problems: [Problem]) {
    let isUnreadable = problems.allSatisfy { $0.kind == .unreadable }
    self.init(isUnreadable ? .unreadable : .badContent, messages: problems.map(\.description))
  }
}

extension [Problem] {
  /// File by file, in the order of their lines.
  fileprivate var inOrder: [Problem] {
    var files: [String] = []
    for problem in self where !files.contains(problem.file) { files.append(problem.file) }
    return files.flatMap { file in
      filter { $0.file == file }.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    }
  }
}
