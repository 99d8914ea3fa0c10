import AttentionCore
import COneDNN

/// Where the queries, keys and values of all heads stand in a row of projections.
///
/// Queries first, head after head, then the keys, then the values. Where queries are grouped, several
/// heads share a key and a value.
struct ProjectionLayout: Equatable, Sendable {
  let heads: Int
  /// How many heads have keys and values of their own; `heads` is a multiple of it.
  let keyValueHeads: Int
  let headSize: Int

  /// The numbers of a row.
  var columns: Int { (heads + 2 * keyValueHeads) * headSize }

  /// The column in which the query of `head` begins.
  func query(_ head: Int) -> Int { head * headSize }
  /// The column in which the key that `head` looks at begins.
  func key(_ head: Int) -> Int { (heads + head / (heads / keyValueHeads)) * headSize }
  /// The column in which the value that `head` blends begins.
  func value(_ head: Int) -> Int { key(head) + keyValueHeads * headSize }
}

/// Multi-head attention of one layer over a sentence of n tokens.
struct Attention {
  let layout: ProjectionLayout
  /// n rows: queries, keys and values, as `layout` says.
  let projections: FloatTable
  /// What is done in each head.
  let heads: [HeadInterventions]

  /// So many queries at once, so that their scores stay in the processor's cache.
  private static let block = 64

  private var scale: Float { 1 / Float(layout.headSize).squareRoot() }

  /// Writes the outputs of all heads for `queries`, a row each, to the same rows of `outputs`. Each
  /// member does some of the heads' blocks.
  func attend(_ member: Team.Member, _ queries: Range<Int>, into outputs: FloatTable) {
    let blocks = (queries.count + Self.block - 1) / Self.block
    let scores = FloatTable(rows: min(Self.block, queries.count), columns: projections.rows)
    for work in member.slice(of: layout.heads * blocks) {
      let first = queries.lowerBound + work % blocks * Self.block
      let block = first..<min(first + Self.block, queries.upperBound)
      let head = work / blocks
      weigh(block, head, into: scores)
      require(
        onednn_product(
          scores.pointer(row: 0), scores.columns,
          projections.pointer(row: 0, column: layout.value(head)), projections.columns, 0, 1,
          outputs.pointer(row: block.lowerBound, column: layout.query(head)), outputs.columns,
          block.count, layout.headSize, scores.columns))
    }
  }

  /// Writes the weights of `queries` in `head` to the first rows of `weights`, n × n at most.
  func weigh(_ queries: Range<Int>, _ head: Int, into weights: FloatTable) {
    require(
      onednn_product(
        projections.pointer(row: queries.lowerBound, column: layout.query(head)),
        projections.columns, projections.pointer(row: 0, column: layout.key(head)),
        projections.columns, 1, scale, weights.pointer(row: 0), weights.columns, queries.count,
        weights.columns, layout.headSize))
    let interventions = heads[head]
    guard !interventions.leavesScores else {
      require(onednn_softmax(weights.pointer(row: 0), queries.count, weights.columns))
      return
    }
    var blind: [Int] = []
    for (row, query) in queries.enumerated() {
      if !interventions.apply(toScores: weights[row], query: query) { blind.append(row) }
    }
    require(onednn_softmax(weights.pointer(row: 0), queries.count, weights.columns))
    // What sees nothing attends to nothing.
    for row in blind { weights[row].update(repeating: 0) }
  }

  /// Ablates and patches the outputs of `queries`, for which those of all queries that are looked at
  /// are there. Each member does some of the heads.
  func intervene(_ member: Team.Member, _ queries: Range<Int>, in outputs: FloatTable) {
    for head in member.slice(of: layout.heads) where !heads[head].leavesOutputs {
      let columns = layout.query(head)..<layout.query(head) + layout.headSize
      let mean = heads[head].needsMean ? mean(of: outputs, columns) : []
      for query in queries {
        heads[head].apply(
          toOutput: UnsafeMutableBufferPointer(rebasing: outputs[query][columns]), query: query,
          mean: mean)
      }
    }
  }

  private func mean(of outputs: FloatTable, _ columns: Range<Int>) -> [Float] {
    var sums = [Float](repeating: 0, count: columns.count)
    for row in 0..<outputs.rows {
      let numbers = outputs[row]
      for (place, column) in columns.enumerated() { sums[place] += numbers[column] }
    }
    return sums.map { $0 / Float(outputs.rows) }
  }
}
