import Glibc

/// A sentence to learn from: the vectors of its words, the word that is asked about, and which of two
/// things that word means there.
public struct TrainingSentence: Sendable {
  /// The words' vectors, n × d, row after row.
  let vectors: [Double]
  /// How many numbers a vector has.
  let dimension: Int
  /// The word that is asked about, from 0.
  public let query: Int
  /// Whether it means the second of the two things.
  public let isSecond: Bool

  /// A sentence of `vectors`, one for each word.
  public init(_ vectors: Matrix, query: Int, isSecond: Bool) {
    self.vectors = vectors.elements.map(Double.init)
    dimension = vectors.columns
    self.query = query
    self.isSecond = isSecond
  }

  /// How many words it has.
  public var count: Int { dimension == 0 ? 0 : vectors.count / dimension }
  /// Where the vector of a word stands in `vectors`.
  func place(_ word: Int) -> Range<Int> { word * dimension..<(word + 1) * dimension }
}

/// Something that makes one vector of a sentence's, tells by it which of two things a word means, and
/// learns from sentences whose answers are known.
///
/// All of them read the blended vector a alike: the answer is the second where u · a + b is positive,
/// with the probability σ(u · a + b); u and b are learned too and begin at 0.
public protocol Learner: Sendable {
  /// All that it learns, in one row.
  var parameters: [Double] { get set }

  /// u · a + b of a sentence, and where `gradient` is given, what the loss gains for each parameter
  /// that grows, added to it.
  ///
  /// - Parameter gradient: as many numbers as there are parameters.
  func logit(of sentence: TrainingSentence, gradient: inout [Double]?) -> Double
}

extension Learner {
  /// The probability that the word means the second thing.
  public func probability(of sentence: TrainingSentence) -> Double {
    var none: [Double]?
    return sigmoid(logit(of: sentence, gradient: &none))
  }

  /// The mean cross-entropy over `sentences`, in nats, and its gradient.
  ///
  /// - Complexity: one pass forward and one back through every sentence.
  public func loss(of sentences: [TrainingSentence]) -> (loss: Double, gradient: [Double]) {
    var gradient: [Double]? = Array(repeating: 0, count: parameters.count)
    var loss = 0.0
    for sentence in sentences {
      loss += crossEntropy(of: sentence, gradient: &gradient)
    }
    let count = Double(max(1, sentences.count))
    return (loss / count, (gradient ?? []).map { $0 / count })
  }

  /// The mean cross-entropy over `sentences`, in nats, alone.
  ///
  /// - Complexity: one pass forward through every sentence.
  public func crossEntropy(over sentences: [TrainingSentence]) -> Double {
    var none: [Double]?
    let sum = sentences.reduce(0) { $0 + crossEntropy(of: $1, gradient: &none) }
    return sum / Double(max(1, sentences.count))
  }

  private func crossEntropy(of sentence: TrainingSentence, gradient: inout [Double]?) -> Double {
    let logit = logit(of: sentence, gradient: &gradient)
    // −ln σ(z) and −ln(1 − σ(z)), without the overflow of exp.
    let signed = sentence.isSecond ? -logit : logit
    return max(signed, 0) + log1p(exp(-abs(signed)))
  }

  /// One step of gradient descent over all sentences at once.
  ///
  /// - Parameters:
  ///   - rate: how far down the gradient it goes.
  ///   - longest: the length that the gradient is cut to; `nil` leaves it as it is.
  /// - Returns: the loss before the step, in nats.
  @discardableResult
  public mutating func learn(
    from sentences: [TrainingSentence], rate: Double, longest: Double? = nil
  ) -> Double {
    let (loss, gradient) = loss(of: sentences)
    let length = longest == nil ? 0 : gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let scale = longest.map { length > $0 ? rate * $0 / length : rate } ?? rate
    for place in parameters.indices { parameters[place] -= scale * gradient[place] }
    return loss
  }

  /// The part of `sentences` whose answer it gives, from 0 to 1.
  public func accuracy(on sentences: [TrainingSentence]) -> Double {
    let right = sentences.count { (probability(of: $0) > 0.5) == $0.isSecond }
    return Double(right) / Double(max(1, sentences.count))
  }
}

/// σ(z) = 1 / (1 + exp(−z)).
func sigmoid(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }
