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

extension PostNormLayer {
  /// What a layer's tensors are called after what stands before them; as they stand, BERT's.
  struct Names {
    var projections = ["attention.self.query", "attention.self.key", "attention.self.value"]
    var attentionOutput = "attention.output.dense"
    var attentionNorm = "attention.output.LayerNorm"
    var expansion = "intermediate.dense"
    var contraction = "output.dense"
    var outputNorm = "output.LayerNorm"
  }

  /// The layer whose tensors' names begin with `prefix`.
  ///
  /// - Throws: which tensor is missing, or has another shape than it should.
  init(
    _ tensors: ModelTensors, _ prefix: String, _ names: Names, _ shape: ModelShape,
    _ epsilon: Float, _ activation: Activation
  ) throws(ModelFileError) {
    let (size, inner) = (shape.hiddenSize, shape.feedForwardSize)
    self.init(
      projection: try tensors.linear(
        names.projections.map { prefix + $0 }, outputs: [size, size, size], inputs: size),
      attentionOutput: try tensors.linear(
        [prefix + names.attentionOutput], outputs: [size], inputs: size),
      attentionNorm: try tensors.layerNorm(prefix + names.attentionNorm, size, epsilon),
      expansion: try tensors.linear(
        [prefix + names.expansion], outputs: [inner], inputs: size, activation),
      contraction: try tensors.linear(
        [prefix + names.contraction], outputs: [size], inputs: inner),
      outputNorm: try tensors.layerNorm(prefix + names.outputNorm, size, epsilon))
  }
}
