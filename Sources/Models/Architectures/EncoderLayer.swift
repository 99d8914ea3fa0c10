import AttentionCore

/// One layer of the encoder: attention, then the feed-forward part, each added to what it read and
/// normalized.
struct EncoderLayer: Sendable {
  private let heads: Int
  private let headSize: Int
  private let activation: Activation
  /// The queries, keys and values of all heads in one product.
  private let projection: Linear
  private let attentionOutput: Linear
  private let attentionNorm: LayerNorm
  private let expansion: Linear
  private let contraction: Linear
  private let outputNorm: LayerNorm

  /// What the layer makes of a sentence of n tokens.
  struct Result: Sendable {
    /// What is done to each head's scores.
    let interventions: [HeadInterventions]
    /// n rows: the queries of all heads, then the keys, then the values.
    let projections: FloatTable
    /// n columns; n rows for each head, head after head.
    let weights: FloatTable
    /// n rows: the hidden vectors after the layer.
    let hidden: FloatTable
  }

  /// Where one thread puts what it needs only on the way through a layer, for its tokens.
  struct Scratch {
    fileprivate let blends: FloatTable
    fileprivate let attended: FloatTable
    fileprivate let expanded: FloatTable

    init(count: Int, _ configuration: ModelConfiguration) {
      blends = FloatTable(rows: count, columns: configuration.hiddenSize)
      attended = FloatTable(rows: count, columns: configuration.hiddenSize)
      expanded = FloatTable(rows: count, columns: configuration.intermediateSize)
    }
  }

  init(
    _ index: Int, _ tensors: EncoderTensors, _ configuration: ModelConfiguration
  ) throws(ModelFileError) {
    let (size, inner) = (configuration.hiddenSize, configuration.intermediateSize)
    let name = "encoder.layer.\(index)."
    heads = configuration.heads
    headSize = configuration.headSize
    activation = configuration.activation
    projection = try tensors.dense(
      ["query", "key", "value"].map { name + "attention.self." + $0 }, inputs: size, outputs: size)
    attentionOutput = try tensors.dense(
      [name + "attention.output.dense"], inputs: size, outputs: size)
    attentionNorm = try tensors.layerNorm(name + "attention.output.LayerNorm", configuration)
    expansion = try tensors.dense([name + "intermediate.dense"], inputs: size, outputs: inner)
    contraction = try tensors.dense([name + "output.dense"], inputs: inner, outputs: size)
    outputNorm = try tensors.layerNorm(name + "output.LayerNorm", configuration)
  }

  /// The products with weights, which are to be converted before the layer is used.
  var products: [Linear] { [projection, attentionOutput, expansion, contraction] }

  /// Room for the results of `count` tokens.
  ///
  /// - Parameter known: an earlier result with the same projections: edits don't change them.
  func room(for count: Int, _ interventions: [HeadInterventions], _ known: Result?) -> Result {
    let size = heads * headSize
    return Result(
      interventions: interventions,
      projections: known?.projections ?? FloatTable(rows: count, columns: 3 * size),
      weights: FloatTable(rows: heads * count, columns: count),
      hidden: FloatTable(rows: count, columns: size))
  }

  /// Writes the projections of `tokens`, whose vectors are in `hidden`, to `result`.
  func project(_ tokens: Range<Int>, of hidden: FloatTable, into result: Result) {
    projection.apply(to: hidden[tokens], into: result.projections[tokens])
  }

  /// Writes the weights of `tokens` and their new vectors to `result`, whose projections are there
  /// for all tokens.
  func attend(
    _ tokens: Range<Int>, of hidden: FloatTable, into result: Result, with scratch: Scratch
  ) {
    let all = 0..<tokens.count
    let (blends, attended, expanded) = (scratch.blends, scratch.attended, scratch.expanded)
    Attention(heads: heads, headSize: headSize, result: result).attend(tokens, into: blends)
    attentionOutput.apply(to: blends[all], into: attended[all], addedTo: hidden[tokens])
    attentionNorm.apply(to: attended[all])
    expansion.apply(to: attended[all], into: expanded[all], activation: activation)
    contraction.apply(to: expanded[all], into: result.hidden[tokens], addedTo: attended[all])
    outputNorm.apply(to: result.hidden[tokens])
  }
}
