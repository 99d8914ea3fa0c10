import AttentionCore
import Testing

/// Learners learn by the gradient, so it has to be the true one.
struct LearnerTests {
  /// Sentences of random vectors, which mean the first and the second thing in turn.
  private static func sentences(
    _ count: Int, words: Int, dimension: Int, seed: UInt64
  ) -> [TrainingSentence] {
    var random = NormalNumbers(seed: seed)
    return (0..<count).compactMap { place in
      let vectors = (0..<words).map { _ in (0..<dimension).map { _ in Float(random.next() / 4) } }
      return Matrix(vectors).map {
        TrainingSentence($0, query: place % words, isSecond: place.isMultiple(of: 2))
      }
    }
  }

  private static let learners: [any Learner] = [
    AttentionLearner(dimension: 12, width: 4, spread: 0.5, seed: 3), MeanLearner(dimension: 12),
    RecurrentLearner(dimension: 12, width: 5, seed: 4),
    ConvolutionLearner(dimension: 12, width: 5, seed: 5),
  ]

  @Test(arguments: learners.indices) func theGradientIsTheSlopeOfTheLoss(place: Int) {
    checkGradient(of: Self.learners[place])
  }

  private func checkGradient(of start: some Learner) {
    let sentences = Self.sentences(5, words: 6, dimension: 12, seed: 1)
    var learner = start
    for _ in 0..<3 { learner.learn(from: sentences, rate: 0.5) }
    let (loss, gradient) = learner.loss(of: sentences)
    #expect(learner.crossEntropy(over: sentences) == loss)
    #expect(gradient.contains { abs($0) > 1e-3 })
    for place in gradient.indices {
      var (more, less) = (learner, learner)
      more.parameters[place] += 1e-5
      less.parameters[place] -= 1e-5
      let slope = (more.loss(of: sentences).loss - less.loss(of: sentences).loss) / 2e-5
      #expect(abs(slope - gradient[place]) < 1e-8, "parameter \(place)")
    }
  }

  @Test(arguments: learners.indices) func theLossFallsAndEveryRunIsTheSame(place: Int) {
    let sentences = Self.sentences(8, words: 5, dimension: 12, seed: 2)
    let (one, other) = (run(Self.learners[place], sentences), run(Self.learners[place], sentences))
    #expect(one.losses == other.losses && one.parameters == other.parameters)
    #expect(one.losses[0] < 0.8)
    #expect(one.losses[299] < 0.5 * one.losses[0])
  }

  private func run(
    _ start: some Learner, _ sentences: [TrainingSentence]
  ) -> (losses: [Double], parameters: [Double]) {
    var learner = start
    let losses = (0..<300).map { _ in learner.learn(from: sentences, rate: 1, longest: 1) }
    return (losses, learner.parameters)
  }

  @Test func aHeadThatHasLearnedNothingLooksEverywhereAlike() throws {
    let sentence = try #require(Self.sentences(1, words: 8, dimension: 12, seed: 6).first)
    let weights = AttentionLearner(dimension: 12, seed: 1).weights(of: sentence)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
    #expect(weights.allSatisfy { abs($0 - 1.0 / 8) < 1e-3 })
    for learner in Self.learners { #expect(learner.probability(of: sentence) == 0.5) }
  }

  @Test func theHeadFindsTheOneWordThatMatters() throws {
    // The first word asks, the third one says which of the two it is; the others are noise.
    var random = NormalNumbers(seed: 8)
    func sentence(isSecond: Bool) -> TrainingSentence? {
      var vectors = (0..<6).map { _ in (0..<12).map { _ in Float(random.next() / 4) } }
      vectors[0] = (0..<12).map { $0 == 5 ? 3 : 0 }
      vectors[2][0] = 3
      vectors[2][1] = isSecond ? 3 : -3
      return Matrix(vectors).map { TrainingSentence($0, query: 0, isSecond: isSecond) }
    }
    let sentences = (0..<40).compactMap { sentence(isSecond: $0.isMultiple(of: 2)) }
    var learner = AttentionLearner(dimension: 12, width: 4, spread: 0.1, seed: 1)
    for _ in 0..<400 { learner.learn(from: sentences, rate: 1) }
    let unseen = (0..<40).compactMap { sentence(isSecond: $0.isMultiple(of: 2)) }
    #expect(learner.accuracy(on: unseen) == 1)
    #expect(try learner.weights(of: #require(unseen.first))[2] > 0.6)
  }

  @Test func aConvolutionSeesNothingFurtherAway() throws {
    var vectors = (0..<7).map { word in (0..<12).map { Float(word * $0 % 5) } }
    var learner = ConvolutionLearner(dimension: 12, width: 5, seed: 5)
    let sentences = Self.sentences(8, words: 7, dimension: 12, seed: 2)
    for _ in 0..<20 { learner.learn(from: sentences, rate: 0.5) }
    let one = TrainingSentence(try #require(Matrix(vectors)), query: 3, isSecond: true)
    vectors[1] = vectors[1].map { $0 + 9 }
    vectors[5] = vectors[5].map { $0 - 9 }
    let other = TrainingSentence(try #require(Matrix(vectors)), query: 3, isSecond: true)
    #expect(learner.probability(of: one) == learner.probability(of: other))
    vectors[4] = vectors[4].map { $0 + 1 }
    let near = TrainingSentence(try #require(Matrix(vectors)), query: 3, isSecond: true)
    #expect(learner.probability(of: one) != learner.probability(of: near))
  }

  @Test func aHopelessSentenceHasAFiniteLoss() throws {
    let sentences = Self.sentences(2, words: 3, dimension: 12, seed: 7)
    var learner = MeanLearner(dimension: 12)
    learner.parameters = learner.parameters.map { _ in 1e6 }
    #expect(learner.loss(of: sentences).loss.isFinite)
    #expect(learner.loss(of: []).loss == 0)
  }
}
