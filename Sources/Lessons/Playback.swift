import Explorer
import Scenes
import Text

/// A demonstration as it is being watched: which moment, how much of its movement is done, and
/// whether it goes on by itself. Time comes from outside, so that nothing here waits.
public struct Playback: Sendable {
  /// A part of a step that the learner can stop at.
  private struct Moment {
    /// Which step it belongs to, from 0, and that step.
    let index: Int
    let step: Demonstration.Step
    /// How many vectors are added, where it is one of a sum.
    var terms = 0
    /// How many steps of learning are taken at its end, where something learns.
    var trained = 0
  }

  /// The longest time between two pictures of a movement, in seconds.
  static let pictureTime = 1.0 / 30
  /// The shortest time between two pictures, in seconds.
  static let shortestRest = 1.0 / 60
  /// In how many moments a sum grows at most.
  static let mostTerms = 12

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
  /// How long the moment has stood still, in seconds.
  private var held = 0.0

  /// Its first moment, which does not move.
  public init(_ demonstration: Demonstration, explorer: Explorer, isAnimated: Bool) {
    self.demonstration = demonstration
    let count = explorer.sentence.tokens.count
    let stops = min(count, Self.mostTerms)
    var trained = 0
    let moments = demonstration.steps.enumerated().flatMap { index, step in
      switch step.part {
      case .sum:
        return (1...stops).map {
          Moment(index: index, step: step, terms: max($0, $0 * count / stops))
        }
      case .training(_, let end, let by):
        let start = trained
        trained = end
        let moments = Array(stride(from: start + by, to: end, by: by)) + [end]
        return moments.map { Moment(index: index, step: step, trained: $0) }
      default: return [Moment(index: index, step: step, trained: trained)]
      }
    }
    self.moments = moments
    self.explorer = explorer
    self.isAnimated = isAnimated
    let first = moments.first ?? Moment(index: 0, step: demonstration.first)
    figure = Self.figure(of: first, explorer, earlier: nil)
    learn()
    noteEnd()
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
    demonstration.steps.contains { if case .symbol = $0.part { true } else { false } }
  }
  /// Whether it is the last moment.
  public var isAtEnd: Bool { place == moments.count - 1 }
  /// Whether it stands still at the last moment.
  public var isOver: Bool { isAtEnd && progress == 1 }
  /// What `togglePlaying` does, in a word or two.
  var playLabel: String { !isAnimated ? "to the end" : isPlaying ? "stop" : "play" }

  /// After how many seconds there will be something new to see; `nil` where nothing moves.
  package var rest: Double? {
    guard progress == 1 else {
      guard case .rows(let rows) = figure else { return Self.pictureTime }
      // Between two rows there is nothing new.
      let next = Double(rows.count(at: progress) + 1) / Double(rows.places.count)
      return max(Self.shortestRest, (next - progress) * duration)
    }
    return isPlaying && !isBehind ? max(Self.shortestRest, pause - held) : nil
  }

  /// Lets `seconds` pass.
  package mutating func pass(_ seconds: Double) {
    if progress < 1 {
      let moved = progress + seconds / duration
      // Many small parts make the whole only nearly.
      progress = moved > 1 - 1e-9 ? 1 : moved
      learn()
      noteEnd()
    } else if isPlaying, !isBehind {
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

  /// Lets it go on by itself, from the start where it is over, or stops that. Where nothing may move
  /// it goes to the end.
  package mutating func togglePlaying() {
    guard isAnimated else { return enter(count - 1, moves: false) }
    isPlaying.toggle()
    if isOver {
      enter(0, moves: true)
    } else if isPlaying {
      // Who lets it go on has read what stands there.
      held = pause
    }
  }

  /// Goes to where `step` stands still at its end.
  public mutating func finish(_ step: Int) {
    enter(moments.lastIndex { $0.index == step } ?? place, moves: false)
  }

  private mutating func enter(_ place: Int, moves: Bool) {
    let place = min(max(0, place), count - 1)
    // Who goes on does not wait for the end of what was begun.
    if case .learners(var run) = figure {
      run.allowAllBegun()
      figure = .learners(run)
    }
    if place != self.place {
      figure = Self.figure(of: moments[place], explorer, earlier: figure)
      self.place = place
    }
    held = 0
    progress = moves && isAnimated && duration > 0 ? 0 : 1
    learn()
    noteEnd()
  }

  /// Lets what learns take the steps that belong to this part of the movement.
  private mutating func learn() {
    switch (figure, part) {
    case (.training(var run), _):
      run.learn(to: trainedBefore + Int(progress * Double(learning) + 1e-9))
      figure = .training(run)
    case (.learners(var run), .learners(let words?)):
      run.allow(Int(progress * Double(LearnersRun.rounds) + 1e-9), of: words)
      figure = .learners(run)
    default: break
    }
  }

  /// What is to be computed beside the loop; `nil` where nothing is.
  var work: ViewWork? {
    guard case .learners(let run) = figure else { return nil }
    if case .learners(let words) = part { return run.work(first: words) }
    return run.work(first: nil)
  }

  /// Takes in what came of the work.
  mutating func take(_ found: any Sendable) {
    guard case .learners(var run) = figure else { return }
    run.take(found)
    figure = .learners(run)
  }

  /// Whether what is computed beside the loop is not there yet.
  private var isBehind: Bool {
    guard case .learners(let run) = figure, case .learners(let words?) = part else { return false }
    return !run.isAbreast(of: words)
  }

  /// How many steps of learning are taken at the end.
  public var trainedAtEnd: Int { moments.last?.trained ?? 0 }

  /// How many steps of learning are taken before the moment, and how many in it.
  private var trainedBefore: Int { place > 0 ? moments[place - 1].trained : 0 }
  private var learning: Int { moments[place].trained - trainedBefore }

  private mutating func noteEnd() {
    guard isOver else { return }
    wasSeen = true
    isPlaying = false
  }

  /// How long the moment's movement takes, in seconds.
  private var duration: Double {
    switch part {
    case .words, .symbol, .rows(.together), .unseen, .learners(nil): 0
    case .learners: 6
    case .training: Double(learning) * Self.pictureTime
    case .vectors, .rows: 1.2
    case .weights: 0.8
    case .sum: 0.7
    }
  }

  /// How long a moment stands still before the next one follows by itself, in seconds: long enough
  /// to read what is new.
  private var pause: Double {
    let isNew = place == 0 || moments[place - 1].step.say != say
    return isNew ? 1 + Double(say.shown.count) / 35 : 0.5
  }

  private static func figure(
    of moment: Moment, _ explorer: Explorer, earlier: Figure?
  ) -> Figure {
    let terms: Int
    switch moment.step.part {
    case .rows(let order): return .rows(ComputedRows(explorer, order: order))
    case .training(let set, _, _), .unseen(let set):
      if case .training? = earlier, let earlier { return earlier }
      let scenes = (0..<explorer.sentences.count).map(explorer.sentences.scene(at:))
      return .training(
        TrainingRun(set, showing: scenes, words: explorer.sentence.model.words))
    case .learners:
      if case .learners? = earlier, let earlier { return earlier }
      return .learners(LearnersRun(words: explorer.sentence.model.words))
    case .words, .vectors, .weights: terms = 0
    case .sum: terms = moment.terms
    case .symbol: terms = explorer.sentence.tokens.count
    }
    let known: PartialBlend? = if case .blending(let blend)? = earlier { blend } else { nil }
    return .blending(PartialBlend(explorer, count: terms, earlier: known))
  }
}
