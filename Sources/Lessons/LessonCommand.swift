import Explorer

/// Everything that can be asked of a lesson.
public enum LessonCommand: Equatable, Sendable {
  /// Goes on: to the next step of what is watched, else to the next page once this one is done.
  case goOn
  /// Goes back: to the page before.
  case goBack
  /// Goes back a step of what is watched.
  case stepBack
  /// Lets what is watched go on by itself, or stops it.
  case togglePlaying
  /// Gives this answer, from 0.
  case answer(Int)
  /// Explains the next new word of the page.
  case explainWord
  /// Goes to the start of this chapter, from 0.
  case goToChapter(Int)
  /// Asks something of the live sentence.
  case explore(Command)
  /// Leaves the lesson.
  case quit
}

/// The keys of a lesson: which they are goes by what there is to do on the page.
public enum LessonKeys {
  /// A key and what it does, as the line of keys says it.
  public struct Hint: Equatable, Sendable {
    /// What is printed on the key.
    public let name: String
    /// What it does.
    public let label: String
  }

  /// What `key` asks for; `nil` where it asks for nothing.
  public static func command(for key: Key, in lesson: Lesson) -> LessonCommand? {
    // What is being typed gets every key.
    if let explorer = lesson.explorer, explorer.focus != .sentence {
      return explorer.command(for: key).map { explored($0) }
    }
    switch (key, lesson.work) {
    case (.character("q"), _), (.control("c"), _): return .quit
    case (.backspace, _): return .goBack
    case (.character("i"), _): return .explainWord
    case (.character(" "), _), (.right, .watch): return .goOn
    case (.left, .watch): return .stepBack
    case (.character("a"), .watch): return .togglePlaying
    case (_, .watch): return nil
    case (.character(let digit), .answer(let question, _)):
      if let option = place(digit, of: question.options.count) { return .answer(option) }
    case (.character(let digit), .finished):
      return place(digit, of: lesson.chapters.count).map { .goToChapter($0) }
    default: break
    }
    switch lesson.explorer?.command(for: key) {
    // A page has its own sentences, and the lesson its own keys.
    case nil, .askToOpen, .askToSave, .showHelp: return nil
    case .moveSentence where lesson.explorer?.deck.count == 1: return nil
    case let command?: return explored(command)
    }
  }

  private static func explored(_ command: Command) -> LessonCommand {
    command == .quit ? .quit : .explore(command)
  }

  private static func place(_ digit: Character, of count: Int) -> Int? {
    guard let number = digit.wholeNumberValue, (1...count).contains(number) else { return nil }
    return number - 1
  }

  /// The keys that matter on the page, the most important first.
  public static func hints(for lesson: Lesson, inASCII: Bool) -> [Hint] {
    var hints: [Hint] = []
    switch lesson.work {
    case .read, .act: break
    case .answer(let question, _):
      hints.append(Hint(name: "1-\(question.options.count)", label: "answer"))
    case .watch(let playback):
      hints.append(
        Hint(name: "Space", label: playback.isOver ? "go on" : "next step"))
      hints.append(Hint(name: "a", label: playback.isPlaying ? "stop" : "play"))
      hints.append(Hint(name: inASCII ? "<" : "←", label: "step back"))
    case .finished:
      hints.append(Hint(name: "1-\(lesson.chapters.count)", label: "go to a chapter"))
    }
    switch lesson.work {
    case .watch, .finished: break
    case .answer where !lesson.isDone: break
    case .read, .act, .answer:
      hints.append(Hint(name: "Space", label: lesson.isDone ? "go on" : "go on when done"))
    }
    switch lesson.work {
    case .watch, .finished: break
    case .read, .act, .answer:
      if lesson.explorer != nil {
        hints.append(Hint(name: inASCII ? "<> ^v" : "←→ ↑↓", label: "move"))
      }
    }
    hints.append(Hint(name: "Backspace", label: "back"))
    if !lesson.newWords.isEmpty { hints.append(Hint(name: "i", label: "new words")) }
    return hints + [Hint(name: "q", label: "quit")]
  }
}
