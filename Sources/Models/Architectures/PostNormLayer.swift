/// A layer as the encoders since BERT have it: attention, then the feed-forward part, each added to
/// what it read and normalized.
struct PostNormLayer: Sendable {
  /// The queries, keys and values of all heads in one product.
  let projection: Linear
  let attentionOutput: Linear
  let attentionNorm: LayerNorm
  let expansion: Linear
  let contraction: Linear
  let outputNorm: LayerNorm

  var linears: [Linear] { [projection, attentionOutput, expansion, contraction] }

  func project(
    _ member: Team.Member, _ rows: Range<Int>, of hidden: FloatTable, into projections: FloatTable
  ) {
    projection.apply(member, to: hidden, rows, into: projections)
    member.barrier()
  }

  func finish(
    _ member: Team.Member, _ rows: Range<Int>, headOutputs: FloatTable, of hidden: FloatTable,
    into next: FloatTable, _ room: LayerRoom
  ) {
    attentionOutput.apply(member, to: headOutputs, rows, into: room.attended, addedTo: hidden)
    member.barrier()
    attentionNorm.apply(member, to: room.attended, rows)
    member.barrier()
    expansion.apply(member, to: room.attended, rows, into: room.expanded)
    member.barrier()
    contraction.apply(member, to: room.expanded, rows, into: next, addedTo: room.attended)
    member.barrier()
    outputNorm.apply(member, to: next, rows)
    member.barrier()
  }
}
