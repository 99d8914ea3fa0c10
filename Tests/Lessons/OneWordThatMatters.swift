import AttentionCore
import Models

/// Sentences of *bank*, one cue of which of its two meanings it has, and chance words for the rest; and
/// what learners make of them, as chapter 9 states it.
struct OneWordThatMatters {
  /// What a learner comes to.
  struct Outcome: Sendable {
    let loss: Double
    /// The part of the answers that is right with cues that were never learned from.
    let right: Double
    /// The mean weight on these cues; `nil` where there are no weights.
    var weight: Double?
  }

  /// Who learns.
  enum Kind: String, CaseIterable, Sendable {
    case attention, mean, recurrent, convolution
  }

  private static let cues = [
    words("river stream water fished boat reeds swam flood canoe shore"),
    words("money deposit loan account cash savings mortgage interest cheque clerk"),
  ]
  private static let unseen = [
    words("lake otter raft ducks muddy current rowed fish"),
    words("dollars borrowed credit shares fees debt paid finance"),
  ]
  private static let fillers = words(
    """
    the a on in at by for with from to and or but so then when while after before again soon now there \
    here this that these some every other many old new small large long short red blue green white \
    early late slowly quickly quiet loud morning evening summer winter monday people children woman \
    man friend teacher letter table chair window street house garden book story song colour hour week \
    year walked talked thought looked heard said told knew found left came went made took gave saw \
    kept began
    """)

  private let vectors: [String: [Float]]
  private let known, unknown: [TrainingSentence]
  private let unknownCues: [Int]

  /// - Parameter count: how many words a sentence has.
  init(words count: Int, from words: WordVectors) {
    let known = ["bank"] + Self.cues.joined() + Self.fillers
    let length = known.reduce(Float(0)) { sum, word in
      sum + words.vector(of: word).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    let scale = Float(known.count) / length
    vectors = Dictionary(
      uniqueKeysWithValues: Set(known + Self.unseen.joined()).map { word in
        (word, words.vector(of: word).map { $0 * scale })
      })
    self.known = Self.sentences(160, count, Self.cues, seed: 1, vectors).map(\.sentence)
    let others = Self.sentences(200, count, Self.unseen, seed: 1001, vectors)
    unknown = others.map(\.sentence)
    unknownCues = others.map(\.cue)
  }

  /// What a learner of this kind comes to, each at a rate and for as many steps as suit it.
  func outcome(of kind: Kind) -> Outcome {
    let dimension = vectors["bank"]?.count ?? 0
    switch kind {
    case .attention:
      let learner = learned(AttentionLearner(dimension: dimension, seed: 1), rate: 6, steps: 450)
      var outcome = outcome(of: learner)
      let weights = zip(unknown, unknownCues).map { learner.weights(of: $0)[$1] }
      outcome.weight = weights.reduce(0, +) / Double(weights.count)
      return outcome
    case .mean: return outcome(of: learned(MeanLearner(dimension: dimension), rate: 6, steps: 1000))
    case .recurrent:
      return outcome(
        of: learned(
          RecurrentLearner(dimension: dimension, seed: 1), rate: 0.7, steps: 120, longest: 1))
    case .convolution:
      return outcome(
        of: learned(ConvolutionLearner(dimension: dimension, seed: 1), rate: 0.25, steps: 300))
    }
  }

  private func learned<L: Learner>(
    _ learner: L, rate: Double, steps: Int, longest: Double? = nil
  ) -> L {
    var learner = learner
    for _ in 0..<steps { learner.learn(from: known, rate: rate, longest: longest) }
    return learner
  }

  private func outcome(of learner: some Learner) -> Outcome {
    Outcome(loss: learner.loss(of: known).loss, right: learner.accuracy(on: unknown))
  }

  private static func sentences(
    _ count: Int, _ length: Int, _ cues: [[String]], seed: UInt64, _ vectors: [String: [Float]]
  ) -> [(sentence: TrainingSentence, cue: Int)] {
    var random = NormalNumbers(seed: seed)
    func chance(_ count: Int) -> Int { min(count - 1, Int(random.uniform() * Double(count))) }
    return (0..<count).compactMap { place in
      var words = (0..<length).map { _ in fillers[chance(fillers.count)] }
      let (query, other) = (chance(length), chance(length - 1))
      let cue = other < query ? other : other + 1
      let meanings = cues[place % 2]
      words[query] = "bank"
      words[cue] = meanings[chance(meanings.count)]
      guard let matrix = Matrix(words.compactMap { vectors[$0] }) else { return nil }
      return (TrainingSentence(matrix, query: query, isSecond: place % 2 == 1), cue)
    }
  }

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
