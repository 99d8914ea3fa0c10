import Canvas
import Explorer
import Scenes
import Text

extension Lesson {
  /// Takes in keys in their order. What a key that is held down does to the live sentence is read
  /// once, at the end.
  ///
  /// - Returns: whether the lesson goes on.
  public mutating func press(_ pressed: some Sequence<Key>) -> Bool {
    var held: [Command] = []
    for key in pressed {
      showing = []
      var keys = LessonKeys(of: self)
      if film != nil, keys.leavesFilm(key) {
        takeOver()
        keys = LessonKeys(of: self)
      }
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
      case nil where isOpening:
        waiting.append(key)
        message = Self.openingNote
      case nil:
        message = SafeText(keys.note(on: key)).shown
        // One whose keyboard has other letters is told that, however often.
        if live?.focus ?? .sentence == .sentence, key.noteOnLayout == nil { miss() }
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

  /// Does what `key` does, pressed by the film.
  mutating func carryOut(_ key: Key) {
    message = nil
    switch LessonKeys(of: self, inFilm: true).command(for: key) {
    case .explore(let command)?: explore([command])
    case let command?: _ = update(command)
    case nil: break
    }
  }

  /// Takes in what the pointer asks of the live sentence, as far as the page lets it be asked.
  public mutating func point(_ commands: [Command]) {
    let keys = LessonKeys(of: self)
    let allowed = commands.filter { keys.command(for: $0) != nil }
    guard !allowed.isEmpty else { return }
    takeOver()
    message = nil
    explore(allowed)
  }

  /// Takes in how far the help page scrolls on the screen where it was drawn.
  ///
  /// - Parameter end: the line from which its end is seen; `nil` where it was not drawn.
  public mutating func scrolls(upTo end: Int?) { live?.scrolls(upTo: end) }

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

  /// Tells what is wrong outside, in the place of what was told before.
  public mutating func warn(_ problem: String) { message = SafeText(problem).shown }

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
    case .type(let character): reckon { $1.type(character) }
    case .erase: reckon { $1.erase() }
    case .giveNumber: giveNumber()
    case .pauseFilm: pauseFilm()
    case .moveFilm(let steps): moveFilm(by: steps)
    case .changeFilmSpeed(let places): film?.changeSpeed(by: places)
    case .explainWord: message = words.explainNext()
    case .toggleMouse: toggleMouse()
    case .showContents: showContents(isEnd: false)
    case .moveChapter(let places): moveChapter(by: places)
    case .goToChapter(let chapter): start(chapter: chapter)
    case .explore(let command): explore([command])
    }
    return true
  }

  private mutating func explore(_ commands: [Command]) {
    guard !commands.isEmpty else { return }
    let before = wayBack
    live?.update(commands)
    let now = wayBack
    message = (now != before ? now : nil) ?? live?.message?.text ?? now
    checkGoal()
    findWords()
  }

  /// Looks whether what the page asks for is done.
  mutating func checkGoal() {
    guard case .act(let goal, isDone: false) = work, let live else { return }
    let isOnTopic = topic?.leftForGood(by: live, for: goal) == nil
    work = .act(goal, isDone: isOnTopic && goal.conditions.allSatisfy { $0.holds(of: live) })
  }

  mutating func watch(_ change: (inout Playback) -> Void) {
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
      case .reckon(_, let entry):
        message =
          entry.given == nil
          ? "it goes on once you have typed the number and pressed Enter"
          : "that is not it; try another number"
      case .read, .act, .watch, .contents:
        message = wayBack ?? "this page goes on when it is done; R shows it as it was at first"
        miss()
      }
      return
    }
    passed.insert(place)
    if place.page + 1 < chapter.pages.count {
      go(to: Place(chapter: place.chapter, page: place.page + 1))
    } else if place.chapter + 1 < chapters.count {
      let (score, isQuiz) = (score, chapter.questions.count == chapter.pages.count)
      go(to: Place(chapter: place.chapter + 1, page: 0))
      if isQuiz {
        message = "\(score.right) of \(score.of) right at once; the end says what to see again"
      }
    } else {
      showContents(isEnd: true)
    }
  }

  /// Shows the chapters; the one that is open is chosen, or at the end the first to see again.
  private mutating func showContents(isEnd: Bool) {
    live = nil
    let again = isEnd ? chaptersToSeeAgain.first ?? 0 : place.chapter
    work = .contents(chosen: again, isEnd: isEnd)
  }

  private mutating func moveChapter(by places: Int) {
    guard case .contents(let chosen, let isEnd) = work else { return }
    let next = min(max(0, chosen + places), chapters.count - 1)
    work = .contents(chosen: next, isEnd: isEnd)
  }

  private mutating func goBack() {
    if case .contents = work {
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
    var progress = progress
    progress.start(chapters[chapter])
    (place, answers) = (Place(chapter: chapter, page: 0), progress.answers)
    passed = passed.filter { $0.chapter != chapter }
    open()
  }

  private mutating func go(to place: Place) {
    self.place = place
    open()
  }

  private mutating func answer(_ option: Int) {
    guard case .answer(let question, let former, let wasDone) = work, option != former else {
      return
    }
    let isRight = question.right.contains(option)
    note(question.options[option].text.original, isRight: isRight, to: question.text)
    live = (question.stage(for: option) ?? page.stage)?.explorer(isAnimated: isAnimated)
    work = .answer(question, chosen: option, isDone: wasDone || isRight)
    if !isRight { miss() }
  }

  /// Keeps a first answer, unless the film gave it.
  private mutating func note(_ given: String, isRight: Bool, to question: SafeText) {
    guard film == nil else { return }
    let asked = question.original
    answers[asked] = answers[asked] ?? Progress.Answer(isRight: isRight, given: given)
  }

  private mutating func reckon(_ change: (NumberQuestion, inout NumberEntry) -> Void) {
    guard case .reckon(let question, var entry) = work else { return }
    change(question, &entry)
    work = .reckon(question, entry)
  }

  private mutating func giveNumber() {
    guard case .reckon(let question, var entry) = work else { return }
    guard entry.give(to: question), let given = entry.given else {
      message = "“\(entry.text)” is no number; write one such as 0.35"
      return
    }
    note(given, isRight: entry.isRight, to: question.text)
    live = (question.stage ?? page.stage)?.explorer(isAnimated: isAnimated)
    work = .reckon(question, entry)
    if !entry.isRight { miss() }
  }
}
