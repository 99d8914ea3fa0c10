import AttentionCore
import CKernels

extension ForwardPass {
  /// How much of each token there is in each token's hidden state after `layer`, as far as attention alone
  /// carries it: the product over the layers up to this one of ½(A + I), A being the mean of the layer's
  /// heads' weights (attention rollout; Abnar and Zuidema, 2020, arXiv 2005.00928).
  ///
  /// - Returns: n rows of n numbers. Each sums to 1, or to less where a token was left nothing to see.
  /// - Complexity: O(layers · heads · n² · head size + layers · n³).
  public func rollout(to layer: Int) -> [[Float]] {
    let count = tokenIDs.count
    let width = Int(kernels_width)
    let tiles = (count + width - 1) / width
    // A row of the table is a tile: 16 columns of what came so far, with all rows of each.
    let packed = FloatTable(rows: tiles, columns: count * width)
    let means = FloatTable(rows: count, columns: count)
    let rolled = (0..<2).map { _ in FloatTable(rows: count, columns: tiles * width) }
    Team.shared.work { member in
      let own = member.slice(of: count)
      for row in own {
        rolled[0][row].update(repeating: 0)
        rolled[0][row][row] = 1
      }
      member.barrier()
      for layer in 0...layer {
        let (before, after) = (rolled[layer % 2], rolled[(layer + 1) % 2])
        for tile in member.slice(of: tiles) {
          for row in 0..<count {
            (packed.pointer(row: tile) + row * width).update(
              from: before.pointer(row: row, column: tile * width), count: width)
          }
        }
        mean(layer, own, into: means)
        member.barrier()
        multiply(means, by: packed, own, from: before, into: after)
        member.barrier()
      }
    }
    let last = rolled[(layer + 1) % 2]
    return (0..<count).map { last.copy($0, 0..<count) }
  }

  /// Writes half of the mean of the heads' weights for `queries`.
  private func mean(_ layer: Int, _ queries: Range<Int>, into means: FloatTable) {
    guard !queries.isEmpty else { return }
    let attention = attention(layer)
    means[queries].update(repeating: 0)
    for head in 0..<shape.heads {
      for (query, weights) in zip(queries, attention.weights(queries, head)) {
        let sums = means[query]
        for key in weights.indices { sums[key] += weights[key] }
      }
    }
    let factor = 0.5 / Float(shape.heads)
    let numbers = means[queries]
    for place in numbers.indices { numbers[place] *= factor }
  }

  /// Writes ½ of the rows `own` of `before`, and to it what `means` makes of all its rows.
  private func multiply(
    _ means: FloatTable, by packed: FloatTable, _ own: Range<Int>, from before: FloatTable,
    into after: FloatTable
  ) {
    guard !own.isEmpty else { return }
    for row in own {
      let (from, to) = (before[row], after[row])
      for column in to.indices { to[column] = from[column] / 2 }
    }
    kernels_linear_part(
      kernels_f32, packed.pointer(row: 0), packed.columns * MemoryLayout<Float>.stride,
      after.columns, tokenIDs.count, nil, means.pointer(row: own.lowerBound), own.count,
      means.columns, after.pointer(row: own.lowerBound), after.columns, 1, nil)
  }
}
