import AttentionCore
import Explorer
import Models

/// Learners with and without attention as they learn, beside each other, from the same sentences with
/// one word that matters: of 8 words, of 30 and of 60. Learning takes longer than a picture may wait, so
/// it is done beside the loop, a round at a time; every run is the same.
public struct LearnersRun: Sendable {
  /// Who learns.
  public enum Kind: String, CaseIterable, Sendable {
    /// A small attention head.
    case attention
    /// The mean of all words.
    case mean
    /// A recurrent network without gates, with a state of 16 numbers.
    case recurrent
    /// A convolution over three words.
    case convolution

    /// In how many steps it learns, how large these are, and the length that a gradient is cut to: what
    /// suits each.
    fileprivate var schedule: (steps: Int, rate: Double, longest: Double?) {
      switch self {
      case .attention: (450, 6, nil)
      case .mean: (1000, 6, nil)
      case .recurrent: (120, 0.7, 1)
      case .convolution: (300, 0.25, nil)
      }
    }

    fileprivate func learner(dimension: Int) -> any Learner {
      switch self {
      case .attention: AttentionLearner(dimension: dimension, seed: 1)
      case .mean: MeanLearner(dimension: dimension)
      case .recurrent: RecurrentLearner(dimension: dimension, seed: 1)
      case .convolution: ConvolutionLearner(dimension: dimension, seed: 1)
      }
    }
  }

  /// What a learner has come to.
  public struct Outcome: Sendable {
    /// The mean cross-entropy over the sentences that are learned from, in nats.
    public let loss: Double
    /// The part of the answers that is right with cues that were never learned from.
    public let right: Double
    /// The mean weight on these cues; `nil` where there are no weights.
    public let weight: Double?
  }

  /// All that learns from sentences of one length, after some rounds.
  public struct Course: Sendable {
    fileprivate let sentences: OneWordThatMatters
    fileprivate var learners: [any Learner]
    /// What each kind had come to after each round, from before the first one; in the order of the kinds.
    public fileprivate(set) var outcomes: [[Outcome]]

    /// How many rounds were taken.
    public var rounds: Int { outcomes[0].count - 1 }

    fileprivate init(words count: Int, _ vectors: WordVectors) {
      let sentences = OneWordThatMatters(words: count, from: vectors)
      learners = Kind.allCases.map { $0.learner(dimension: vectors.dimension) }
      outcomes = learners.map { [Self.outcome(of: $0, sentences)] }
      self.sentences = sentences
    }

    fileprivate mutating func takeRound() {
      let round = rounds
      for (place, kind) in Kind.allCases.enumerated() {
        let (steps, rate, longest) = kind.schedule
        let step = { steps * $0 / LearnersRun.rounds }
        for _ in step(round)..<step(round + 1) {
          learners[place].learn(from: sentences.known, rate: rate, longest: longest)
        }
        outcomes[place].append(Self.outcome(of: learners[place], sentences))
      }
    }

    private static func outcome(
      of learner: any Learner, _ sentences: OneWordThatMatters
    ) -> Outcome {
      let weights = (learner as? AttentionLearner).map { attention in
        sentences.unknown.map { attention.weights(of: $0.sentence)[$0.cue] }
      }
      return Outcome(
        loss: learner.crossEntropy(over: sentences.known),
        right: learner.accuracy(on: sentences.unknown.map(\.sentence)),
        weight: weights.map { $0.reduce(0, +) / Double(max(1, $0.count)) })
    }
  }

  private final class Identity: Sendable {}

  /// What came of a round.
  private struct Found: Sendable {
    let run: Identity
    let length: Int
    let course: Course
  }

  /// How many words the sentences can have.
  public static let lengths = [8, 30, 60]
  /// In how many rounds all is learned.
  public static let rounds = 40

  /// What was learned so far, by the number of words.
  public private(set) var courses: [Int: Course] = [:]
  private var allowed: [Int: Int] = [:]
  private let identity = Identity()
  private let vectors: WordVectors

  /// Learners that have not begun.
  public init(words vectors: WordVectors) { self.vectors = vectors }

  /// Lets so many rounds be taken with sentences of `length` words; what was allowed before stays.
  public mutating func allow(_ rounds: Int, of length: Int) {
    allowed[length] = max(allowed[length] ?? 0, min(rounds, Self.rounds))
  }

  /// Lets all be learned that was begun.
  mutating func allowAllBegun() {
    for length in allowed.keys { allow(Self.rounds, of: length) }
  }

  /// Whether the learners of `length` words have taken all the rounds that they may.
  public func isAbreast(of length: Int) -> Bool {
    courses[length].map { $0.rounds >= allowed[length] ?? 0 } ?? (allowed[length] == nil)
  }

  /// The next round that may be taken; `nil` where none is.
  ///
  /// - Parameter length: the number of words that goes before others.
  public func work(first length: Int?) -> ViewWork? {
    let lengths = ([length].compactMap(\.self) + Self.lengths).filter { !isAbreast(of: $0) }
    guard let length = lengths.first else { return nil }
    return ViewWork { [identity, vectors, known = courses[length]] in
      var course = known ?? Course(words: length, vectors)
      if known != nil { course.takeRound() }
      return Found(run: identity, length: length, course: course)
    }
  }

  /// Takes in what came of a round, where it is of this run and the next one.
  public mutating func take(_ found: any Sendable) {
    guard let found = found as? Found, found.run === identity,
      found.course.rounds == (courses[found.length]?.rounds ?? -1) + 1
    else { return }
    courses[found.length] = found.course
  }
}
