/// How long a learner has been at a page that is not done, how often it was tried in vain, and how much
/// help was given. Time comes from outside.
struct Help: Sendable {
  /// After how many seconds help comes, and after how many misses.
  static let patience = 60.0
  static let mostMisses = 3

  /// Since the page opened or help was given, in seconds.
  var waited = 0.0
  private(set) var misses = 0
  /// How many hints were given.
  private(set) var given = 0

  /// Whether it is time to help.
  var isDue: Bool { waited >= Self.patience || misses >= Self.mostMisses }

  /// One more try was in vain.
  mutating func miss() { misses += 1 }

  /// Help was given: the next one takes as long again.
  mutating func give() { (waited, misses, given) = (0, 0, given + 1) }
}

extension Lesson {
  /// Whether the page waits for something that help can be given with.
  private var takesHelp: Bool {
    guard film == nil, !isDone else { return false }
    return switch work {
    case .act, .answer, .reckon: !hints.isEmpty || canBeShown
    case .read, .watch, .contents: false
    }
  }

  /// After how many seconds help comes; `nil` where none does.
  var helpRest: Double? {
    takesHelp && help.given < hints.count + (canBeShown ? 1 : 0)
      ? max(0, Help.patience - help.waited) : nil
  }

  /// Lets the learner try for `seconds` more, and helps where it is time to.
  mutating func passHelp(_ seconds: Double) {
    guard helpRest != nil else { return }
    help.waited += seconds
    helpIfDue()
  }

  /// Counts a try that was in vain, and helps where it is time to.
  mutating func miss() {
    guard helpRest != nil else { return }
    help.miss()
    helpIfDue()
  }

  /// The page's own hints; where it has none, the keys of its film.
  private var hints: [String] {
    guard page.hints.isEmpty, canBeShown, case .act = work else { return page.hints.map(\.shown) }
    return ["one way: press \(page.keys.map(\.name).joined(separator: " "))"]
  }

  /// Whether the program can do itself what the page asks.
  private var canBeShown: Bool { !page.keys.isEmpty }

  private mutating func helpIfDue() {
    guard help.isDue else { return }
    let hints = hints
    if help.given < hints.count {
      // What is said below the page has no marks.
      message = "hint: \(hints[help.given].replacing("*", with: ""))"
      help.give()
    } else if canBeShown {
      showHow()
    }
  }

  /// Does what the page asks, with the keys that the page names; it counts for no answer.
  private mutating func showHow() {
    open()
    showing = page.keys
    showMore()
  }

  /// Presses the keys that are left of what is being shown, as far as none has to wait for what is
  /// computed.
  mutating func showMore() {
    guard !showing.isEmpty else { return }
    let kept = answers
    while let key = showing.first, !isOpening, live?.work == nil {
      showing.removeFirst()
      carryOut(key)
    }
    answers = kept
    if showing.isEmpty { message = isDone ? "this is one way to do it; Space goes on" : nil }
  }
}
