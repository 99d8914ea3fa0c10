import Canvas

/// A way to look at a sentence: what it is called, what it reads off the state, what a command means
/// in it, and how it is drawn.
///
/// It is made anew whenever the state may have changed, from what it was before: so it keeps how it is
/// set (an order, how far it is scrolled), and computes nothing again that is still true.
package protocol View: Sendable {
  /// What the screen calls it.
  static var name: String { get }
  /// What it shows, as the table of keys says it.
  static var help: String { get }
  /// What there is to see in it, in a few sentences for someone who sees it for the first time.
  static var about: String { get }
  /// A letter that shows it; `nil` where its number alone does.
  static var letter: Character? { get }

  /// - Parameters:
  ///   - sentences: what is open.
  ///   - analysis: what can be read off the query that is shown.
  ///   - earlier: the view when it was last shown, perhaps with another sentence.
  init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: Self?)

  /// Whether `command` shows this view where another is shown.
  static func isShown(by command: Command) -> Bool

  /// What is to be computed beside the loop for it; `nil` where nothing is.
  var work: ViewWork? { get }

  /// How far `work` has come where what is shown is not whole without it, as a clause; `nil` where it
  /// is.
  var progress: String? { get }

  /// Takes in what came of `work`, unless it is of no use any more.
  mutating func take(_ found: any Sendable)

  /// Whether `carryOut` has to know what the screen shows when `command` comes.
  func readsFirst(_ command: Command) -> Bool

  /// Carries out `command` if it means something of its own here.
  ///
  /// - Parameters:
  ///   - isOpening: whether the command shows the view only now.
  ///   - sentences: what is open.
  /// - Returns: what came of it; `nil` leaves the command to the explorer.
  mutating func carryOut(
    _ command: Command, isOpening: Bool, in sentences: inout OpenSentences
  ) -> ViewOutcome?

  /// Puts what glides in it between where that was in `former` and where it is.
  ///
  /// - Parameters:
  ///   - former: the view with the same tokens, as it was shown before.
  ///   - share: how much of what is shown is its own, from 0 to 1.
  mutating func mix(with former: Self, share: Double)

  /// Draws it, as large as `canvas` is.
  func draw(_ explorer: Explorer, on canvas: inout Canvas)
}

/// What comes of a command that a view has carried out.
package enum ViewOutcome: Equatable, Sendable {
  /// The view stays.
  case stays
  /// The view stays, and this is told.
  case tells(Message)
  /// The first view is shown in its place.
  case leaves
}

extension View {
  package static var letter: Character? { nil }

  package var work: ViewWork? { nil }

  package var progress: String? { nil }

  package mutating func take(_ found: any Sendable) {}

  package static func isShown(by command: Command) -> Bool { false }

  package func readsFirst(_ command: Command) -> Bool { false }

  package mutating func carryOut(
    _ command: Command, isOpening: Bool, in sentences: inout OpenSentences
  ) -> ViewOutcome? { nil }

  package mutating func mix(with former: Self, share: Double) {}

  /// The same where another view may have been shown before, from which nothing glides.
  mutating func mix(with former: any View, share: Double) {
    if let former = former as? Self { mix(with: former, share: share) }
  }

  /// The view as it reads the state; `earlier` counts where it is of this type.
  static func read(
    _ sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: (any View)?
  ) -> any View {
    Self(of: &sentences, analysis, earlier: earlier as? Self)
  }
}
