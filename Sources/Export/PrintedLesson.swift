import Screen
import Views
import Canvas
import Explorer
import Lessons
import Scenes
import Text

/// A whole lesson as text for a person: what its pages say, their live sentences as figures, what
/// there is to do, the questions with their answers, and at the end the glossary.
///
/// - Parameters:
///   - chapter: the one chapter to print, from 0, without the glossary; `nil` prints all.
///   - width: of the lines, in columns.
public func printedLesson(
  _ folder: LessonFolder, chapter: Int? = nil, width: Int = 80, glyphs: Glyphs
) -> String {
  let printer = LessonPrinter(width: width, glyphs: glyphs)
  let places = chapter.map { $0..<$0 + 1 } ?? folder.chapters.indices
  var parts = places.map { printer.chapter(folder.chapters[$0], number: $0 + 1) }
  if chapter == nil, !folder.glossary.entries.isEmpty {
    parts.append(printer.glossary(folder.glossary))
  }
  return parts.joined(separator: "\n\n\n") + "\n"
}

private struct LessonPrinter {
  let width: Int
  let glyphs: Glyphs

  /// As many rows as a view is comfortable in.
  private static let figureRows = 15

  func chapter(_ chapter: Chapter, number: Int) -> String {
    let title = heading("\(number). \(chapter.title.shown)")
    var lastFigure: Part?
    // A figure that would only stand there again is left out.
    let parts = chapter.pages.flatMap(page).filter { part in
      guard part.isFigure else { return true }
      defer { lastFigure = part }
      return part != lastFigure
    }
    return ([title] + parts.map(\.text)).joined(separator: "\n\n")
  }

  func glossary(_ glossary: Glossary) -> String {
    ([heading("Glossary") + "\n"]
      + glossary.entries.map { paragraph("\($0.word.shown): \($0.meaning.shown)") })
      .joined(separator: "\n")
  }

  private func heading(_ text: String) -> String {
    let text = glyphs.spelled(text)
    return text + "\n" + String(repeating: "=", count: displayWidth(of: text))
  }

  /// A paragraph or a figure.
  private struct Part: Equatable {
    var text: String
    var isFigure = false
  }

  private func page(_ page: Page) -> [Part] {
    var parts = [Part(text: paragraph(page.text.shown))]
    if case .watch(let demonstration, let stage) = page.task {
      return parts + steps(demonstration, stage)
    }
    parts += page.stage.map { figures($0) } ?? []
    if !page.picture.isEmpty {
      let lines = page.picture.map { glyphs.clipped($0.shown, to: width) }
      parts.append(Part(text: lines.joined(separator: "\n"), isFigure: true))
    }
    switch page.task {
    case .read, .watch: break
    case .act(let goal, _): parts.append(Part(text: paragraph("To do: " + goal.say.shown)))
    case .answer(let question, _):
      let options = question.options.enumerated().map { place, option in
        paragraph(
          "\(place + 1)  \(option.text.shown) \(question.right.contains(place) ? "✓" : "✗") "
            + option.reply.shown)
      }
      parts.append(
        Part(text: ([paragraph(question.text.shown)] + options).joined(separator: "\n")))
      // What an answer shows comes after all of them, so that it gives none away.
      parts += question.stage.map { figures($0, for: "the answer: ") } ?? []
      for (place, option) in question.options.enumerated() {
        parts += option.stage.map { figures($0, for: "answer \(place + 1): ") } ?? []
      }
    case .reckon(let question, _):
      parts.append(
        Part(
          text: [question.text.shown, "✓ \(question.shownAnswer)  \(question.right.shown)"]
            .map(paragraph).joined(separator: "\n")))
      parts += question.stage.map { figures($0, for: "the answer: ") } ?? []
    }
    return parts
  }

  private func steps(_ demonstration: Demonstration, _ stage: Stage) -> [Part] {
    var playback = Playback(
      demonstration, explorer: stage.explorer(), isAnimated: false)
    return demonstration.steps.enumerated().flatMap { place, step in
      playback.finish(place)
      let said = Part(text: paragraph(step.say.shown))
      return step.part.takesLong
        ? [said]
        : [
          said,
          Part(
            text: figure { drawFigure(of: playback, rows: 0..<Self.figureRows, on: &$0) },
            isFigure: true),
        ]
    }
  }

  /// The figures of a live sentence: of both sentences where two can be gone through.
  ///
  /// - Parameter what: what they stand for, if it must be said.
  private func figures(_ stage: Stage, for what: String = "") -> [Part] {
    var explorer = stage.explorer()
    let count = stage.view == PairView.self ? 1 : stage.scenes.count
    return (0..<count).map { place in
      if place > 0 { _ = explorer.update(.moveSentence(1)) }
      explorer.finishWork()
      return Part(
        text: paragraph("[\(what)\(sourceText(of: explorer))]") + "\n"
          + figure { explorer.drawView(rows: 0..<Self.figureRows, on: &$0) },
        isFigure: true)
    }
  }

  private func figure(_ draw: (inout Canvas) -> Void) -> String {
    var canvas = Canvas(Size(rows: Self.figureRows, columns: width), glyphs: glyphs)
    draw(&canvas)
    let lines = canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n")
  }

  private func paragraph(_ text: String) -> String {
    wrapped(glyphs.spelled(text), width: width, lines: .max).joined(separator: "\n")
  }
}
