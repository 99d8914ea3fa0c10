import Canvas
import Explorer
import Scenes
import Text

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
    /// Answers a question: which answer was given last, and whether the right one was given.
    case answer(Question, chosen: Int?, isDone: Bool)
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
  public private(set) var work = Work.read { didSet { findWords() } }
  /// Who has the mouse.
  public private(set) var mouse: Mouse
  /// What to tell the learner, if anything.
  public private(set) var message: String?
  /// The live sentence where it is not being watched.
  private var live: Explorer?
  private let glossary: Glossary
  /// The words of the glossary that stand on the page, and in what they were looked for: a movement
  /// changes the work with every picture, and seldom what it says.
  private var words: (places: [Int], texts: [SafeText]) = ([], [])
  /// The words of the page that are explained one after the other, and how many of them were.
  private var explaining: (words: [Int], count: Int) = ([], 0)
  /// The words of the glossary that were explained on any page.
  private var explained: Set<Int> = []
  /// The pages that were gone on from, which need not be done again.
  private var passed: Set<Place> = []
  private let isAnimated: Bool

  /// A lesson that goes on from `progress`, or from the last page before it where there are fewer.
  ///
  /// - Parameters:
  ///   - isAnimated: whether anything may move by itself.
  ///   - mouse: who has the mouse at first.
  ///   - message: what to tell the learner first.
  public init(
    _ folder: LessonFolder, from progress: Progress = Progress(), isAnimated: Bool = true,
    mouse: Mouse = .ofProgram, message: String? = nil
  ) {
    chapters = folder.chapters
    glossary = folder.glossary
    self.isAnimated = isAnimated
    self.mouse = mouse
    self.progress = progress
    let chapter = min(max(0, progress.place.chapter), chapters.count - 1)
    self.progress.place = Place(
      chapter: chapter, page: min(max(0, progress.place.page), chapters[chapter].pages.count - 1))
    // What comes before was done another time.
    passed = Set(
      chapters[...chapter].enumerated().flatMap { place, chapter in
        chapter.pages.indices.map { Place(chapter: place, page: $0) }
      }.prefix { $0 != self.progress.place })
    open()
    self.message = message.map { SafeText($0).shown }
  }

  /// Where the learner is.
  public var place: Place { progress.place }
  /// The chapter that is open.
  public var chapter: Chapter { chapters[place.chapter] }
  /// The page that is open.
  public var page: Page { chapter.pages[place.page] }
  /// The live sentence of the page, if it has one.
  public var explorer: Explorer? {
    if case .watch(let playback) = work { playback.explorer } else { live }
  }

  /// Whether the page goes on: what it asks for was done, now or before.
  public var isDone: Bool {
    if passed.contains(place) { return true }
    return switch work {
    case .read, .finished: true
    case .act(_, let isDone), .answer(_, _, let isDone): isDone
    case .watch(let playback): playback.wasSeen
    }
  }

  /// How many questions of the open chapter were answered right at once, how many were answered, and
  /// how many there are.
  public var score: (right: Int, answered: Int, of: Int) {
    let first = chapter.questions.compactMap { progress.answers[$0.text.original] }
    return (first.count { $0 }, first.count, chapter.questions.count)
  }

  /// The chapters to see again, from 0: those of the questions of the open chapter whose first
  /// answer was wrong.
  public var chaptersToSeeAgain: [Int] {
    let wrong = chapter.questions.filter { progress.answers[$0.text.original] == false }
    return Set(wrong.map { $0.see ?? place.chapter }).sorted()
  }

  /// What is to be drawn now: itself, or where something in the live sentence glides, itself with that on
  /// its way.
  public var gliding: Lesson {
    var drawn = self
    drawn.live = live?.gliding
    return drawn
  }

  /// The words of the glossary that stand on the page: in what it says, and then in its views.
  public var newWords: [SafeText] { words.places.map { glossary.entries[$0].word } }

  /// After how many seconds there will be something new to see; `nil` where nothing moves, until a
  /// key is pressed.
  public var rest: Double? {
    if case .watch(let playback) = work { playback.rest } else { live?.rest }
  }

  /// Lets `seconds` pass.
  public mutating func pass(_ seconds: Double) {
    live?.pass(seconds)
    watch { $0.pass(seconds) }
  }

  /// Takes in keys in their order. What a key that is held down does to the live sentence is read
  /// once, at the end.
  ///
  /// - Returns: whether the lesson goes on.
  public mutating func press(_ pressed: some Sequence<Key>) -> Bool {
    var held: [Command] = []
    for key in pressed {
      let keys = LessonKeys(of: self)
      let command = keys.command(for: key)
      if case .explore(let command) = command, command == held.last {
        held.append(command)
        continue
      }
      explore(held)
      held = []
      message = nil
      switch command {
      case .explore(let command): held = [command]
      case let command?: guard update(command) else { return false }
      case nil: message = SafeText(keys.note(on: key)).shown
      }
      // Which keys ask for what goes by what this one did, unless it only moves something.
      switch held.last {
      case .sentence(.nudge), .sentence(.nudgeAll), .sentence(.moveSelection),
        .sentence(.moveQuery), nil:
        break
      default:
        explore(held)
        held = []
      }
    }
    explore(held)
    return true
  }

  /// Takes in what the pointer asks of the live sentence, as far as the page lets it be asked.
  public mutating func point(_ commands: [Command]) {
    let keys = LessonKeys(of: self)
    let allowed = commands.filter { keys.command(for: $0) != nil }
    guard !allowed.isEmpty else { return }
    message = nil
    explore(allowed)
  }

  private mutating func toggleMouse() {
    mouse.toggle()
    message = mouse.note
  }

  /// Takes in text that was pasted, for which there is room in a prompt alone.
  public mutating func paste(_ text: String) {
    guard live?.focus.isPrompt == true else {
      message = "text can't be pasted here; attnviz alone opens sentences that are pasted"
      return
    }
    live?.paste(text, isCut: false)
  }

  /// Tells what happened outside, unless there is something to tell already.
  public mutating func tell(_ note: String) {
    if message == nil { message = SafeText(note).shown }
  }

  /// Carries out `command`.
  ///
  /// - Returns: whether the lesson goes on.
  public mutating func update(_ command: LessonCommand) -> Bool {
    switch command {
    case .quit: return false
    case .goOn: goOn()
    case .leavePage: leavePage()
    case .goBack: goBack()
    case .restartPage: open()
    case .stepBack: watch { $0.goBack() }
    case .togglePlaying: watch { $0.togglePlaying() }
    case .answer(let option): answer(option)
    case .explainWord: explainNextWord()
    case .toggleMouse: toggleMouse()
    case .goToChapter(let chapter): start(chapter: chapter)
    case .explore(let command): explore([command])
    }
    return true
  }

  private mutating func explore(_ commands: [Command]) {
    guard !commands.isEmpty else { return }
    live?.update(commands)
    message = live?.message?.text
    if case .act(let goal, isDone: false) = work, let live {
      work = .act(goal, isDone: goal.conditions.allSatisfy { $0.holds(of: live) })
    }
    findWords()
  }

  private mutating func watch(_ change: (inout Playback) -> Void) {
    guard case .watch(var playback) = work else { return }
    change(&playback)
    work = .watch(playback)
  }

  private mutating func goOn() {
    if case .watch(let playback) = work, !playback.isOver { return watch { $0.goOn() } }
    leavePage()
  }

  private mutating func leavePage() {
    guard isDone else {
      switch work {
      case .answer(_, nil, _): message = "it goes on once you have answered"
      case .answer: message = "that is not it; try another answer"
      case .read, .act, .watch, .finished:
        message = "this page goes on when it is done; R shows it as it was at first"
      }
      return
    }
    passed.insert(place)
    if place.page + 1 < chapter.pages.count {
      go(to: Place(chapter: place.chapter, page: place.page + 1))
    } else if place.chapter + 1 < chapters.count {
      go(to: Place(chapter: place.chapter + 1, page: 0))
    } else {
      live = nil
      work = .finished
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

  private mutating func start(chapter: Int) {
    guard chapters.indices.contains(chapter) else { return }
    progress.start(chapter, of: chapters)
    passed = passed.filter { $0.chapter != chapter }
    open()
  }

  private mutating func go(to place: Place) {
    progress.place = place
    open()
  }

  private mutating func answer(_ option: Int) {
    guard case .answer(let question, let former, let wasDone) = work, option != former else {
      return
    }
    let isRight = option == question.right
    let asked = question.text.original
    progress.answers[asked] = progress.answers[asked] ?? isRight
    live = (question.stage(for: option) ?? page.stage)?.explorer(isAnimated: isAnimated)
    work = .answer(question, chosen: option, isDone: wasDone || isRight)
  }

  private mutating func explainNextWord() {
    let here = words.places
    if explaining.words.isEmpty || Set(explaining.words) != Set(here) {
      // Those that were never explained come first.
      explaining = (here.filter { !explained.contains($0) } + here.filter(explained.contains), 0)
    }
    guard !explaining.words.isEmpty else {
      message = "no word on this page is in the glossary"
      return
    }
    let place = explaining.count % explaining.words.count
    explaining.count += 1
    explained.insert(explaining.words[place])
    let entry = glossary.entries[explaining.words[place]]
    let count = here.count > 1 ? " (\(place + 1) of \(here.count))" : ""
    message = "\(entry.word.shown)\(count): \(entry.meaning.shown)"
  }

  /// What stands on the page to be read.
  private var said: [SafeText] {
    switch work {
    case .finished: []
    case .read: [page.text]
    case .act(let goal, _): [page.text, goal.say]
    case .answer(let question, let chosen, _):
      [page.text, question.text] + question.options.map(\.text)
        + (chosen.map { [question.options[$0].reply] } ?? [])
    case .watch(let playback): [page.text, playback.say]
    }
  }

  private mutating func findWords() {
    let (said, onScreen) = (said, onScreen)
    guard said + onScreen != words.texts else { return }
    let page = glossary.places(in: said)
    let views = glossary.places(in: onScreen).filter { !page.contains($0) }
    words = (page + views, said + onScreen)
  }

  private static let viewWords = SafeText(
    "query, key, weight, score, entropy, temperature, probe, nearest word, cosine")
  private static let modelWords = SafeText("head, reach, final vector, moved, CLS")

  /// Words that the views of the live sentence show.
  private var onScreen: [SafeText] {
    guard let sentence = explorer?.sentence else { return [] }
    return [Self.viewWords] + (sentence.source.hasHeads ? [Self.modelWords] : [])
  }

  private mutating func open() {
    explaining = ([], 0)
    live = nil
    switch page.task {
    case .watch(let demonstration, let stage):
      work = .watch(
        Playback(
          demonstration, explorer: stage.explorer(), isAnimated: isAnimated))
    case .read(let stage):
      live = stage?.explorer(isAnimated: isAnimated)
      work = .read
    case .act(let goal, let stage):
      live = stage.explorer(isAnimated: isAnimated)
      work = .act(goal, isDone: false)
    case .answer(let question, let stage):
      live = stage?.explorer(isAnimated: isAnimated)
      work = .answer(question, chosen: nil, isDone: false)
    }
  }
}
