import Explorer
import LanguageModel
import SentenceFiles

/// A demonstration as it is being watched: which moment, how much of its movement is done, and
/// whether it goes on by itself. Time comes from outside, so that nothing here waits.
public struct Playback: Sendable {
  /// A part of a step that the learner can stop at.
  struct Moment: Sendable {
    let step: Demonstration.Step
    /// How many vectors are added, where it is one of a sum.
    var terms = 0
  }

  /// How many pictures a second a movement has.
  static let picturesPerSecond = 30.0

  /// The sentence that is shown.
  public let explorer: Explorer
  /// What is shown of it.
  public private(set) var figure: Figure
  /// How much of the moment's movement is done, from 0 to 1.
  public private(set) var progress = 1.0
  /// Whether one moment follows another by itself.
  public private(set) var isPlaying = false
  /// Which moment it is, from 0.
  public private(set) var place = 0
  /// Whether it was seen to its end.
  public private(set) var wasSeen = false
  private let demonstration: Demonstration
  private let moments: [Moment]
  private let isAnimated: Bool
  private let model: BertModel
  /// How long the moment has stood still, in seconds.
  private var held = 0.0

  init(
    _ demonstration: Demonstration, explorer: Explorer, isAnimated: Bool, model: BertModel
  ) {
    self.demonstration = demonstration
    let count = explorer.sentence.tokens.count
    moments = demonstration.steps.flatMap { step in
      step.part == .sum
        ? (1...count).map { Moment(step: step, terms: $0) } : [Moment(step: step)]
    }
    self.explorer = explorer
    self.isAnimated = isAnimated
    self.model = model
    figure = Self.figure(of: moments[0], explorer, earlier: nil, model)
    enter(0, moves: true)
  }

  /// Where `step` of `demonstration` stands still at its end.
  public init(
    finished step: Demonstration.Step, of demonstration: Demonstration, explorer: Explorer,
    model: BertModel
  ) {
    self.init(demonstration, explorer: explorer, isAnimated: false, model: model)
    let place = moments.lastIndex { $0.step.part == step.part } ?? 0
    enter(place, moves: false)
  }

  /// How many moments there are.
  public var count: Int { moments.count }
  /// What the moment shows.
  public var part: Demonstration.Part { moments[place].step.part }
  /// What there is to say about it.
  public var say: SafeText { moments[place].step.say }
  /// All that is said, one after the other.
  public var everythingSaid: [SafeText] { demonstration.steps.map(\.say) }
  /// Whether symbols are named, so that their formula is shown.
  public var namesSymbols: Bool {
    moments.contains { if case .symbol = $0.step.part { true } else { false } }
  }
  /// Whether it is the last moment.
  public var isAtEnd: Bool { place == moments.count - 1 }
  /// Whether it stands still at the last moment.
  public var isOver: Bool { isAtEnd && progress == 1 }

  /// After how many seconds there will be something new to see; `nil` where nothing moves.
  package var rest: Double? {
    if progress < 1 { return 1 / Self.picturesPerSecond }
    return isPlaying ? max(0.01, pause - held) : nil
  }

  /// Lets `seconds` pass.
  package mutating func pass(_ seconds: Double) {
    if progress < 1 {
      progress = min(1, progress + seconds / duration)
      noteEnd()
    } else if isPlaying {
      held += seconds
      if held >= pause { enter(place + 1, moves: true) }
    }
  }

  /// Goes to the next moment, or does the last one's movement at once; no movement that is under way
  /// is waited for.
  package mutating func goOn() {
    isPlaying = false
    enter(place + 1, moves: !isAtEnd)
  }

  /// Goes to the moment before, as it was when its movement was done.
  package mutating func goBack() {
    isPlaying = false
    enter(place - 1, moves: false)
  }

  /// Lets it go on by itself, from the start where it is at its end, or stops that. Where nothing may
  /// move it goes to the end.
  package mutating func togglePlaying() {
    guard isAnimated else { return enter(count - 1, moves: false) }
    isPlaying.toggle()
    if isPlaying, isAtEnd { enter(0, moves: true) }
  }

  private mutating func enter(_ place: Int, moves: Bool) {
    self.place = min(max(0, place), count - 1)
    held = 0
    figure = Self.figure(of: moments[self.place], explorer, earlier: figure, model)
    progress = moves && isAnimated && duration > 0 ? 0 : 1
    noteEnd()
  }

  private mutating func noteEnd() {
    guard isOver else { return }
    wasSeen = true
    isPlaying = false
  }

  /// How long the moment's movement takes, in seconds.
  private var duration: Double {
    switch part {
    case .words, .symbol: 0
    case .vectors: 1.2
    case .weights: 0.8
    case .sum: 0.7
    case .rows: 1.2
    }
  }

  /// How long a moment stands still before the next one follows by itself, in seconds: long enough
  /// to read what is new.
  private var pause: Double {
    let isNew = place == 0 || moments[place - 1].step.say != say
    return isNew ? 1 + Double(say.shown.count) / 35 : 0.5
  }

  private static func figure(
    of moment: Moment, _ explorer: Explorer, earlier: Figure?, _ model: BertModel
  ) -> Figure {
    let terms: Int
    switch moment.step.part {
    case .rows(let order): return .rows(ComputedRows(explorer, order: order))
    case .words, .vectors, .weights: terms = 0
    case .sum: terms = moment.terms
    case .symbol: terms = explorer.sentence.tokens.count
    }
    let known: PartialBlend? = if case .blending(let blend)? = earlier { blend } else { nil }
    return .blending(PartialBlend(explorer, count: terms, earlier: known, model: model))
  }
}
