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
  private let transformer: Transformer
  private let embedded: FloatTable
  private let layers: [Layer]

  /// What was computed in a layer.
  private struct Layer: Sendable {
    let interventions: LayerInterventions
    /// n rows: see `ProjectionLayout`.
    let projections: FloatTable
    /// n rows: the hidden states after the layer.
    let hidden: FloatTable
  }

  /// The shape of the model.
  public var shape: ModelShape { transformer.shape }

  /// A pass over the same sentence with `interventions` in the place of this one's: only what they
  /// change is computed.
  public func with(_ interventions: Interventions) -> ForwardPass {
    ForwardPass(transformer, tokenIDs, interventions, after: self)
  }

  /// The n scores of `query` in one head, q · k / √d: before interventions and temperature; −∞ where
  /// the model itself hides a token from the query.
  public func scores(_ head: HeadID, query: Int) -> [Float] {
    var scores = attention(head.layer).scores(query, head.index)
    if shape.isCausal {
      for key in query + 1..<max(query + 1, scores.count) { scores[key] = -.infinity }
    }
    return scores
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

  private func attention(_ layer: Int) -> ScaledDotProductAttention {
    ScaledDotProductAttention(
      layout: shape.projections, projections: layers[layer].projections,
      heads: layers[layer].interventions.heads)
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

  /// The hidden state of `token` after the last layer: `shape.hiddenSize` numbers.
  public func final(token: Int) -> [Float] {
    hidden(layer: layers.count - 1, token: token)
  }

  private func projection(_ head: HeadID, _ token: Int, from column: Int) -> [Float] {
    layers[head.layer].projections.copy(token, column..<column + shape.headSize)
  }
}

extension ForwardPass {
  /// What has to be computed anew in a layer.
  private struct Step {
    let layer: Int
    /// The tokens whose queries, keys and values are not as they were.
    let projected: Range<Int>
    /// The tokens whose hidden states after the layer are not.
    let attended: Range<Int>
  }

  /// Runs `transformer`, from the first token of the first layer on that `interventions` make another
  /// than it was in `earlier`, a pass over the same tokens.
  init(
    _ transformer: Transformer, _ tokenIDs: [Int], _ interventions: Interventions,
    after earlier: ForwardPass?
  ) {
    let shape = transformer.shape
    let all = tokenIDs.indices
    var layers: [Layer] = []
    var steps: [Step] = []
    // The tokens whose hidden states before the layer are not as they were.
    var changed = earlier == nil ? all : 0..<0
    for index in 0..<shape.layers {
      let known = earlier?.layers[index]
      let own = LayerInterventions(interventions, layer: index, shape)
      let projected = changed.covering(
        known.map { own.projections(differingFrom: $0.interventions, all) } ?? all)
      let attended =
        own.reach(of: projected, all)
        .covering(known.map { own.queries(differingFrom: $0.interventions, all) } ?? all)
      changed = own.needsAll && !attended.isEmpty ? all : attended
      if let known, changed.isEmpty {
        layers.append(known)
        continue
      }
      steps.append(Step(layer: index, projected: projected, attended: changed))
      let projections =
        known.flatMap { projected.isEmpty ? $0.projections : nil }
        ?? FloatTable(rows: all.count, columns: shape.projections.columns)
      layers.append(
        Layer(
          interventions: own, projections: projections,
          hidden: FloatTable(rows: all.count, columns: shape.hiddenSize)))
    }
    self.tokenIDs = tokenIDs
    self.interventions = interventions
    self.transformer = transformer
    embedded = earlier?.embedded ?? FloatTable(rows: all.count, columns: shape.hiddenSize)
    self.layers = layers
    if !steps.isEmpty { run(steps, after: earlier) }
  }

  private func run(_ steps: [Step], after earlier: ForwardPass?) {
    let (architecture, all) = (transformer.architecture, tokenIDs.indices)
    let room = LayerRoom(count: all.count, shape)
    let headOutputs = FloatTable(rows: all.count, columns: shape.heads * shape.headSize)
    Team.shared.work { member in
      if earlier == nil { architecture.embed(member, tokenIDs, all, into: embedded) }
      for step in steps {
        let layer = layers[step.layer]
        let before = step.layer == 0 ? embedded : layers[step.layer - 1].hidden
        let heads = layer.interventions.heads
        if !step.projected.isEmpty {
          layer.projections.copy(
            allBut: step.projected, from: earlier?.layers[step.layer].projections, member)
          architecture.project(
            member, layer: step.layer, step.projected, of: before, into: layer.projections)
          if layer.interventions.patchesProjections {
            layer.interventions.patch(member, layer.projections, step.projected, shape.projections)
            member.barrier()
          }
        }
        let attention = attention(step.layer)
        attention.attend(member, step.attended, into: headOutputs)
        member.barrier()
        if !heads.allSatisfy(\.leavesOutputs) {
          attention.intervene(member, step.attended, in: headOutputs)
          member.barrier()
        }
        layer.hidden.copy(allBut: step.attended, from: earlier?.layers[step.layer].hidden, member)
        architecture.finish(
          member, layer: step.layer, step.attended, headOutputs: headOutputs, of: before,
          into: layer.hidden, room)
        if !layer.interventions.residuals.isEmpty {
          if member.number == 0 { layer.interventions.patch(layer.hidden) }
          member.barrier()
        }
      }
    }
  }
}

extension FloatTable {
  /// Takes over from `other`, where there is one, this member's part of all rows but `rows`.
  fileprivate func copy(allBut rows: Range<Int>, from other: FloatTable?, _ member: Team.Member) {
    guard let other else { return }
    for kept in [0..<rows.lowerBound, rows.upperBound..<self.rows] {
      let own = member.slice(of: kept.count)
      copy(kept.lowerBound + own.lowerBound..<kept.lowerBound + own.upperBound, from: other)
    }
  }
}

extension Range<Int> {
  /// The smallest range that has all of both.
  fileprivate func covering(_ other: Range<Int>) -> Range<Int> {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
  }
}
