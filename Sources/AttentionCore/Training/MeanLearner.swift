/// The mean of all words' vectors, read by u and b: nothing but what it reads is learned.
public struct MeanLearner: Learner {
  /// All that it learns, in one row.
  public var parameters: [Double]
  private let dimension: Int

  /// One that has learned nothing.
  ///
  /// - Parameter dimension: how many numbers a word's vector has.
  public init(dimension: Int) {
    self.dimension = dimension
    parameters = Array(repeating: 0, count: dimension + 1)
  }

  /// u · a + b of a sentence; the loss's gradient is added to `gradient`, where it is given.
  public func logit(of sentence: TrainingSentence, gradient: inout [Double]?) -> Double {
    let mean = mean(of: sentence)
    let logit = zip(mean, parameters).reduce(parameters[dimension]) { $0 + $1.0 * $1.1 }
    guard gradient != nil else { return logit }
    let slope = sigmoid(logit) - (sentence.isSecond ? 1 : 0)
    for place in mean.indices { gradient?[place] += slope * mean[place] }
    gradient?[dimension] += slope
    return logit
  }

  private func mean(of sentence: TrainingSentence) -> [Double] {
    var mean = [Double](repeating: 0, count: dimension)
    let part = 1 / Double(max(1, sentence.count))
    mean.withUnsafeMutableBufferPointer { mean in
      sentence.vectors.withUnsafeBufferPointer { vectors in
        guard let mean = mean.baseAddress, let vectors = vectors.baseAddress else { return }
        for word in 0..<sentence.count {
          mean.add(part, times: vectors + word * dimension, count: dimension)
        }
      }
    }
    return mean
  }
}
