/// A layer as the decoders since GPT-2 have it: attention and the feed-forward part each read the hidden
/// states normalized, and add to them.
struct PreNormLayer: Sendable {
  let attentionNorm: LayerNorm
  /// The queries, keys and values of all heads, as far as they can be in one product.
  let projections: [Linear]
  let attentionOutput: Linear
  let feedForwardNorm: LayerNorm
  /// What the feed-forward part is multiplied by; `nil` where nothing gates it.
  var gate: Linear?
  let expansion: Linear
  let contraction: Linear
  /// Whether the feed-forward part reads the hidden states before the layer's attention.
  var isParallel = false

  var linears: [Linear] {
    projections + [attentionOutput] + (gate.map { [$0] } ?? []) + [expansion, contraction]
  }

  func project(
    _ member: Team.Member, _ rows: Range<Int>, of hidden: FloatTable, into table: FloatTable,
    _ room: LayerRoom
  ) {
    attentionNorm.apply(member, to: hidden, rows, into: room.normed)
    member.barrier()
    var column = 0
    for projection in projections {
      projection.apply(member, to: room.normed, rows, into: table, at: column)
      column += projection.outputs
    }
    member.barrier()
  }

  func finish(
    _ member: Team.Member, _ rows: Range<Int>, headOutputs: FloatTable, of hidden: FloatTable,
    into next: FloatTable, _ room: LayerRoom
  ) {
    attentionOutput.apply(member, to: headOutputs, rows, into: room.attended, addedTo: hidden)
    member.barrier()
    feedForwardNorm.apply(member, to: isParallel ? hidden : room.attended, rows, into: room.normed)
    member.barrier()
    gate?.apply(member, to: room.normed, rows, into: room.gates)
    expansion.apply(member, to: room.normed, rows, into: room.expanded)
    if gate != nil {
      // A member's outputs are the same of both.
      room.expanded.multiply(rows, expansion.ownOutputs(member), by: room.gates)
    }
    member.barrier()
    contraction.apply(member, to: room.expanded, rows, into: next, addedTo: room.attended)
    member.barrier()
  }
}
