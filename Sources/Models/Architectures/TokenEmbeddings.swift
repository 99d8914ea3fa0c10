/// What an encoder makes of a token before its first layer: the embeddings of the token and of its
/// place, and of a kind of sentence where the model tells them apart, added up and normalized.
struct TokenEmbeddings: Sendable {
  let tokens: TensorRows
  let positions: TensorRows
  /// That of the first kind, which every sentence here is of; empty where there are none.
  let sentenceKind: [Float]
  let norm: LayerNorm

  func embed(
    _ member: Team.Member, _ tokenIDs: [Int], _ rows: Range<Int>, into hidden: FloatTable
  ) {
    let own = member.slice(of: rows.count)
    for row in rows.lowerBound + own.lowerBound..<rows.lowerBound + own.upperBound {
      let (token, position) = (tokens[tokenIDs[row]], positions[row])
      let sums = hidden[row]
      for column in sums.indices { sums[column] = token[column] + position[column] }
      for (column, number) in sentenceKind.enumerated() { sums[column] += number }
    }
    norm.apply(member, to: hidden, rows)
    member.barrier()
  }
}
