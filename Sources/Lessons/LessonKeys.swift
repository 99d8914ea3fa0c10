import Canvas
import Explorer
import Views

/// The keys of a lesson, which go by what there is to do on the page: one list, which keys are looked
/// up in and the line of keys is made from.
public struct LessonKeys: Sendable {
  /// Keys that belong together, and what they do.
  public struct Row: Sendable {
    /// The keys with their commands; none where they are the live sentence's.
    public let keys: [(key: Key, command: LessonCommand)]
    /// What is printed on them.
    public let name: String
    /// What they do; `nil` keeps them out of the line of keys.
    public let label: String?

    init(_ keys: [(Key, LessonCommand)], _ name: String, _ label: String?) {
      self.keys = keys.map { (key: $0.0, command: $0.1) }
      self.name = name
      self.label = label
    }
  }

  /// The rows, the most important first.
  public let rows: [Row]
  private let explorer: Explorer?
  /// Whether digits are for answers alone.
  private let isAsked: Bool
  private let isWatching: Bool
  /// Whether the film is shown, which all keys but its own leave.
  private let isFilm: Bool

  /// The keys of the page where `lesson` stands.
  ///
  /// - Parameters:
  ///   - inASCII: whether keys are named in ASCII alone.
  ///   - isPressedByFilm: whether the film presses them, for which they are those of the page.
  public init(of lesson: Lesson, inASCII: Bool = false, inFilm isPressedByFilm: Bool = false) {
    let space = Key.character(" ")
    let names = { (keys: [Key]) in
      keys.map { inASCII ? $0.asciiName : $0.name }.joined(separator: inASCII ? "/" : "")
    }
    explorer = lesson.explorer
    isAsked = if case .answer = lesson.work { true } else { false }
    isWatching = if case .watch = lesson.work { true } else { false }
    isFilm = lesson.film != nil && !isPressedByFilm
    if isFilm, let film = lesson.film {
      rows = Self.filmRows(film, names)
      return
    }
    var rows: [Row] = []
    let goOn = Row([(space, .goOn)], space.name, lesson.isDone ? "go on" : "go on when done")
    var move: [Row] = []
    if lesson.explorer != nil {
      // The names of the arrows are too long for one line with all the rest.
      move =
        inASCII
        ? [Row([], "arrows", "move")]
        : [
          Row([], names([.left, .right]), "token"), Row([], names([.up, .down]), "score"),
        ]
    }
    switch lesson.work {
    case .read, .act: rows += [goOn] + move
    case .answer(let question, _, _):
      rows.append(Self.digits(question.options.count, "answer") { .answer($0) })
      rows += (lesson.isDone ? [goOn] : [Row([(space, .goOn)], space.name, nil)]) + move
    case .reckon(_, let entry):
      let typed = (Array("0123456789").map(String.init) + ["-", ".", ","]).map(Character.init)
      rows.append(Row(typed.map { (.character($0), .type($0)) }, "0-9", "type the number"))
      if !entry.text.isEmpty {
        rows.append(Row([(.enter, .giveNumber)], Key.enter.name, "answer"))
        rows.append(Row([(.backspace, .erase)], Key.backspace.name, nil))
      }
      rows += (lesson.isDone ? [goOn] : [Row([(space, .goOn)], space.name, nil)]) + move
    case .watch(let playback):
      rows.append(
        Row(
          [(space, .goOn), (.right, .goOn)], space.name, playback.isOver ? "go on" : "next step"))
      rows.append(
        Row([(.character("a"), .togglePlaying)], "a", playback.playLabel))
      rows.append(Row([(.left, .stepBack)], names([.left]), "step back"))
      if lesson.isDone, !playback.isOver {
        rows.append(Row([(.enter, .leavePage)], Key.enter.name, "go on"))
      }
    case .contents(let chosen, _):
      let last = lesson.chapters.count - 1
      rows.append(
        Row(
          [(.up, .moveChapter(-1)), (.down, .moveChapter(1))], names([.up, .down]), "choose"))
      rows.append(Row([(.enter, .goToChapter(chosen))], Key.enter.name, "go to the chapter"))
      rows.append(
        Row([(.home, .moveChapter(-last)), (.end, .moveChapter(last))], "Home", nil))
      let digits = Self.digits(lesson.chapters.count, "") { .goToChapter($0) }
      rows.append(Row(digits.keys.map { ($0.key, $0.command) }, digits.name, nil))
      rows.append(Row([(.escape, .goBack)], Key.escape.name, nil))
    }
    if !rows.contains(where: { $0.keys.contains { $0.key == .backspace } }) {
      rows.append(Row([(.backspace, .goBack)], Key.backspace.name, "back"))
    }
    rows.append(Row([(.character("R"), .restartPage)], "R", nil))
    rows.append(
      Row([(.character("i"), .explainWord)], "i", lesson.newWords.isEmpty ? nil : "words"))
    if case .contents = lesson.work {
    } else {
      // It is named where the chapter is.
      rows.append(Row([(.character("L"), .showContents)], "L", nil))
    }
    rows.append(Row([(.character("Y"), .toggleMouse)], "Y", nil))
    rows.append(Row([(.character("q"), .quit), (.control("c"), .quit)], "q", "quit"))
    self.rows = rows
  }

  private static func filmRows(_ film: Film, _ names: ([Key]) -> String) -> [Row] {
    let space = Key.character(" ")
    return [
      Row(
        [(space, .pauseFilm)], space.name,
        film.isOver ? "once more" : film.isPaused ? "go on" : "pause"),
      Row([(.left, .moveFilm(-1)), (.right, .moveFilm(1))], names([.left, .right]), "step"),
      Row(
        [(.character("+"), .changeFilmSpeed(1)), (.character("-"), .changeFilmSpeed(-1))], "+ -",
        "speed"),
      Row([], "any other key", "take over"),
      Row([(.character("q"), .quit), (.control("c"), .quit)], "q", "quit"),
    ]
  }

  /// Whether `key`, pressed while the film is shown, hands the page to the learner.
  func leavesFilm(_ key: Key) -> Bool {
    isFilm && !rows.contains { $0.keys.contains { $0.key == key } }
  }

  private static func digits(
    _ count: Int, _ label: String, _ command: (Int) -> LessonCommand
  ) -> Row {
    // The tenth is 0, as on the keyboard.
    let digits = Array("1234567890").prefix(count)
    return Row(
      digits.enumerated().map { (.character($1), command($0)) },
      count == 1 ? "1" : count < 10 ? "1-\(count)" : "1-9, 0", label)
  }

  /// What `key` asks for; `nil` where it asks for nothing.
  public func command(for key: Key) -> LessonCommand? {
    // What is being typed gets every key.
    if let explorer, explorer.focus != .sentence {
      return explorer.command(for: key).map { $0 == .quit ? .quit : .explore($0) }
    }
    if let own = rows.lazy.flatMap(\.keys).first(where: { $0.key == key }) { return own.command }
    guard let command = explorer?.command(for: key) else { return nil }
    if isAsked, key.isDigit, case .showView = command { return nil }
    return self.command(for: command)
  }

  /// What asking the live sentence for `command` comes to; `nil` where that may not be asked here.
  public func command(for command: Command) -> LessonCommand? {
    guard !isWatching, let explorer else { return nil }
    return switch command {
    // A page has its own sentences, and the lesson its own keys.
    case .askToOpen, .askToSave, .askToExport, .listSentences, .sentence(.takeBack), .toggleMouse,
      .quit:
      nil
    // Side by side both are there, and what is said of left and right stays true.
    case .moveSentence where explorer.sentences.count == 1 || explorer.view is PairView: nil
    default: .explore(command)
    }
  }

  /// What to tell one who presses `key` where it means nothing: what would be useful there.
  public func note(on key: Key) -> String {
    if let explorer, explorer.focus != .sentence { return explorer.focus.note(on: key) }
    if let note = key.noteOnLayout { return note }
    let own = rows.first { $0.label != nil }.map { "\($0.name) \($0.label ?? "")" }
    let isAboutPage = explorer == nil || isWatching || (isAsked && key.isDigit)
    return "\(key.name) means nothing here; "
      + (isAboutPage ? own ?? "q quit" : "? lists the keys")
  }
}

extension Key {
  fileprivate var isDigit: Bool {
    if case .character(let character) = self { character.isWholeNumber } else { false }
  }
}
