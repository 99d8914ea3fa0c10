/// A decoder of token embeddings and pre-norm layers: what GPT-2 and its successors are once their
/// configuration and tensors are read.
protocol PreNormDecoder: Architecture {
  var tokens: TensorRows { get }
  var layers: [PreNormLayer] { get }
}

extension PreNormDecoder {
  static func usualTokenizer(_ modelType: String) -> Tokenizer.Usual {
    Tokenizer.Usual(bytePairs: "GPT2Tokenizer")
  }

  var linears: [Linear] { layers.flatMap(\.linears) }

  func attentionOutput(layer: Int) -> Linear { layers[layer].attentionOutput }

  func embed(
    _ member: Team.Member, _ tokenIDs: [Int], _ rows: Range<Int>, into hidden: FloatTable
  ) {
    for place in member.slice(of: rows.count) {
      let row = rows.lowerBound + place
      tokens.copy(tokenIDs[row]..<tokenIDs[row] + 1, into: hidden[row])
    }
    member.barrier()
  }

  func project(
    _ member: Team.Member, layer: Int, _ rows: Range<Int>, of hidden: FloatTable,
    into projections: FloatTable, _ room: LayerRoom
  ) {
    layers[layer].project(member, rows, of: hidden, into: projections, room)
  }

  func finish(
    _ member: Team.Member, layer: Int, _ rows: Range<Int>, headOutputs: FloatTable,
    of hidden: FloatTable, into next: FloatTable, _ room: LayerRoom
  ) {
    layers[layer].finish(member, rows, headOutputs: headOutputs, of: hidden, into: next, room)
  }
}
