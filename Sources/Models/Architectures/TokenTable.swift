extension TensorRows {
  /// Writes the embeddings of the tokens in `rows`, each the row of its number, to `hidden`.
  func embed(
    _ member: Team.Member, _ tokenIDs: [Int], _ rows: Range<Int>, into hidden: FloatTable
  ) {
    for place in member.slice(of: rows.count) {
      let row = rows.lowerBound + place
      copy(tokenIDs[row]..<tokenIDs[row] + 1, into: hidden[row])
    }
    member.barrier()
  }
}
