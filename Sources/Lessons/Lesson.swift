import Explorer
import LanguageModel
import SentenceFiles

/// A lesson as it is being played: where the learner is, the live sentence of the page, and what
/// was answered. Keys go in, views read the result.
public struct Lesson: Sendable {
  /// A page by its chapter and its place there, both from 0.
  public struct Place: Hashable, Sendable {
    /// The chapter.
    public var chapter: Int
    /// The page in it.
    public var page: Int
  }

  /// The chapters.
  public let chapters: [Chapter]
  /// Where the learner is.
  public private(set) var place: Place
  /// The live sentence of the page, if it has one.
  public private(set) var explorer: Explorer?
  /// Whether what the page asks for was done.
  public private(set) var isDone = false
  /// The answer that was given last on this page.
  public private(set) var chosen: Int?
  /// What to tell the learner, if anything.
  public private(set) var message: String?
  /// For every question that was answered, whether the first answer was right.
  public private(set) var answers: [Place: Bool] = [:]
  private let glossary: [(word: SafeText, meaning: SafeText)]
  private var shownWord: Int?
  private let model: BertModel

  /// A lesson that begins at a chapter; the last one where there are fewer.
  public init(_ folder: LessonFolder, chapter: Int = 0, page: Int = 0, model: BertModel) {
    chapters = folder.chapters
    glossary = folder.glossary
    self.model = model
    let chapter = min(max(0, chapter), chapters.count - 1)
    place = Place(
      chapter: chapter, page: min(max(0, page), chapters[chapter].pages.count - 1))
    open()
  }

  /// The chapter that is open.
  public var chapter: Chapter { chapters[place.chapter] }
  /// The page that is open.
  public var page: Page { chapter.pages[place.page] }
  /// Whether it is the last page of all.
  public var isAtEnd: Bool {
    place.chapter == chapters.count - 1 && place.page == chapter.pages.count - 1
  }
  /// How many questions of the open chapter were answered right at once, and how many were answered.
  public var score: (right: Int, of: Int) {
    let here = answers.filter { $0.key.chapter == place.chapter }
    return (here.values.count { $0 }, here.count)
  }

  /// The chapters to see again, from 1: those of the questions whose first answer was wrong.
  public var chaptersToSeeAgain: [Int] {
    let wrong = answers.filter { !$0.value }.keys.compactMap { place -> Int? in
      guard case .answer(let question) = chapters[place.chapter].pages[place.page].step else {
        return nil
      }
      return question.see ?? place.chapter + 1
    }
    return Set(wrong).sorted()
  }

  private var farewell: String {
    guard score.of > 0 else { return "this was the last page; q leaves the lesson" }
    let again = chaptersToSeeAgain.map(String.init).joined(separator: ", ")
    return "\(score.right) of \(score.of) right at once. "
      + (again.isEmpty
        ? "Nothing is left to see again; q leaves the lesson."
        : "See again: chapter \(again). q leaves the lesson.")
  }

  /// The words of the glossary that stand on the page.
  public var newWords: [SafeText] { wordsHere.map { glossary[$0].word } }

  /// Takes in a key.
  ///
  /// - Returns: whether the lesson goes on.
  public mutating func press(_ key: Key) -> Bool {
    if let explorer, explorer.focus != .sentence { return pressInExplorer(key) }
    message = nil
    switch key {
    case .character("q"), .control("c"): return false
    case .character(" "): goOn()
    case .backspace: goBack()
    case .character("i"): explainNextWord()
    case .character(let digit):
      if case .answer(let question) = page.step, let number = digit.wholeNumberValue,
        question.options.indices.contains(number - 1)
      {
        answer(number - 1, question)
      } else {
        return pressInExplorer(key)
      }
    default: return pressInExplorer(key)
    }
    return true
  }

  private mutating func pressInExplorer(_ key: Key) -> Bool {
    guard let command = explorer?.command(for: key) else { return true }
    switch command {
    // A page has its own sentence, and leaving is the lesson's.
    case .quit: return false
    case .askToOpen, .askToSave, .moveSentence, .showHelp: return true
    default: _ = explorer?.update(command)
    }
    if case .act(let goal) = page.step, let explorer, !isDone {
      isDone = goal.conditions.allSatisfy { $0.holds(of: explorer) }
    }
    return true
  }

  private mutating func goOn() {
    guard isDone else {
      message = "this page goes on when it is done"
      return
    }
    if place.page + 1 < chapter.pages.count {
      place.page += 1
    } else if place.chapter + 1 < chapters.count {
      place = Place(chapter: place.chapter + 1, page: 0)
    } else {
      message = farewell
      return
    }
    open()
  }

  private mutating func goBack() {
    if place.page > 0 {
      place.page -= 1
    } else if place.chapter > 0 {
      place.chapter -= 1
      place.page = chapter.pages.count - 1
    } else {
      message = "this is the first page"
      return
    }
    open()
  }

  private mutating func answer(_ option: Int, _ question: Question) {
    chosen = option
    if answers[place] == nil { answers[place] = option == question.right }
    if option == question.right { isDone = true }
  }

  private mutating func explainNextWord() {
    let words = wordsHere
    guard !words.isEmpty else {
      message = "no word on this page is in the glossary"
      return
    }
    let next = words.first { $0 > shownWord ?? -1 } ?? words[0]
    shownWord = next
    message = "\(glossary[next].word.shown): \(glossary[next].meaning.shown)"
  }

  private var wordsHere: [Int] {
    var said = page.text.original
    if case .act(let goal) = page.step { said += " " + goal.say.original }
    if case .answer(let question) = page.step { said += " " + question.text.original }
    let text = said.lowercased()
    return glossary.indices.filter { text.contains(glossary[$0].word.original.lowercased()) }
  }

  private mutating func open() {
    shownWord = nil
    chosen = nil
    isDone = if case .read = page.step { true } else { false }
    explorer = page.scene.flatMap { try? Deck([$0], model: model) }.map {
      Explorer($0, model: model)
    }
    let view = page.view
    if view != .row { _ = explorer?.update(.showView(view.number)) }
  }
}
