import Explorer
import LanguageModel
import SentenceFiles

/// A lesson as it is being played: where the learner is, the live sentence of the page, and what
/// was answered. Keys become commands, `update` carries one out, and views read the result.
public struct Lesson: Sendable {
  /// A page by its chapter and its place there, both from 0.
  public struct Place: Hashable, Sendable {
    /// The chapter.
    public var chapter: Int
    /// The page in it.
    public var page: Int

    /// The page `page` of the chapter `chapter`.
    public init(chapter: Int, page: Int) {
      self.chapter = chapter
      self.page = page
    }
  }

  /// What the learner is at, and how far.
  public enum Work: Sendable {
    /// Reads a page.
    case read
    /// Does something with the live sentence.
    case act(Goal, isDone: Bool)
    /// Answers a question; `chosen` is the answer that was given last.
    case answer(Question, chosen: Int?)
    /// Watches something step by step.
    case watch(Playback)
    /// Has gone past the last page.
    case finished
  }

  /// The chapters.
  public let chapters: [Chapter]
  /// How far the learner has come.
  public private(set) var progress: Progress
  /// What there is to do, and how much of it is done.
  public private(set) var work = Work.read
  /// The live sentence of the page, if it has one.
  public private(set) var explorer: Explorer?
  /// What to tell the learner, if anything.
  public private(set) var message: String?
  private let glossary: [(word: SafeText, meaning: SafeText)]
  private var shownWord: Int?
  /// The pages that were gone on from, which need not be done again.
  private var passed: Set<Place> = []
  private let isAnimated: Bool
  private let model: BertModel

  /// A lesson that goes on from `progress`, or from the last chapter where there are fewer.
  ///
  /// - Parameter isAnimated: whether anything may move by itself.
  public init(
    _ folder: LessonFolder, from progress: Progress = Progress(), isAnimated: Bool = true,
    model: BertModel
  ) {
    chapters = folder.chapters
    glossary = folder.glossary
    self.isAnimated = isAnimated
    self.model = model
    self.progress = progress
    let chapter = min(max(0, place.chapter), chapters.count - 1)
    self.progress.place = Place(
      chapter: chapter, page: min(max(0, place.page), chapters[chapter].pages.count - 1))
    open()
  }

  /// Where the learner is.
  public var place: Place { progress.place }
  /// The chapter that is open.
  public var chapter: Chapter { chapters[place.chapter] }
  /// The page that is open.
  public var page: Page { chapter.pages[place.page] }

  /// Whether the page goes on: what it asks for was done, now or before.
  public var isDone: Bool {
    if passed.contains(place) { return true }
    return switch work {
    case .read, .finished: true
    case .act(_, let isDone): isDone
    case .answer(let question, let chosen): chosen == question.right
    case .watch(let playback): playback.wasSeen
    }
  }

  /// How many questions of the open chapter were answered right at once, how many were answered, and
  /// how many there are.
  public var score: (right: Int, answered: Int, of: Int) {
    let here = answersHere
    let questions = chapter.pages.count {
      if case .answer = $0.task { true } else { false }
    }
    return (here.count { $0.isRight }, here.count, questions)
  }

  /// The chapters to see again, from 0: those of the questions of the open chapter whose first
  /// answer was wrong.
  public var chaptersToSeeAgain: [Int] {
    let wrong = answersHere.filter { !$0.isRight }.compactMap { answer -> Int? in
      guard case .answer(let question) = chapter.pages[answer.page].task else { return nil }
      return question.see.map { $0 - 1 } ?? place.chapter
    }
    return Set(wrong).filter(chapters.indices.contains).sorted()
  }

  private var answersHere: [(page: Int, isRight: Bool)] {
    progress.answers.filter {
      $0.key.chapter == place.chapter && chapter.pages.indices.contains($0.key.page)
    }.map { ($0.key.page, $0.value) }
  }

  /// The words of the glossary that stand on the page.
  public var newWords: [SafeText] { wordsHere.map { glossary[$0].word } }

  /// After how many seconds there will be something new to see; `nil` where nothing moves, until a
  /// key is pressed.
  public var rest: Double? {
    if case .watch(let playback) = work { playback.rest } else { nil }
  }

  /// Lets `seconds` pass.
  public mutating func pass(_ seconds: Double) {
    if case .watch(var playback) = work {
      playback.pass(seconds)
      work = .watch(playback)
    }
  }

  /// Takes in a key.
  ///
  /// - Returns: whether the lesson goes on.
  public mutating func press(_ key: Key) -> Bool {
    message = nil
    guard let command = LessonKeys.command(for: key, in: self) else { return true }
    return update(command)
  }

  /// Carries out `command`.
  ///
  /// - Returns: whether the lesson goes on.
  public mutating func update(_ command: LessonCommand) -> Bool {
    switch command {
    case .quit: return false
    case .goOn: goOn()
    case .goBack: goBack()
    case .stepBack: watch { $0.goBack() }
    case .togglePlaying: watch { $0.togglePlaying() }
    case .answer(let option): answer(option)
    case .explainWord: explainNextWord()
    case .goToChapter(let chapter): go(to: Place(chapter: chapter, page: 0))
    case .explore(let command): explore(command)
    }
    return true
  }

  private mutating func explore(_ command: Command) {
    _ = explorer?.update(command)
    if case .act(let goal, isDone: false) = work, let explorer {
      work = .act(goal, isDone: goal.conditions.allSatisfy { $0.holds(of: explorer) })
    }
  }

  private mutating func watch(_ change: (inout Playback) -> Void) {
    guard case .watch(var playback) = work else { return }
    change(&playback)
    work = .watch(playback)
  }

  private mutating func goOn() {
    if case .watch(let playback) = work, !playback.isOver { return watch { $0.goOn() } }
    guard isDone else {
      message = "this page goes on when it is done"
      return
    }
    passed.insert(place)
    if place.page + 1 < chapter.pages.count {
      go(to: Place(chapter: place.chapter, page: place.page + 1))
    } else if place.chapter + 1 < chapters.count {
      go(to: Place(chapter: place.chapter + 1, page: 0))
    } else {
      work = .finished
      explorer = nil
    }
  }

  private mutating func goBack() {
    if case .finished = work {
      open()
    } else if place.page > 0 {
      go(to: Place(chapter: place.chapter, page: place.page - 1))
    } else if place.chapter > 0 {
      let chapter = place.chapter - 1
      go(to: Place(chapter: chapter, page: chapters[chapter].pages.count - 1))
    } else {
      message = "this is the first page"
    }
  }

  private mutating func go(to place: Place) {
    progress.place = place
    open()
  }

  private mutating func answer(_ option: Int) {
    guard case .answer(let question, _) = work else { return }
    work = .answer(question, chosen: option)
    if progress.answers[place] == nil { progress.answers[place] = option == question.right }
    if let stage = question.stage(for: option) { explorer = stage.explorer(model: model) }
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
    let text = said.map { $0.original.lowercased() }.joined(separator: " ")
    return glossary.indices.filter { text.contains(glossary[$0].word.original.lowercased()) }
  }

  /// What stands on the page to be read.
  private var said: [SafeText] {
    switch work {
    case .finished: []
    case .read: [page.text]
    case .act(let goal, _): [page.text, goal.say]
    case .answer(let question, let chosen):
      [page.text, question.text] + question.options.map(\.text)
        + (chosen.map { [question.options[$0].reply] } ?? [])
    case .watch(let playback): [page.text, playback.say]
    }
  }

  private mutating func open() {
    shownWord = nil
    explorer = page.stage?.explorer(model: model)
    work =
      switch page.task {
      case .read: .read
      case .act(let goal): .act(goal, isDone: false)
      case .answer(let question): .answer(question, chosen: nil)
      case .watch(let demonstration):
        explorer.map {
          .watch(
            Playback(demonstration, explorer: $0, isAnimated: isAnimated, model: model))
        } ?? .read
      }
  }
}
