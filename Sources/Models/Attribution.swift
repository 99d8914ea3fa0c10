/// What each part of a network adds to the logit of a token, or to the difference of two: its output in
/// the residual stream, through the last norm with its scale kept and the output layer (direct logit
/// attribution; Elhage and others, 2021, “A Mathematical Framework for Transformer Circuits”).
///
/// All shares together are the logit, or the difference, itself.
public struct Attribution: Sendable {
  /// For each layer that of each of its heads.
  public let heads: [[Float]]
  /// For each layer that of its feed-forward part, with the bias after the heads where it has one.
  public let feedForward: [Float]
  /// That of the token's embedding, and of its position's.
  public let embedding: Float
  /// What the bias of the last norm adds.
  public let bias: Float

  /// All of them together.
  public var total: Float {
    heads.joined().reduce(0, +) + feedForward.reduce(0, +) + embedding + bias
  }
}

extension ForwardPass {
  /// What each part of the network adds, at `token`, to the logit of `first`, less that of `second`.
  ///
  /// - Parameters:
  ///   - first: a token of the vocabulary.
  ///   - second: another one; `nil` leaves it at the logit of the first.
  /// - Returns: `nil` where nothing is predicted, or where the parts do not add up because each layer
  ///   normalizes their sum.
  /// - Complexity: O(layers · heads · hidden size²).
  public func attribution(_ token: Int, of first: Int, over second: Int? = nil) -> Attribution? {
    let architecture = transformer.architecture
    guard architecture.addsUp, let output = transformer.output,
      let table = output.weights.tables.first
    else { return nil }
    let projections = (0..<shape.layers).map { architecture.attentionOutput(layer: $0) }
    var direction = table[first]
    if let second { direction = zip(direction, table[second]).map { $0 - $1 } }
    let last = hidden(layer: shape.layers - 1, token: token)
    let gradient = output.norm.direction(direction, at: last)
    let share = { (vector: [Float]) in zip(vector, gradient).reduce(0) { $0 + $1.0 * $1.1 } }

    let parts = headParts(token, through: projections)
    var heads: [[Float]] = []
    var feedForward: [Float] = []
    var before = embedding(token: token)
    for layer in projections.indices {
      // From what the bias alone makes to what it makes with the head.
      let bias = share(Array(parts[layer][shape.heads]))
      let own = (0..<shape.heads).map { share(Array(parts[layer][$0])) - bias }
      let after = hidden(layer: layer, token: token)
      heads.append(own)
      feedForward.append(share(after) - share(before) - own.reduce(0, +))
      before = after
    }
    return Attribution(
      heads: heads, feedForward: feedForward, embedding: share(embedding(token: token)),
      bias: zip(output.norm.bias, direction).reduce(0) { $0 + $1.0 * $1.1 })
  }

  /// For each layer what each head alone makes of `token`, through the layer's projection with its bias,
  /// and in the last row what the bias alone does.
  private func headParts(_ token: Int, through projections: [Linear]) -> [FloatTable] {
    let (heads, size) = (shape.heads, shape.headSize)
    let parts = projections.map { _ in FloatTable(rows: heads + 1, columns: shape.hiddenSize) }
    let outputs = FloatTable(tokenIDs.indices, columns: heads * size)
    let alone = FloatTable(rows: heads + 1, columns: heads * size)
    Team.shared.work { member in
      for (layer, projection) in projections.enumerated() {
        let attention = attention(layer)
        let own = layers[layer].interventions
        // The mean of a head's outputs asks for all of them.
        let rows = own.needsAll ? tokenIDs.indices : token..<token + 1
        attention.attend(member, rows, into: outputs)
        member.barrier()
        if !own.heads.allSatisfy(\.leavesOutputs) {
          attention.intervene(member, rows, in: outputs)
          member.barrier()
        }
        if member.number == 0 {
          alone[0..<heads + 1].update(repeating: 0)
          for head in 0..<heads {
            let columns = head * size..<(head + 1) * size
            alone.copy(token..<token + 1, columns, from: outputs, to: columns, startingAt: head)
          }
        }
        member.barrier()
        projection.apply(member, to: alone, 0..<heads + 1, into: parts[layer])
        member.barrier()
      }
    }
    return parts
  }
}

extension LayerNorm {
  /// What a number of a hidden state counts for along `direction` after the norm, whose scale is kept as
  /// `hidden` has it.
  fileprivate func direction(_ direction: [Float], at hidden: [Float]) -> [Float] {
    let count = Float(hidden.count)
    let mean = movesToMean ? hidden.reduce(0, +) / count : 0
    let squares = hidden.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let scale = 1 / (squares / count + epsilon).squareRoot()
    let scaled = zip(weight, direction).map { $0 * $1 * scale }
    guard movesToMean else { return scaled }
    let shift = scaled.reduce(0, +) / count
    return scaled.map { $0 - shift }
  }
}
