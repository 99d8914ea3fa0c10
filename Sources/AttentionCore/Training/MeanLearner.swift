/// The mean of all words' vectors, read by u and b: nothing but what it reads is learned.
public struct MeanLearner: Learner {
  public var parameters: [Double]
  private let dimension: Int

  /// One that has learned nothing.
  ///
  /// - Parameter dimension: how many numbers a word's vector has.
  public init(dimension: Int) {
    self.dimension = dimension
    parameters = Array(repeating: 0, count: dimension + 1)
  }

  public func logit(of sentence: TrainingSentence, gradient: inout [Double]?) -> Double {
    var mean = [Double](repeating: 0, count: dimension)
    for (place, number) in sentence.vectors.enumerated() {
      mean[place % dimension] += number / Double(sentence.count)
    }
    let logit = zip(mean, parameters).reduce(parameters[dimension]) { $0 + $1.0 * $1.1 }
    guard gradient != nil else { return logit }
    let slope = sigmoid(logit) - (sentence.isSecond ? 1 : 0)
    for place in mean.indices { gradient?[place] += slope * mean[place] }
    gradient?[dimension] += slope
    return logit
  }
}
