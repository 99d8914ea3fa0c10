import Canvas
import Explorer
import Lessons
import Scenes
import Screen
import Text
import Views

/// A whole lesson as a page to be printed or read in a browser, which needs nothing beside it: what its
/// pages say, with pictures of their live sentences, what there is to do and to answer; the answers
/// stand apart, at the end, and after them the glossary.
///
/// - Parameter chapter: the one chapter to write, from 0, without the glossary; `nil` writes all.
public func lessonHandout(
  _ folder: LessonFolder, chapter: Int? = nil, _ theme: Theme, glyphs: Glyphs
) -> String {
  let handout = Handout(theme: theme, glyphs: glyphs)
  let places = chapter.map { $0..<$0 + 1 } ?? folder.chapters.indices
  let chapters = places.map { (number: $0 + 1, chapter: folder.chapters[$0]) }
  let body =
    chapters.map { handout.chapter($0.chapter, number: $0.number) }
    + ["<h1>Answers</h1>\n"] + chapters.map { handout.answers($0.chapter, number: $0.number) }
    + (chapter == nil ? [handout.glossary(folder.glossary)] : [])
  return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>attnviz lesson</title>
    <style>
    body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 1em/1.5 sans-serif; \
    color: \(theme.ink.hexadecimal); background: \(theme.ground.hexadecimal); }
    section { break-inside: avoid; margin: 1.5em 0; }
    figure { margin: 0.5em 0; } figure svg { max-width: 100%; height: auto; }
    figcaption { font-size: 0.85em; } .do { font-weight: bold; }
    h1 { break-before: page; } h1:first-of-type { break-before: auto; }
    </style>
    \(body.joined())</html>

    """
}

private struct Handout {
  let theme: Theme
  let glyphs: Glyphs

  /// A screen of 80 columns, with as many rows as the live sentence is comfortable in.
  private static let size = Size(rows: 18, columns: 80)

  func chapter(_ chapter: Chapter, number: Int) -> String {
    var asked = 0
    let pages = chapter.pages.map { page in
      if page.isQuestion { asked += 1 }
      return section(page, question: asked)
    }
    return "<h1>\(number). \(escaped(chapter.title.shown))</h1>\n" + pages.joined()
  }

  func answers(_ chapter: Chapter, number: Int) -> String {
    let questions = chapter.pages.filter(\.isQuestion)
    guard !questions.isEmpty else { return "" }
    return "<h2>\(number). \(escaped(chapter.title.shown))</h2>\n"
      + questions.enumerated().map { answer($1, question: $0 + 1) }.joined()
  }

  func glossary(_ glossary: Glossary) -> String {
    guard !glossary.entries.isEmpty else { return "" }
    let entries = glossary.entries.map {
      "<dt>\(escaped($0.word.shown))</dt><dd>\(marked($0.meaning))</dd>\n"
    }
    return "<h1>Glossary</h1>\n<dl>\n\(entries.joined())</dl>\n"
  }

  private func section(_ page: Page, question number: Int) -> String {
    var parts = [paragraph(page.text)]
    if case .watch(let demonstration, let stage) = page.task {
      parts += steps(demonstration, stage)
    } else {
      parts += page.stage.map(figures) ?? []
    }
    if !page.picture.isEmpty {
      parts.append(
        figure("") { canvas in
          for (row, line) in page.picture.enumerated() {
            canvas.write(line.shown, row: row, column: 1)
          }
        })
    }
    switch page.task {
    case .read, .watch: break
    case .act(let goal, _): parts.append("<p class=\"do\">To do: \(marked(goal.say))</p>\n")
    case .answer(let question, _):
      let options = question.options.map { "<li>\(marked($0.text))</li>\n" }.joined()
      parts.append(asked(question.text, number) + "<ol>\n\(options)</ol>\n")
    case .reckon(let question, _): parts.append(asked(question.text, number))
    }
    return "<section>\n\(parts.joined())</section>\n"
  }

  private func asked(_ text: SafeText, _ number: Int) -> String {
    "<p class=\"do\">Question \(number): \(marked(text))</p>\n"
  }

  private func answer(_ page: Page, question number: Int) -> String {
    let said: String
    var stages: [Stage] = []
    switch page.task {
    case .answer(let question, _):
      let options = question.options.enumerated().map { place, option in
        "<li>\(question.right.contains(place) ? "✓" : "✗") \(marked(option.text)): "
          + "\(marked(option.reply))</li>\n"
      }
      said = asked(question.text, number) + "<ol>\n\(options.joined())</ol>\n"
      stages = ([question.stage] + question.options.map(\.stage)).compactMap { $0 }
    case .reckon(let question, _):
      said =
        asked(question.text, number)
        + "<p>\(escaped(question.shownAnswer)): \(marked(question.right))</p>\n"
      stages = question.stage.map { [$0] } ?? []
    case .read, .act, .watch: return ""
    }
    return "<section>\n\(said)\(stages.flatMap(figures).joined())</section>\n"
  }

  private func steps(_ demonstration: Demonstration, _ stage: Stage) -> [String] {
    var playback = Playback(demonstration, explorer: stage.explorer(), isAnimated: false)
    return demonstration.steps.enumerated().map { place, step in
      playback.finish(place)
      if step.part.takesLong { return paragraph(step.say) }
      return paragraph(step.say)
        + figure("") { drawFigure(of: playback, rows: 0..<Self.size.rows, on: &$0) }
    }
  }

  /// Pictures of a live sentence: of both sentences where two can be gone through.
  private func figures(_ stage: Stage) -> [String] {
    var explorer = stage.explorer()
    let count = stage.view == PairView.self ? 1 : stage.scenes.count
    return (0..<count).map { place in
      if place > 0 { _ = explorer.update(.moveSentence(1)) }
      explorer.finishWork()
      return figure(sourceText(of: explorer)) {
        explorer.drawSentence(rows: 0..<Self.size.rows, on: &$0)
      }
    }
  }

  private func figure(_ caption: String, _ draw: (inout Canvas) -> Void) -> String {
    var canvas = Canvas(Self.size, glyphs: glyphs)
    draw(&canvas)
    let lines = canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
    let rows = (lines.lastIndex { !$0.isEmpty } ?? 0) + 1
    return "<figure>\n\(svgPicture(of: canvas, theme, rows: rows))"
      + (caption.isEmpty ? "" : "<figcaption>\(escaped(caption))</figcaption>\n") + "</figure>\n"
  }

  private func paragraph(_ text: SafeText) -> String { "<p>\(marked(text))</p>\n" }

  /// A text in which the words that are spoken about are marked.
  private func marked(_ text: SafeText) -> String {
    MarkedText(text.shown, width: .max, lines: 1).lines.joined().map {
      $0.isMarked ? "<em>\(escaped($0.text))</em>" : escaped($0.text)
    }.joined()
  }
}

extension Page {
  fileprivate var isQuestion: Bool {
    switch task {
    case .answer, .reckon: true
    case .read, .act, .watch: false
    }
  }
}
