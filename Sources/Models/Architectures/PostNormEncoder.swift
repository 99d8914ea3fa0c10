/// An encoder of token embeddings and post-norm layers: what BERT and its relatives are once their
/// configuration and tensors are read.
protocol PostNormEncoder: Architecture {
  var body: BertBody { get }
}

extension PostNormEncoder {
  static var tokenTable: String { "embeddings.word_embeddings.weight" }

  /// The tie with the table that the output layer calls `output`.
  static func tiedTable(_ output: String) -> TokenTableTie {
    TokenTableTie(
      output: output, body: "embeddings.position_embeddings.weight", isUsual: true)
  }

  static func usualTokenizer(_ modelType: String) -> Tokenizer.Usual {
    Tokenizer.Usual(hasWordPieces: true)
  }

  var shape: ModelShape { body.shape }

  var linears: [Linear] {
    (body.embeddings.projection.map { [$0] } ?? []) + body.layers.flatMap(\.linears)
  }

  var addsUp: Bool { false }

  func attentionOutput(layer: Int) -> Linear { body.layers[layer].attentionOutput }

  func embed(
    _ member: Team.Member, _ tokenIDs: [Int], _ rows: Range<Int>, into hidden: FloatTable
  ) {
    body.embeddings.embed(member, tokenIDs, kinds: [], rows, into: hidden)
  }

  func embed(
    _ member: Team.Member, _ tokenIDs: [Int], kinds: [Int], _ rows: Range<Int>,
    into hidden: FloatTable
  ) {
    body.embeddings.embed(member, tokenIDs, kinds: kinds, rows, into: hidden)
  }

  func project(
    _ member: Team.Member, layer: Int, _ rows: Range<Int>, of hidden: FloatTable,
    into projections: FloatTable, _ room: LayerRoom
  ) {
    body.layers[layer].project(member, rows, of: hidden, into: projections)
  }

  func finish(
    _ member: Team.Member, layer: Int, _ rows: Range<Int>, headOutputs: FloatTable,
    of hidden: FloatTable, into next: FloatTable, _ room: LayerRoom
  ) {
    body.layers[layer].finish(member, rows, headOutputs: headOutputs, of: hidden, into: next, room)
  }
}
