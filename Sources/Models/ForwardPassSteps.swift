import AttentionCore

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
