import JSON
import Lessons
import Scenes
import Text

/// How a report of a lesson is written.
public enum LessonReportFormat: Sendable {
  /// Lines for a person; an object for a program.
  case text, json

  /// What the ending of `path` stands for: .json; or .txt, and any other.
  public init(path: String) { self = path.lowercased().hasSuffix(".json") ? .json : .text }
}

/// How far a learner has come in a lesson, how many questions were answered right at once, and each
/// question with the first answer to it.
public func lessonReport(
  _ folder: LessonFolder, _ progress: Progress, as format: LessonReportFormat
) -> String {
  let report = LessonReport(folder, progress)
  return switch format {
  case .text: report.text
  case .json: "\(report.json)\n"
  }
}

private struct LessonReport {
  private let chapters: [Chapter]
  private let answers: [String: Progress.Answer]
  private let place: Lesson.Place

  init(_ folder: LessonFolder, _ progress: Progress) {
    chapters = folder.chapters
    answers = progress.answers
    place = Lesson(folder, from: progress, isAnimated: false).place
  }

  private var score: (right: Int, answered: Int, of: Int) {
    let asked = chapters.flatMap(\.questions)
    let given = asked.compactMap { answers[$0.text.original] }
    return (given.count(where: \.isRight), given.count, asked.count)
  }

  var text: String {
    let score = score
    var lines = [
      "chapter \(place.chapter + 1) of \(chapters.count), \(chapters[place.chapter].title.shown)"
        + ", page \(place.page + 1) of \(chapters[place.chapter].pages.count)",
      "\(score.right) of \(score.of) right at once, \(score.answered) answered",
    ]
    for (number, chapter) in chapters.enumerated() where !chapter.questions.isEmpty {
      lines += ["", "\(number + 1)  \(chapter.title.shown)"]
      for question in chapter.questions {
        let answer = answers[question.text.original]
        let mark = answer.map { $0.isRight ? "✓" : "✗" } ?? "–"
        let given = answer?.given.map { ": \(SafeText($0).shown)" } ?? ""
        lines.append("   \(mark) \(question.text.shown)\(given)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  var json: JSONText {
    let score = score
    return .object([
      ("chapter", .string(chapters[place.chapter].name)), ("page", .integer(place.page + 1)),
      (
        "score",
        .object([
          ("right", .integer(score.right)), ("answered", .integer(score.answered)),
          ("questions", .integer(score.of)),
        ])
      ),
      ("answers", .array(chapters.flatMap(answers), closing: 0)),
    ])
  }

  private func answers(in chapter: Chapter) -> [JSONText] {
    chapter.questions.map { question in
      let answer = answers[question.text.original]
      return JSONText.object([
        ("chapter", .string(chapter.name)), ("question", .string(question.text.original)),
        ("right", answer.map { .bool($0.isRight) } ?? .null),
        ("given", answer?.given.map { .string($0) } ?? .null),
      ]).onLine(indent: 2)
    }
  }
}
