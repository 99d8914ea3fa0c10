import Glibc

/// A small attention head that learns where to look: q = W_q · e of the query, k_j = W_k · e_j, the
/// weights α = softmax(q · k_j / √k), and a = Σ α_j e_j.
///
/// All of it is smooth: the loss has a slope for every number of W_q and W_k, so that they can be
/// learned by going down it. That is what *soft* attention means (Bahdanau, Cho and Bengio 2015).
public struct AttentionLearner: Learner {
  /// All that it learns, in one row.
  public var parameters: [Double]
  private let dimension: Int
  private let width: Int

  /// A head that has learned nothing: random small projections.
  ///
  /// - Parameters:
  ///   - dimension: d, how many numbers a word's vector has.
  ///   - width: k, how many numbers a query and a key have.
  ///   - spread: the standard deviation of the projections' numbers.
  ///   - seed: the same seed gives the same numbers.
  public init(dimension: Int, width: Int = 16, spread: Double = 0.02, seed: UInt64) {
    self.dimension = dimension
    self.width = width
    var random = NormalNumbers(seed: seed)
    parameters = (0..<2 * width * dimension).map { _ in spread * random.next() }
    parameters += Array(repeating: 0, count: dimension + 1)
  }

  /// The weights of the query over the words of a sentence.
  public func weights(of sentence: TrainingSentence) -> [Double] {
    softmax(scores(of: sentence).scores)
  }

  /// u · a + b of a sentence; the loss's gradient is added to `gradient`, where it is given.
  public func logit(of sentence: TrainingSentence, gradient: inout [Double]?) -> Double {
    let (scores, query) = scores(of: sentence)
    let weights = softmax(scores)
    let (d, size) = (dimension, width * dimension)
    return parameters.withUnsafeBufferPointer { parameters in
      sentence.vectors.withUnsafeBufferPointer { vectors in
        guard let parameters = parameters.baseAddress, let vectors = vectors.baseAddress else {
          return 0
        }
        let readout = parameters + 2 * size
        // u · e_j: what each word says by itself. u · a is their average.
        let said = weights.indices.map { readout.dot(vectors + $0 * d, count: d) }
        let answer = zip(weights, said).reduce(0) { $0 + $1.0 * $1.1 }
        let logit = answer + readout[d]
        guard gradient != nil else { return logit }
        let slope = sigmoid(logit) - (sentence.isSecond ? 1 : 0)
        gradient?.withUnsafeMutableBufferPointer { gradient in
          guard let gradient = gradient.baseAddress else { return }
          (gradient + 2 * size)[d] += slope
          // A score draws the answer towards what its word says.
          var drawn = [Double](repeating: 0, count: d)
          drawn.withUnsafeMutableBufferPointer { drawn in
            guard let drawn = drawn.baseAddress else { return }
            for word in weights.indices {
              let vector = vectors + word * d
              (gradient + 2 * size).add(slope * weights[word], times: vector, count: d)
              let pull = slope * weights[word] * (said[word] - answer) / Double(width).squareRoot()
              drawn.add(pull, times: vector, count: d)
            }
            let asking = vectors + sentence.query * d
            for row in 0..<width {
              let key = parameters + size + row * d
              (gradient + row * d).add(
                UnsafePointer(drawn).dot(key, count: d), times: asking, count: d)
              (gradient + size + row * d).add(query[row], times: drawn, count: d)
            }
          }
        }
        return logit
      }
    }
  }

  /// The scores and the query's vector.
  private func scores(of sentence: TrainingSentence) -> (scores: [Double], query: [Double]) {
    let (d, size) = (dimension, width * dimension)
    // The query's vector as it is seen from the words: W_kᵀ · q.
    var direction = [Double](repeating: 0, count: d)
    return parameters.withUnsafeBufferPointer { parameters in
      sentence.vectors.withUnsafeBufferPointer { vectors in
        guard let parameters = parameters.baseAddress, let vectors = vectors.baseAddress else {
          return ([], [])
        }
        let asking = vectors + sentence.query * d
        let query = (0..<width).map { (parameters + $0 * d).dot(asking, count: d) }
        let scores = direction.withUnsafeMutableBufferPointer { direction in
          guard let direction = direction.baseAddress else { return [Double]() }
          for row in 0..<width {
            direction.add(query[row], times: parameters + size + row * d, count: d)
          }
          return (0..<sentence.count).map {
            UnsafePointer(direction).dot(vectors + $0 * d, count: d) / Double(width).squareRoot()
          }
        }
        return (scores, query)
      }
    }
  }
}

/// Random numbers of the normal distribution, the same for the same seed: two of all alike for one (Box
/// and Muller 1958).
public struct NormalNumbers: Sendable {
  private var numbers: RandomNumbers

  /// The numbers of a seed.
  public init(seed: UInt64) { numbers = RandomNumbers(seed: seed) }

  /// The next number: 0 on average, with a standard deviation of 1.
  public mutating func next() -> Double {
    (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// A number above 0 and up to 1, all alike.
  public mutating func uniform() -> Double {
    (Double(numbers.next() >> 11) + 1) / Double(1 << 53)
  }
}
