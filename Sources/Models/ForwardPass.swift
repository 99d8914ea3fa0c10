import AttentionCore

/// Everything that a transformer computed on the way through one sentence of n tokens.
///
/// Layers, heads and tokens are counted from 0. Passes share what is the same in them; weights are
/// computed when they are asked for.
///
/// - Complexity: for each layer n rows of queries, keys and values and n hidden states are kept.
public struct ForwardPass: Sendable {
  /// The tokens' numbers in the vocabulary.
  public let tokenIDs: [Int]
  /// What was done.
  public let interventions: Interventions
  let transformer: Transformer
  let embedded: TokenRows
  let layers: [Layer]

  /// What was computed in a layer.
  struct Layer: Sendable {
    let interventions: LayerInterventions
    /// n rows: see `ProjectionLayout`.
    let projections: TokenRows
    /// n rows: the hidden states after the layer.
    let hidden: TokenRows
  }

  /// The shape of the model.
  public var shape: ModelShape { transformer.shape }

  /// A pass over the same sentence with `interventions` in the place of this one's: only what they
  /// change is computed.
  public func with(_ interventions: Interventions) -> ForwardPass {
    ForwardPass(transformer, tokenIDs, interventions, after: self)
  }

  /// A pass over other tokens. Where no token sees what stands after it, those that both begin with are
  /// not computed again: of a sentence with one more token at its end that one alone is.
  ///
  /// - Parameter tokenIDs: as many as the model reads, at least one; each at least 0 and below
  ///   `shape.vocabularySize`.
  public func reading(_ tokenIDs: [Int]) -> ForwardPass {
    precondition(
      (1...transformer.longestSentence).contains(tokenIDs.count), "a sentence the model can read")
    return ForwardPass(transformer, tokenIDs, interventions, after: self)
  }

  /// The n scores of `query` in one head, q · k / √d: before interventions and temperature; −∞ where
  /// the model itself hides a token from the query.
  public func scores(_ head: HeadID, query: Int) -> [Float] {
    attention(head.layer).scores(query, head.index)
  }

  /// What the model adds to the score of `pair` in one head for how far apart its tokens are.
  public func scoreBias(_ head: HeadID, _ pair: Pair) -> Double {
    transformer.architecture.scoreBias.map {
      Double($0[head.index, pair.query, pair.key])
    } ?? 0
  }

  /// The n weights of `query` in one head as the network used them: after interventions, mask and
  /// temperature.
  public func weights(_ head: HeadID, query: Int) -> [Float] {
    attention(head.layer).weights(query..<query + 1, head.index)[0]
  }

  /// The same of every query: n rows.
  public func weights(_ head: HeadID) -> [[Float]] {
    attention(head.layer).weights(tokenIDs.indices, head.index)
  }

  func attention(_ layer: Int) -> ScaledDotProductAttention {
    ScaledDotProductAttention(
      layout: shape.projections, projections: layers[layer].projections,
      mask: transformer.mask(layer), heads: layers[layer].interventions.heads,
      bias: transformer.architecture.scoreBias)
  }

  /// The query vector of `token` in one head: `shape.headSize` numbers.
  public func query(_ head: HeadID, token: Int) -> [Float] {
    projection(head, token, from: shape.projections.query(head.index))
  }

  /// The key vector of `token` in one head: `shape.headSize` numbers.
  public func key(_ head: HeadID, token: Int) -> [Float] {
    projection(head, token, from: shape.projections.key(head.index))
  }

  /// The value vector of `token` in one head: `shape.headSize` numbers.
  public func value(_ head: HeadID, token: Int) -> [Float] {
    projection(head, token, from: shape.projections.value(head.index))
  }

  /// The hidden state of `token` before the first layer: `shape.hiddenSize` numbers.
  public func embedding(token: Int) -> [Float] {
    embedded.copy(token, 0..<embedded.columns)
  }

  /// The hidden state of `token` after `layer`: `shape.hiddenSize` numbers.
  public func hidden(layer: Int, token: Int) -> [Float] {
    layers[layer].hidden.copy(token, 0..<embedded.columns)
  }

  /// The vector at `place` of `token`, to be patched into another run; a head's output is what its
  /// weights and values make, whatever takes its place here.
  public func activation(_ place: Patch.Place, token: Int) -> [Float] {
    let head = HeadID(layer: place.layer, index: place.head ?? 0)
    return switch place.part {
    case .output: attention(head.layer).output(token, head.index)
    case .query: query(head, token: token)
    case .key: key(head, token: token)
    case .value: value(head, token: token)
    case .residual: hidden(layer: place.layer, token: token)
    }
  }

  /// What the last layer makes of `token`: its hidden state, in a decoder normalized as the output
  /// layer reads it. `shape.hiddenSize` numbers.
  public func final(token: Int) -> [Float] {
    let last = hidden(layer: layers.count - 1, token: token)
    return transformer.output?.finalNorm?.normalized(last) ?? last
  }

  /// What the model says at `token`: of a decoder what comes after it, of an encoder what stands in its
  /// place where it is masked, of a classifier its label or the sentence's (see
  /// `Transformer.prediction(at:)`); `nil` where it says nothing. Nothing is kept.
  ///
  /// - Complexity: O(vocabulary · hidden size).
  public func next(after token: Int) -> NextTokens? {
    guard let reader = transformer.reader(at: token, tokenIDs) else { return nil }
    return transformer.next(of: [hidden(layer: layers.count - 1, token: reader)]).first
  }

  /// What it would take for it if it ended after each layer: the output layer applied to the hidden
  /// states there. None where it predicts nothing.
  ///
  /// - Complexity: O(layers · vocabulary · hidden size).
  public func nextAfterLayers(_ token: Int) -> [NextTokens] {
    guard let reader = transformer.reader(at: token, tokenIDs) else { return [] }
    return transformer.next(of: layers.indices.map { hidden(layer: $0, token: reader) })
  }

  private func projection(_ head: HeadID, _ token: Int, from column: Int) -> [Float] {
    layers[head.layer].projections.copy(token, column..<column + shape.headSize)
  }
}
