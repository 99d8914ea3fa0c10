import AttentionCore
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

    /// Where a page that was kept stands now; `nil` where its chapter is gone.
    init?(_ kept: Progress.Place, in chapters: [Chapter]) {
      guard let chapter = chapters.index(of: kept.chapter) else { return nil }
      self.init(chapter: chapter, page: kept.page)
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
    /// Answers a question with a number: what is being typed, and what was given.
    case reckon(NumberQuestion, NumberEntry)
    /// Watches something step by step.
    case watch(Playback)
    /// Looks over the chapters, of which this one, from 0, is chosen: past the last page, or from any
    /// page.
    case contents(chosen: Int, isEnd: Bool)
  }

  /// A lesson as it was read once: read again, it is another.
  final class Edition: Sendable {}

  let edition = Edition()
  /// What it was read from.
  public let folder: LessonFolder
  /// The chapters.
  public var chapters: [Chapter] { folder.chapters }
  /// Where the learner is.
  public internal(set) var place: Place
  /// The first answers to questions, by what these ask.
  var answers: [String: Progress.Answer]
  /// What there is to do, and how much of it is done.
  public internal(set) var work = Work.read { didSet { findWords() } }
  /// Who has the mouse.
  public internal(set) var mouse: Mouse
  /// What to tell the learner, if anything.
  public internal(set) var message: String?
  /// The live sentence where it is not being watched.
  var live: Explorer?
  /// The words of the glossary that stand on the page.
  var words: NewWords
  /// The pages that were gone on from, which need not be done again.
  var passed: Set<Place> = []
  let isAnimated: Bool
  /// The film, while it is shown.
  public internal(set) var film: Film?
  /// How long the learner has tried to do what the page asks.
  var help = Help()
  /// What the page is about; `nil` where it has no live sentence.
  var topic: Topic?
  /// Whether sentences that take long to open are opened beside the loop.
  let opensBeside: Bool
  /// A sentence that was opened beside the loop.
  var opened: OpenedPage?
  /// Keys for a live sentence that is still being opened.
  var waiting: [Key] = []
  /// Keys that the program presses to show how a page is done.
  var showing: [Key] = []

  /// A lesson that goes on from `progress`, or from the last page before it where there are fewer.
  ///
  /// - Parameters:
  ///   - place: where to go on instead, if that is not the page of `progress`.
  ///   - isAnimated: whether anything may move by itself.
  ///   - opensBeside: whether somebody does `longWork`, so that no key waits for a model to be opened.
  ///   - mouse: who has the mouse at first.
  ///   - message: what to tell the learner first.
  public init(
    _ folder: LessonFolder, from progress: Progress = Progress(), at place: Place? = nil,
    isAnimated: Bool = true, opensBeside: Bool = false, mouse: Mouse = .ofProgram,
    message: String? = nil
  ) {
    self.folder = folder
    words = NewWords(folder.glossary)
    self.isAnimated = isAnimated
    self.opensBeside = opensBeside
    self.mouse = mouse
    answers = progress.answers
    let chapters = folder.chapters
    let wanted = place ?? progress.place.flatMap { Place($0, in: folder.chapters) }
    let chapter = min(max(0, wanted?.chapter ?? 0), chapters.count - 1)
    let page = min(max(0, wanted?.page ?? 0), chapters[chapter].pages.count - 1)
    self.place = Place(chapter: chapter, page: page)
    // What comes before was done another time.
    passed = Set(
      chapters[...chapter].enumerated().flatMap { place, chapter in
        chapter.pages.indices.map { Place(chapter: place, page: $0) }
      }.prefix { $0 != self.place })
    open()
    if let message { self.message = SafeText(message).shown }
  }

  /// How far the learner has come.
  public var progress: Progress {
    film?.progress ?? progressHere
  }

  /// With the page that is open, also in the film.
  private var progressHere: Progress {
    Progress(place: Progress.Place(chapter: chapter.name, page: place.page), answers: answers)
  }
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
    case .read, .contents: true
    case .act(_, let isDone), .answer(_, _, let isDone): isDone
    case .reckon(_, let entry): entry.isDone
    case .watch(let playback): playback.wasSeen
    }
  }

  /// Goes on with `folder`, whose files were changed, on the page that is open.
  public mutating func replace(with folder: LessonFolder) {
    let isShowingFilm = film != nil
    self = Lesson(
      folder, from: progressHere, isAnimated: isAnimated, opensBeside: opensBeside, mouse: mouse,
      message: "the lesson was read again, as its files are now")
    if isShowingFilm { startFilm() }
  }

  /// The last chapter up to the open one that asks something; the open one where none does.
  private var asking: Int {
    chapters.indices.prefix(place.chapter + 1).last { !chapters[$0].questions.isEmpty }
      ?? place.chapter
  }

  /// How many questions of the last chapter that asks something were answered right at once, how many
  /// were answered, and how many there are.
  public var score: (right: Int, answered: Int, of: Int) {
    let questions = chapters[asking].questions
    let first = questions.compactMap { answers[$0.text.original] }
    return (first.count { $0.isRight }, first.count, questions.count)
  }

  /// The chapters to see again, from 0: those of the questions of the last chapter that asks something
  /// whose first answer was wrong.
  public var chaptersToSeeAgain: [Int] {
    let wrong = chapters[asking].questions.filter { answers[$0.text.original]?.isRight == false }
    return Set(wrong.map { $0.see ?? asking }).sorted()
  }

  /// What is to be drawn now: itself, or where something in the live sentence glides, itself with that on
  /// its way.
  public var gliding: Lesson {
    var drawn = self
    drawn.live = live?.gliding
    return drawn
  }

  /// The words of the glossary that stand on the page: in what it says, and then in its views.
  public var newWords: [SafeText] { words.onPage }

  /// After how many seconds there will be something new to see; `nil` where nothing moves, until a
  /// key is pressed.
  public var rest: Double? {
    let movement: Double? =
      if case .watch(let playback) = work { playback.rest } else { live?.rest }
    guard let film else { return [movement, helpRest].compactMap(\.self).min() }
    // What stands still does not move what is watched either.
    let isMoving = film.isRunning || live != nil
    return [isMoving ? movement : nil, filmRest].compactMap(\.self).min()
  }

  /// Lets `seconds` pass.
  public mutating func pass(_ seconds: Double) {
    guard film == nil || film?.isRunning == false else { return passFilm(seconds) }
    live?.pass(seconds)
    guard film == nil else { return }
    watch { $0.pass(seconds) }
    passHelp(seconds)
  }

  /// What stands on the page to be read.
  private var said: [SafeText] {
    switch work {
    case .contents: []
    case .read: [page.text]
    case .act(let goal, _): [page.text, goal.say]
    case .answer(let question, let chosen, _):
      [page.text, question.text] + question.options.map(\.text)
        + (chosen.map { [question.options[$0].reply] } ?? [])
    case .reckon(let question, let entry):
      [page.text, question.text]
        + (entry.given == nil ? [] : [entry.isRight ? question.right : question.wrong])
    case .watch(let playback): [page.text, playback.say]
    }
  }

  mutating func findWords() { words.find(in: said, and: onScreen) }

  private static let viewWords = SafeText(
    "query, key, weight, score, entropy, temperature, probe, nearest word, cosine")
  private static let modelWords = SafeText("head, reach, final vector, moved, CLS")

  /// Words that the views of the live sentence show.
  private var onScreen: [SafeText] {
    guard let sentence = explorer?.sentence else { return [] }
    return [Self.viewWords] + (sentence.source.hasHeads ? [Self.modelWords] : [])
  }

  /// Opens the page as it is at first.
  mutating func open() {
    words.beginAnew()
    help = Help()
    (waiting, showing) = ([], [])
    if case .watch = page.task {
      live = nil
    } else {
      live = page.stage.flatMap { explorer(of: $0) }
    }
    topic = live.map(Topic.init)
    switch page.task {
    case .read: work = .read
    case .act(let goal, _): work = .act(goal, isDone: false)
    case .answer(let question, _): work = .answer(question, chosen: nil, isDone: false)
    case .reckon(let question, _): work = .reckon(question, NumberEntry())
    case .watch(let demonstration, let stage):
      work = .watch(
        Playback(demonstration, explorer: stage.explorer(), isAnimated: isAnimated))
    }
  }
}
