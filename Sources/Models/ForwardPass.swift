import AttentionCore
import COpenBLAS

/// Everything that a model computed on the way through one sentence of n tokens.
///
/// Layers, heads and tokens are counted from 0. Passes share what is the same in them.
///
/// - Complexity: it keeps n² weights for each head, and some 12 numbers for each layer and number
///   of a hidden vector.
public struct ForwardPass: Sendable {
  /// The numbers of the tokens in the vocabulary.
  public let pieces: [Int]
  /// What was done to the scores.
  public let interventions: Interventions
  private let encoder: Encoder
  let embedded: FloatTable
  let layers: [EncoderLayer.Result]

  init(
    encoder: Encoder, pieces: [Int], interventions: Interventions, embedded: FloatTable,
    layers: [EncoderLayer.Result]
  ) {
    self.encoder = encoder
    self.pieces = pieces
    self.interventions = interventions
    self.embedded = embedded
    self.layers = layers
  }

  /// The shape of the model.
  public var configuration: ModelConfiguration { encoder.configuration }

  /// A pass over the same sentence with `interventions` in the place of this one's.
  ///
  /// What comes before the first layer that they change is taken from here.
  public func adjusted(_ interventions: Interventions) -> ForwardPass {
    encoder.pass(pieces, interventions, after: self)
  }

  /// The n scores of `query` in one head, q · k / √d: before edits, mask and temperature.
  public func scores(_ head: HeadID, query: Int) -> [Float] {
    let projections = layers[head.layer].projections
    let (size, count) = (configuration.headSize, pieces.count)
    let query = projections[query][start(of: 0, head)...]
    let keys = projections[0..<count][start(of: 1, head)...]
    return [Float](unsafeUninitializedCapacity: count) { scores, initialized in
      scores.initialize(repeating: 0)
      cblas_sgemv(
        CblasRowMajor, CblasNoTrans, Int32(count), Int32(size), 1 / Float(size).squareRoot(),
        UnsafeBufferPointer(rebasing: keys).baseAddress, Int32(projections.columns),
        UnsafeBufferPointer(rebasing: query).baseAddress, 1, 0, scores.baseAddress, 1)
      initialized = count
    }
  }

  /// The n weights of `query` in one head: after edits, mask and temperature.
  public func weights(_ head: HeadID, query: Int) -> [Float] {
    layers[head.layer].weights.copy(head.index * pieces.count + query, pieces.indices)
  }

  /// The query vector of `token` in one head: `configuration.headSize` numbers.
  public func query(_ head: HeadID, token: Int) -> [Float] {
    projection(0, head, token)
  }

  /// The key vector of `token` in one head: `configuration.headSize` numbers.
  public func key(_ head: HeadID, token: Int) -> [Float] {
    projection(1, head, token)
  }

  /// The value vector of `token` in one head: `configuration.headSize` numbers.
  public func value(_ head: HeadID, token: Int) -> [Float] {
    projection(2, head, token)
  }

  /// The vector of `token` before the first layer: `configuration.hiddenSize` numbers.
  public func embedding(token: Int) -> [Float] {
    embedded.copy(token, 0..<embedded.columns)
  }

  /// The vector of `token` after `layer`: `configuration.hiddenSize` numbers.
  public func hidden(layer: Int, token: Int) -> [Float] {
    layers[layer].hidden.copy(token, 0..<embedded.columns)
  }

  /// The vector of `token` after the last layer: `configuration.hiddenSize` numbers.
  public func final(token: Int) -> [Float] {
    hidden(layer: layers.count - 1, token: token)
  }

  /// The column in which a head's part of the projections begins: 0 for queries, 1 for keys, 2 for
  /// values.
  private func start(of part: Int, _ head: HeadID) -> Int {
    part * configuration.hiddenSize + head.index * configuration.headSize
  }

  private func projection(_ part: Int, _ head: HeadID, _ token: Int) -> [Float] {
    let start = start(of: part, head)
    return layers[head.layer].projections.copy(token, start..<start + configuration.headSize)
  }
}
