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

extension ForwardPass {
  /// What has to be computed anew in a layer, and where it goes.
  private struct Step {
    let layer: Int
    /// The tokens whose queries, keys and values are not as they were.
    let projected: Range<Int>
    /// The tokens whose hidden states after the layer are not.
    let attended: Range<Int>
    let projections: FloatTable?
    let hidden: FloatTable
    /// The hidden states before the layer, and a table that has all that are read, which are copied
    /// there first where they are in more than one.
    let before: TokenRows
    let gathered: FloatTable?

    var rows: Range<Int> { projected.covering(attended) }
  }

  /// Runs `transformer`, from the first token of the first layer on that is another than it was in
  /// `earlier`, because other interventions make it so or because the sentence goes on otherwise.
  init(
    _ transformer: Transformer, _ tokenIDs: [Int], kinds: [Int] = [],
    _ interventions: Interventions, after earlier: ForwardPass?
  ) {
    let shape = transformer.shape
    let all = tokenIDs.indices
    let earlier = earlier.flatMap {
      $0.isOfUse(for: tokenIDs) ? $0.prefix(sharedWith: tokenIDs) : nil
    }
    // The tokens whose hidden states before the layer are not as they were.
    let new = (earlier?.tokenIDs.count ?? 0)..<all.upperBound
    var changed = new
    let fresh = new.isEmpty ? nil : FloatTable(new, columns: shape.hiddenSize)
    let embedded = TokenRows(earlier?.embedded, with: fresh)
    var before = embedded
    var layers: [Layer] = []
    var steps: [Step] = []
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
        before = known.hidden
        continue
      }
      let projections =
        projected.isEmpty ? nil : FloatTable(projected, columns: shape.projections.columns)
      let hidden = FloatTable(changed, columns: shape.hiddenSize)
      let read = projected.covering(changed)
      steps.append(
        Step(
          layer: index, projected: projected, attended: changed, projections: projections,
          hidden: hidden, before: before,
          gathered: before.table(with: read) == nil
            ? FloatTable(read, columns: shape.hiddenSize) : nil))
      layers.append(
        Layer(
          interventions: own, projections: TokenRows(known?.projections, with: projections),
          hidden: TokenRows(known?.hidden, with: hidden)))
      before = layers[index].hidden
    }
    self.tokenIDs = tokenIDs
    self.interventions = interventions
    self.transformer = transformer
    self.embedded = embedded
    self.layers = layers
    if !steps.isEmpty { run(steps, new, ofKinds: kinds, embeddedIn: fresh) }
  }

  private init(
    _ pass: ForwardPass, _ tokenIDs: [Int], _ embedded: TokenRows, _ layers: [Layer]
  ) {
    self.tokenIDs = tokenIDs
    interventions = pass.interventions
    transformer = pass.transformer
    self.embedded = embedded
    self.layers = layers
  }

  /// Whether what is known here holds for the tokens that `others` begin with too.
  private func isOfUse(for others: [Int]) -> Bool {
    others == tokenIDs
      || shape.isCausal && others.first == tokenIDs.first
        && !layers.contains(where: \.interventions.needsAll)
  }

  /// What is known of the first tokens, those that `others` have too.
  private func prefix(sharedWith others: [Int]) -> ForwardPass {
    guard others != tokenIDs else { return self }
    let count = zip(tokenIDs, others).prefix { $0 == $1 }.count
    let keep = { (rows: TokenRows) in
      let rows = rows.prefix(count)
      return rows.isScattered ? rows.together() : rows
    }
    return ForwardPass(
      self, Array(tokenIDs[..<count]), keep(embedded),
      layers.map {
        Layer(
          interventions: $0.interventions, projections: keep($0.projections),
          hidden: keep($0.hidden))
      })
  }

  private func run(
    _ steps: [Step], _ new: Range<Int>, ofKinds kinds: [Int], embeddedIn fresh: FloatTable?
  ) {
    let architecture = transformer.architecture
    let rows = steps.reduce(0..<0) { $0.covering($1.rows) }
    let room = LayerRoom(rows, shape)
    let headOutputs = FloatTable(rows, columns: shape.heads * shape.headSize)
    Team.shared.work { member in
      if let fresh { architecture.embed(member, tokenIDs, kinds: kinds, new, into: fresh) }
      for step in steps {
        let layer = layers[step.layer]
        let heads = layer.interventions.heads
        if let gathered = step.gathered {
          if member.number == 0 { step.before.copy(step.rows, into: gathered) }
          member.barrier()
        }
        guard let before = step.gathered ?? step.before.table(with: step.rows) else { return }
        if let projections = step.projections {
          architecture.project(
            member, layer: step.layer, step.projected, of: before, into: projections, room)
          if layer.interventions.patchesProjections {
            layer.interventions.patch(member, projections, step.projected, shape.projections)
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
        architecture.finish(
          member, layer: step.layer, step.attended, headOutputs: headOutputs, of: before,
          into: step.hidden, room)
        if !layer.interventions.residuals.isEmpty {
          if member.number == 0 { layer.interventions.patch(step.hidden) }
          member.barrier()
        }
      }
    }
  }
}

extension TokenRows {
  /// The rows known so far, where there are any, and those of `table` in the place of theirs.
  fileprivate init(_ known: TokenRows?, with table: FloatTable?) {
    switch (known, table) {
    case (let known?, let table?): self = known.replacing(with: table)
    case (let known?, nil): self = known
    case (nil, let table?): self.init(table)
    case (nil, nil): self.init(FloatTable(rows: 0, columns: 0))
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
