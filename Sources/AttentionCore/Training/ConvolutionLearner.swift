/// A convolution over three words, h = tanh(W · (e_{i−1}, e_i, e_{i+1}) + c), read at the word that is
/// asked about. Of what stands further away it sees nothing: that takes more layers.
public struct ConvolutionLearner: Learner {
  /// All that it learns, in one row.
  public var parameters: [Double]
  private let dimension: Int
  private let layer: NeuralLayer
  private let readout: Readout

  /// A network that has learned nothing: random small weights.
  ///
  /// - Parameters:
  ///   - dimension: how many numbers a word's vector has.
  ///   - width: how many numbers it makes of three words.
  ///   - seed: the same seed gives the same numbers.
  public init(dimension: Int, width: Int = 16, seed: UInt64) {
    self.dimension = dimension
    layer = NeuralLayer(width: width, inputs: 3 * dimension, start: 0)
    readout = Readout(width: width, start: layer.count)
    parameters = randomWeights(
      count: layer.count, inputs: layer.inputs, and: width + 1, seed: seed)
  }

  /// u · a + b of a sentence; the loss's gradient is added to `gradient`, where it is given.
  public func logit(of sentence: TrainingSentence, gradient: inout [Double]?) -> Double {
    // Before the first word and after the last one there is nothing.
    let nothing = [Double](repeating: 0, count: dimension)
    let input = (sentence.query - 1...sentence.query + 1).flatMap { word in
      0..<sentence.count ~= word ? Array(sentence.vectors[sentence.place(word)]) : nothing
    }
    let state = layer.output(input, parameters)
    let logit = readout.logit(state, parameters)
    guard gradient != nil else { return logit }
    let slope = sigmoid(logit) - (sentence.isSecond ? 1 : 0)
    let slopes = readout.back(slope, state, parameters, gradient: &gradient)
    _ = layer.back(slopes, output: state, input: input, parameters, gradient: &gradient)
    return logit
  }
}
