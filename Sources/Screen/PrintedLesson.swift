import Explorer
import LanguageModel
import Lessons
import SentenceFiles

/// A whole lesson as text for a person: what its pages say, their live sentences as figures, what
/// there is to do, and the questions with their answers.
///
/// - Parameter width: of the lines, in columns.
public func printedLesson(
  _ chapters: [Chapter], model: BertModel, width: Int = 80, glyphs: Glyphs
) -> String {
  var lines: [String] = []
  for (place, chapter) in chapters.enumerated() {
    lines += ["", "\(place + 1). \(chapter.title.shown)", ""]
    for page in chapter.pages {
      lines += wrapped(page.text.shown, width: width, lines: .max) + [""]
      if let scene = page.scene {
        let sentence = Sentence(scene, model: model)
        let reading = Reading(sentence, model: model)
        lines +=
          printedText(of: sentence, readings: [reading], glyphs: glyphs)
          .split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 } + [""]
      }
      switch page.step {
      case .read: break
      case .act(let goal):
        lines += wrapped("To do: " + goal.say.shown, width: width, lines: .max) + [""]
      case .answer(let question):
        lines += wrapped(question.text.shown, width: width, lines: .max)
        for (place, option) in question.options.enumerated() {
          let mark = place == question.right ? "✓ " : ""
          lines += wrapped(
            "\(place + 1)  \(option.text.shown): \(mark)\(option.reply.shown)", width: width,
            lines: .max)
        }
        lines.append("")
      }
    }
  }
  return lines.dropFirst().map(glyphs.spelled).joined(separator: "\n")
}
