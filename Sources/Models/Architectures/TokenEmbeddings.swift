/// What an encoder makes of a token before its first layer: the embeddings of the token and of its
/// place, and of a kind of sentence where the model tells them apart, added up and normalized; where
/// they are of another size than the hidden states, then made one of these.
struct TokenEmbeddings: Sendable {
  let tokens: TensorRows
  let positions: TensorRows
  /// Those of the kinds of sentences; `nil` where none are told apart.
  let kinds: TensorRows?
  let norm: LayerNorm
  /// The token that only fills a sentence up, in models that number places from the one after its own
  /// number and count it to none; `nil` in those that number all of them from 0.
  var padding: Int?
  /// What makes a hidden state of it; `nil` where it is one.
  var projection: Linear?

  /// - Parameter ofKinds: the kind of sentence that each token is of; none where all are of the first.
  func embed(
    _ member: Team.Member, _ tokenIDs: [Int], kinds ofKinds: [Int], _ rows: Range<Int>,
    into hidden: FloatTable
  ) {
    guard let projection else {
      add(member, tokenIDs, ofKinds, rows, into: hidden)
      return
    }
    // Little enough to be done by one, since others could not read its table.
    if member.number == 0 {
      let sums = FloatTable(rows, columns: tokens.columns)
      add(member.alone, tokenIDs, ofKinds, rows, into: sums)
      projection.apply(member.alone, to: sums, rows, into: hidden)
    }
    member.barrier()
  }

  private func add(
    _ member: Team.Member, _ tokenIDs: [Int], _ ofKinds: [Int], _ rows: Range<Int>,
    into table: FloatTable
  ) {
    let places = places(of: tokenIDs)
    let own = member.slice(of: rows.count)
    let first = kinds?[0] ?? []
    for row in rows.lowerBound + own.lowerBound..<rows.lowerBound + own.upperBound {
      let (token, position) = (tokens[tokenIDs[row]], positions[places[row]])
      let sums = table[row]
      for column in sums.indices { sums[column] = token[column] + position[column] }
      let kind = ofKinds.isEmpty ? 0 : ofKinds[row]
      let numbers = kinds.flatMap { kind > 0 ? $0[min(kind, $0.count - 1)] : nil } ?? first
      for (column, number) in numbers.enumerated() { sums[column] += number }
    }
    norm.apply(member, to: table, rows)
    member.barrier()
  }

  /// The row of `positions` for each token.
  private func places(of tokenIDs: [Int]) -> [Int] {
    guard let padding else { return Array(tokenIDs.indices) }
    var count = 0
    return tokenIDs.map { id in
      guard id != padding else { return padding }
      count += 1
      return padding + count
    }
  }
}
