/// A small recurrent network (Elman 1990): a state that takes in one word after the other,
/// h_t = tanh(W · e_t + U · h_{t−1} + c), read after the last word. It has no gates, as an LSTM has.
public struct RecurrentLearner: Learner {
  /// All that it learns, in one row.
  public var parameters: [Double]
  private let layer: NeuralLayer
  private let readout: Readout

  /// A network that has learned nothing: random small weights.
  ///
  /// - Parameters:
  ///   - dimension: how many numbers a word's vector has.
  ///   - width: how many numbers the state has.
  ///   - seed: the same seed gives the same numbers.
  public init(dimension: Int, width: Int = 16, seed: UInt64) {
    layer = NeuralLayer(width: width, inputs: dimension + width, start: 0)
    readout = Readout(width: width, start: layer.count)
    parameters = randomWeights(
      count: layer.count, inputs: layer.inputs, and: width + 1, seed: seed)
  }

  /// u · a + b of a sentence; the loss's gradient is added to `gradient`, where it is given.
  public func logit(of sentence: TrainingSentence, gradient: inout [Double]?) -> Double {
    var states = [[Double](repeating: 0, count: layer.width)]
    let inputs = { (word: Int, state: [Double]) in
      Array(sentence.vectors[sentence.place(word)]) + state
    }
    for word in 0..<sentence.count {
      states.append(layer.output(inputs(word, states[word]), parameters))
    }
    let logit = readout.logit(states[sentence.count], parameters)
    guard gradient != nil else { return logit }
    let slope = sigmoid(logit) - (sentence.isSecond ? 1 : 0)
    var slopes = readout.back(slope, states[sentence.count], parameters, gradient: &gradient)
    for word in (0..<sentence.count).reversed() {
      slopes = layer.back(
        slopes, output: states[word + 1], input: inputs(word, states[word]), parameters,
        gradient: &gradient, kept: layer.width)
    }
    return logit
  }
}

/// Parameters that have learned nothing: `count` random ones whose spread keeps a sum of `inputs` of
/// them about as large as one input, and then `zeros` zeros.
func randomWeights(count: Int, inputs: Int, and zeros: Int, seed: UInt64) -> [Double] {
  var random = NormalNumbers(seed: seed)
  let spread = 1 / Double(inputs).squareRoot()
  return (0..<count).map { _ in spread * random.next() } + Array(repeating: 0, count: zeros)
}
