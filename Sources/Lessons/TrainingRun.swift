import AttentionCore
import Models
import Scenes
import Text

/// A small attention head as it learns from a training set, and beside it one that takes the mean of
/// all words. Both go down the gradient over all sentences at once, and every run is the same.
public struct TrainingRun: Sendable {
  /// What is made of a sentence.
  public struct Answer: Sendable {
    /// Its words.
    public let words: [SafeText]
    /// The word that is asked about.
    public let query: Int
    /// The head's weights on the words.
    public let weights: [Double]
    /// How probable the second meaning is, by the head and by the mean.
    public let head, mean: Double
    /// Whether it is the second meaning; `nil` where nobody said.
    public let isSecond: Bool?
  }

  /// How wrong the answers are, in nats, and the part of them that is right.
  public struct Measure: Sendable {
    /// The mean cross-entropy over the sentences that are learned from.
    public let loss: Double
    /// How many of these sentences it has right, and how many of the unseen ones.
    public let right, unseenRight: Int
  }

  private struct State {
    var head: AttentionLearner
    var mean: MeanLearner
    /// The losses before each step.
    var headLosses: [Double] = []
    var meanLosses: [Double] = []
  }

  /// How many numbers a query and a key of the head have.
  public static let width = 16
  /// How far down the gradient a step goes.
  static let rate = 3.0
  private static let seed: UInt64 = 1
  /// From one state that is kept to the next, so that going back repeats no more steps than these.
  private static let stride = 20

  /// What is learned from.
  public let set: TrainingSet
  /// The sentences of the page as they stand now.
  public private(set) var shown: [Answer] = []
  /// The set's unseen sentences as they stand now.
  public private(set) var unseen: [Answer] = []
  /// How the head does now.
  public private(set) var head = Measure(loss: 0, right: 0, unseenRight: 0)
  /// How the mean does now.
  public private(set) var mean = Measure(loss: 0, right: 0, unseenRight: 0)
  private var state: State
  private var kept: [State] = []
  private let scenes: [(words: [SafeText], query: Int, vectors: TrainingSentence)]
  private let known, unknown: [TrainingSentence]

  /// A head that has learned nothing.
  ///
  /// - Parameters:
  ///   - scenes: the sentences to show.
  ///   - words: the vectors of the words, which are divided by their mean length.
  init(_ set: TrainingSet, showing scenes: [Scene], words: WordVectors) {
    var vectors: [String: [Float]] = [:]
    for word in (set.seen + set.unseen).flatMap(\.words) + scenes.flatMap(\.tokens) {
      vectors[word.original] = vectors[word.original] ?? words.vector(of: word.original)
    }
    let learned = Set(set.seen.flatMap(\.words).map { $0.original.lowercased() }).sorted()
    let length = learned.reduce(Float(0)) { sum, word in
      sum + words.vector(of: word).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    let scale = length > 0 ? Float(learned.count) / length : 1
    let sentence = { (words: [SafeText], query: Int, isSecond: Bool) in
      let rows = words.map { (vectors[$0.original] ?? []).map { $0 * scale } }
      return TrainingSentence(
        Matrix(rows) ?? Matrix(rows: 0, columns: 0), query: query, isSecond: isSecond)
    }
    self.set = set
    self.scenes = scenes.map {
      ($0.tokens, $0.attending, sentence($0.tokens, $0.attending, false))
    }
    known = set.seen.map { sentence($0.words, $0.query, $0.isSecond) }
    unknown = set.unseen.map { sentence($0.words, $0.query, $0.isSecond) }
    state = State(
      head: AttentionLearner(dimension: words.dimension, width: Self.width, seed: Self.seed),
      mean: MeanLearner(dimension: words.dimension))
    measure()
  }

  /// How many steps were taken.
  public var steps: Int { state.headLosses.count }
  /// The losses of the head, from before the first step to now.
  public var headLosses: [Double] { state.headLosses + [head.loss] }
  /// The losses of the mean, from before the first step to now.
  public var meanLosses: [Double] { state.meanLosses + [mean.loss] }

  /// Goes to where so many steps are taken, forwards or back.
  ///
  /// - Complexity: a step goes once through all sentences, forwards and back; going back takes fewer
  ///   than 20 of them.
  package mutating func learn(to steps: Int) {
    guard steps != self.steps else { return }
    if steps < self.steps {
      kept.removeSubrange(min(kept.count, steps / Self.stride + 1)...)
      if let last = kept.last { state = last }
    }
    while self.steps < steps { step() }
    measure()
  }

  private mutating func step() {
    if steps.isMultiple(of: Self.stride), kept.count == steps / Self.stride { kept.append(state) }
    state.headLosses.append(state.head.learn(from: known, rate: Self.rate))
    state.meanLosses.append(state.mean.learn(from: known, rate: Self.rate))
  }

  private mutating func measure() {
    head = measure(of: state.head)
    mean = measure(of: state.mean)
    shown = scenes.map { answer($0.words, $0.query, $0.vectors, isSecond: nil) }
    unseen = zip(set.unseen, unknown).map { answer($0.words, $0.query, $1, isSecond: $0.isSecond) }
  }

  private func measure(of learner: some Learner) -> Measure {
    let right = { (sentences: [TrainingSentence]) in
      Int((learner.accuracy(on: sentences) * Double(sentences.count)).rounded())
    }
    return Measure(
      loss: learner.crossEntropy(over: known), right: right(known), unseenRight: right(unknown))
  }

  private func answer(
    _ words: [SafeText], _ query: Int, _ sentence: TrainingSentence, isSecond: Bool?
  ) -> Answer {
    Answer(
      words: words, query: query, weights: state.head.weights(of: sentence),
      head: state.head.probability(of: sentence), mean: state.mean.probability(of: sentence),
      isSecond: isSecond)
  }
}
