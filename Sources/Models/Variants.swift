import AttentionCore

/// What a run over a sentence comes to at one of its tokens.
public struct RunResult: Sendable {
  /// What the last layer makes of the token: see `ForwardPass.final`.
  public let final: [Float]
  /// What the model says there: see `ForwardPass.next(after:)`.
  public let next: NextTokens?
}

extension ForwardPass {
  /// What a run comes to at `token` under each of `variants`, which stand in the place of this pass's
  /// interventions: the same as `with` gives one by one.
  ///
  /// They go through the layers together, each from the first layer on in which it differs, so that
  /// weights are read once for many of them. Between the layers others may have the processors.
  ///
  /// - Complexity: for each variant that of the layers from the first on in which it differs.
  public func results(at token: Int, under variants: [Interventions]) -> [RunResult] {
    guard !variants.isEmpty else { return [] }
    let last = VariantRun(self, variants, token).lastHidden()
    let reader = transformer.reader(at: token, tokenIDs)
    let next = reader.map { reader in
      transformer.next(of: reader == token ? last : VariantRun(self, variants, reader).lastHidden())
    }
    return last.indices.map { place in
      RunResult(
        final: transformer.output?.finalNorm?.normalized(last[place]) ?? last[place],
        next: next?[place])
    }
  }
}

/// Several runs over a sentence at once, whose rows stand one run after the other in the same tables.
private struct VariantRun {
  private struct Variant {
    /// Its place among those that were asked for.
    let place: Int
    /// The first layer that is not as it was.
    let first: Int
    /// What is done in each layer.
    let layers: [LayerInterventions]
  }

  private let pass: ForwardPass
  /// Those that are on their way longest first.
  private let variants: [Variant]
  private let token: Int
  /// How many tokens of the sentence count for `token`.
  private let count: Int

  init(_ pass: ForwardPass, _ interventions: [Interventions], _ token: Int) {
    let shape = pass.shape
    let known = pass.layers.map(\.interventions)
    self.pass = pass
    self.token = token
    variants = interventions.enumerated().map { place, interventions in
      let differing = interventions.layers(differingFrom: pass.interventions)
      let layers = known.indices.map { layer in
        differing?.contains(layer) ?? true
          ? LayerInterventions(interventions, layer: layer, shape) : known[layer]
      }
      return Variant(
        place: place, first: differing.map { $0.min() ?? shape.layers } ?? 0, layers: layers)
    }.sorted { ($0.first, $0.place) < ($1.first, $1.place) }
    let needsAll = variants.contains { $0.layers.contains(where: \.needsAll) }
    count = shape.isCausal && !needsAll ? token + 1 : pass.tokenIDs.count
  }

  /// The hidden states of the token after the last layer, in the order asked for.
  func lastHidden() -> [[Float]] {
    let shape = pass.shape
    let running = variants.prefix { $0.first < shape.layers }.count
    let known = pass.hidden(layer: shape.layers - 1, token: token)
    var last = [[Float]](repeating: known, count: variants.count)
    guard running > 0 else { return last }
    let serveAll = pass.transformer.architecture.linears.allSatisfy(\.servesAllAtOnce)
    let tables = Tables(runs: running, tokens: count, shape)
    for layer in variants[0].first..<shape.layers {
      let active = variants[..<running].prefix { $0.first <= layer }.count
      Team.shared.work { member in
        // Members that don't wait for each other lose no time to what else the processors do.
        let isAlone = serveAll && active >= member.size
        run(
          isAlone ? member.alone : member, layer, isAlone ? member.slice(of: active) : 0..<active,
          tables)
      }
    }
    for (row, variant) in variants[..<running].enumerated() {
      last[variant.place] = Array(tables.last[row])
    }
    return last
  }

  /// What is computed in a layer.
  private struct Tables {
    let hidden: [FloatTable]
    let projections, headOutputs: FloatTable
    let room: LayerRoom
    /// The token's hidden states after the last layer, a row for each of the runs.
    let last: FloatTable

    init(runs: Int, tokens: Int, _ shape: ModelShape) {
      let rows = 0..<runs * tokens
      hidden = (0..<2).map { _ in FloatTable(rows, columns: shape.hiddenSize) }
      projections = FloatTable(rows, columns: shape.projections.columns)
      headOutputs = FloatTable(rows, columns: shape.heads * shape.headSize)
      room = LayerRoom(rows, shape, tokens: tokens)
      last = FloatTable(rows: runs, columns: shape.hiddenSize)
    }
  }

  /// The rows of one of the runs.
  private func rows(of variant: Int) -> Range<Int> { variant * count..<(variant + 1) * count }

  /// Takes some of the variants through a layer, in the last one with the token's row alone.
  private func run(_ member: Team.Member, _ layer: Int, _ places: Range<Int>, _ tables: Tables) {
    let architecture = pass.transformer.architecture
    let (before, after) = (tables.hidden[layer % 2], tables.hidden[(layer + 1) % 2])
    let isLast = layer == pass.shape.layers - 1
    let first = places.lowerBound * count
    let rows = first..<places.upperBound * count
    let known = layer == 0 ? pass.embedded : pass.layers[layer - 1].hidden
    for place in places where member.number == 0 && variants[place].first == layer {
      known.copy(0..<count, into: before.part(self.rows(of: place)))
    }
    member.barrier()
    architecture.project(
      member, layer: layer, rows, of: before, into: tables.projections, tables.room)
    for place in places {
      variants[place].layers[layer].patch(
        member, tables.projections.part(self.rows(of: place)), 0..<count, pass.shape.projections)
    }
    member.barrier()
    for place in places { attend(member, layer, place, onlyToken: isLast, tables) }
    member.barrier()
    guard isLast else {
      architecture.finish(
        member, layer: layer, rows, headOutputs: tables.headOutputs, of: before, into: after,
        tables.room)
      for place in places where member.number == 0 {
        variants[place].layers[layer].patch(after.part(self.rows(of: place)))
      }
      return member.barrier()
    }
    // The token's rows, one after the other; none is written before it is read.
    for place in places where member.number == 0 {
      let row = place * count + token
      for table in [before, tables.headOutputs] {
        table.copy(row..<row + 1, from: table, startingAt: first + place - places.lowerBound)
      }
    }
    member.barrier()
    architecture.finish(
      member, layer: layer, first..<first + places.count, headOutputs: tables.headOutputs,
      of: before, into: after, tables.room)
    for place in places where member.number == 0 {
      let row = first + place - places.lowerBound
      variants[place].layers[layer].patch(after.part(row..<row + 1, startingAt: token))
      tables.last.copy(row..<row + 1, from: after, startingAt: place)
    }
    member.barrier()
  }

  private func attend(
    _ member: Team.Member, _ layer: Int, _ place: Int, onlyToken: Bool, _ tables: Tables
  ) {
    let own = variants[place].layers[layer]
    let outputs = tables.headOutputs.part(rows(of: place))
    let attention = ScaledDotProductAttention(
      layout: pass.shape.projections,
      projections: TokenRows(tables.projections.part(rows(of: place))),
      mask: pass.transformer.mask(layer), heads: own.heads,
      bias: pass.transformer.architecture.scoreBias)
    let queries = onlyToken && !own.needsAll ? token..<token + 1 : 0..<count
    attention.attend(member, queries, into: outputs)
    guard !own.heads.allSatisfy(\.leavesOutputs) else { return }
    member.barrier()
    attention.intervene(member, queries, in: outputs)
  }
}
