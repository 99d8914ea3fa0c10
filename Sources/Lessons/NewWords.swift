import Text

/// The words of the glossary that stand on a page, explained one after the other.
struct NewWords: Sendable {
  private let glossary: Glossary
  /// Their places in the glossary, and in what they were looked for: a movement changes a page with
  /// every picture, and seldom what it says.
  private var found: (places: [Int], texts: [SafeText]) = ([], [])
  /// The words that are explained one after the other, and how many of them were.
  private var explaining: (places: [Int], count: Int) = ([], 0)
  /// The words that were explained on any page.
  private var explained: Set<Int> = []

  init(_ glossary: Glossary) { self.glossary = glossary }

  /// The words themselves: those of the page's texts first, then those of its views.
  var onPage: [SafeText] { found.places.map { glossary.entries[$0].word } }

  /// Looks for the words in what a page says, and in what its views show.
  mutating func find(in said: [SafeText], and shown: [SafeText]) {
    guard said + shown != found.texts else { return }
    let page = glossary.places(in: said)
    let views = glossary.places(in: shown).filter { !page.contains($0) }
    found = (page + views, said + shown)
  }

  /// Explains the first word of the page again when it is asked for the next time.
  mutating func beginAnew() { explaining = ([], 0) }

  /// The next word and what it means.
  mutating func explainNext() -> String {
    let here = found.places
    if explaining.places.isEmpty || Set(explaining.places) != Set(here) {
      // Those that were never explained come first.
      explaining = (here.filter { !explained.contains($0) } + here.filter(explained.contains), 0)
    }
    guard !explaining.places.isEmpty else { return "no word on this page is in the glossary" }
    let place = explaining.count % explaining.places.count
    explaining.count += 1
    explained.insert(explaining.places[place])
    let entry = glossary.entries[explaining.places[place]]
    let count = here.count > 1 ? " (\(place + 1) of \(here.count))" : ""
    return "\(entry.word.shown)\(count): \(entry.meaning.shown)"
  }
}
