// swift-format-ignore-file: NeverUseForceTry
import Canvas
import Export
import Foundation
import Lessons
import OpenedSentences
import Resources
import Testing

private let bundled = try! LessonFolder(path: Resources.lesson, models: models)

struct LessonReportTests {
  private let progress: Lessons.Progress

  init() {
    let asked = bundled.chapters[9].questions.map(\.text.original)
    progress = Lessons.Progress(
      place: Lessons.Progress.Place(chapter: "9-quiz", page: 2),
      answers: [
        asked[0]: Lessons.Progress.Answer(isRight: true, given: "an average"),
        asked[1]: Lessons.Progress.Answer(isRight: false, given: "any\u{1B}[2J"),
      ])
  }

  @Test func asTextItIsForAPerson() throws {
    let report = lessonReport(bundled, progress, as: LessonReportFormat(path: "a.txt"))
    let lines = report.split(separator: "\n").map(String.init)
    #expect(lines[0] == "chapter 10 of 11, The quiz, page 3 of 13")
    #expect(lines[1].hasSuffix(" right at once, 2 answered") && lines[1].hasPrefix("1 of "))
    #expect(
      lines.contains("   ✓ In attention, the output for token i is …: an average"))
    #expect(lines.contains { $0.hasPrefix("   ✗ ") && $0.hasSuffix("any␛[2J") })
    #expect(!report.contains("\u{1B}"))
  }

  @Test func asJSONItIsForAProgram() throws {
    let report = lessonReport(bundled, progress, as: LessonReportFormat(path: "a.JSON"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any])
    #expect(object["chapter"] as? String == "9-quiz" && object["page"] as? Int == 3)
    let score = try #require(object["score"] as? [String: Int])
    let answers = try #require(object["answers"] as? [[String: Any]])
    #expect(score == ["right": 1, "answered": 2, "questions": answers.count])
    let given = answers.filter { !($0["right"] is NSNull) }
    #expect(given.map { $0["right"] as? Bool } == [true, false])
    #expect(given.map { $0["given"] as? String } == ["an average", "any\u{1B}[2J"])
    #expect(given.allSatisfy { $0["chapter"] as? String == "9-quiz" })
  }

  /// A handout gives no answer away before its end, has a picture for each live sentence and needs
  /// nothing beside it.
  @Test(arguments: [Theme(.light), Theme(.dark)])
  func aHandoutHasItsAnswersApart(theme: Theme) throws {
    let page = lessonHandout(bundled, theme, glyphs: .unicode)
    let parts = page.components(separatedBy: "<h1>Answers</h1>")
    try #require(parts.count == 2)
    for chapter in bundled.chapters {
      for page in chapter.pages {
        guard case .answer(let question, _) = page.task else { continue }
        for option in question.options {
          let reply = option.reply.shown.split(separator: "*")[0]
          #expect(!parts[0].contains(">\(reply)") && parts[1].contains(reply.prefix(12)))
        }
      }
    }
    let live = bundled.chapters.flatMap(\.pages).compactMap(\.stage).count
    #expect(parts[0].components(separatedBy: "<svg").count > live)
    #expect(page.contains("<em>bank</em>") && page.contains("<dt>softmax</dt>"))
    let rest = page.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
    for reference in ["<script", "http", "url(", "@import", "src=", "href="] {
      #expect(!rest.contains(reference), "\(reference)")
    }
    let one = lessonHandout(bundled, chapter: 0, theme, glyphs: .unicode)
    #expect(one.contains("1. Weighted averages") && !one.contains("2. What is it?"))
  }
}
