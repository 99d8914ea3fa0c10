import Lessons
import Canvas
import Views
import Scenes
import Testing
import Text

struct GlossaryTests {
  private let glossary = Glossary(
    ["mean", "value vector", "head"].map {
      Glossary.Entry(word: SafeText($0), meaning: SafeText("what it means"))
    })

  @Test(arguments: [
    ("The mean.", [0]), ("What is meant, meaning and all?", []), ("Means and heads", [0, 2]),
    ("a value  vector, *value vectors*", [1]), ("a value of a vector", []), ("HEAD", [2]),
    ("ahead", []), ("value", []), ("", []),
  ])
  func wholeWordsAreFound(text: String, places: [Int]) {
    #expect(glossary.places(in: [SafeText(text)]) == places)
  }

  @Test func wordsDoNotGoOverTheEndOfAText() {
    #expect(glossary.places(in: [SafeText("a value"), SafeText("vector")]).isEmpty)
  }

  /// The words that a newcomer may not know, and the pages on which they first stand.
  @Test(arguments: [
    "softmax", "probability distribution", "receptive field", "temperature", "mask", "token",
    "head",
    "query", "key", "value vector", "dot product", "recurrent network", "convolution", "matrix",
    "weighted average", "transformer", "logit", "plain mean",
  ])
  func theBundledOneExplains(word: String) throws {
    let glossary = bundled.glossary
    let place = try #require(glossary.entries.firstIndex { $0.word.original == word })
    let pages = bundled.chapters.flatMap(\.pages)
    #expect(
      pages.contains { page in
        var said = [page.text]
        if case .watch(let demonstration, _) = page.task { said += demonstration.steps.map(\.say) }
        if case .act(let goal, _) = page.task { said.append(goal.say) }
        if case .answer(let question, _) = page.task {
          said += [question.text] + question.options.flatMap { [$0.text, $0.reply] }
        }
        said += page.film.compactMap(\.say)
        return glossary.places(in: said).contains(place)
      }, "\(word) stands nowhere")
  }
}
