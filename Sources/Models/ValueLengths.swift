import AttentionCore

extension ForwardPass {
  /// How long what each token brings is in one head: ‖v·W_O‖, its value vector through the head's part of
  /// the output projection (Kobayashi and others, 2020, “Attention is Not Only a Weight”). n numbers.
  ///
  /// - Complexity: O(n · head size · hidden size · heads).
  public func valueLengths(_ head: HeadID) -> [Float] {
    let projection = transformer.architecture.attentionOutput(layer: head.layer)
    let count = tokenIDs.count
    let columns = shape.projections.query(head.index)..<shape.projections.query(head.index + 1)
    // Each token's value alone, and in the last row nothing, from which the bias comes.
    let alone = FloatTable(rows: count + 1, columns: shape.heads * shape.headSize)
    let brought = FloatTable(rows: count + 1, columns: shape.hiddenSize)
    alone[0..<count + 1].update(repeating: 0)
    for token in 0..<count {
      let value = value(head, token: token)
      for (column, number) in zip(columns, value) { alone[token][column] = number }
    }
    Team.shared.work { member in
      projection.apply(member, to: alone, 0..<count + 1, into: brought)
    }
    let bias = brought[count]
    return (0..<count).map { token in
      zip(brought[token], bias).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
  }
}
