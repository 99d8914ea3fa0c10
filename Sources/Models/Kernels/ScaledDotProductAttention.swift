import AttentionCore
import CKernels
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
struct ScaledDotProductAttention {
  let layout: ProjectionLayout
  /// n rows: queries, keys and values, as `layout` says.
  let projections: FloatTable
  /// What is done in each head; none where the products alone are to be done.
  let heads: [HeadInterventions]

  /// So many queries at once, so that their scores stay in the processor's cache.
  private static let block = 64
  private static let width = Int(kernels_width)

  private static func padded(_ count: Int) -> Int { (count + width - 1) / width * width }

  private var count: Int { projections.rows }
  private var scale: Float { 1 / Float(layout.headSize).squareRoot() }

  /// Writes the outputs of all heads for `queries`, a row each, to the same rows of `outputs`. Each
  /// member does some of the heads' blocks.
  func attend(_ member: Team.Member, _ queries: Range<Int>, into outputs: FloatTable) {
    let blocks = (queries.count + Self.block - 1) / Self.block
    let weights = FloatTable(
      rows: min(Self.block, queries.count), columns: Self.padded(count))
    let keys = FloatTable(rows: weights.columns, columns: layout.headSize)
    let values = FloatTable(rows: count, columns: Self.padded(layout.headSize))
    let blended = FloatTable(rows: weights.rows, columns: values.columns)
    var packed: Int?
    for work in member.slice(of: layout.heads * blocks) {
      let first = queries.lowerBound + work % blocks * Self.block
      let block = first..<min(first + Self.block, queries.upperBound)
      let head = work / blocks
      if packed != head {
        packKeys(of: head, into: keys)
        packValues(of: head, into: values)
        packed = head
      }
      multiply(block, head, keys, into: weights)
      if !heads.isEmpty { weigh(block, head, weights) }
      product(weights, 0..<block.count, 0, values, inner: count, into: blended)
      for (row, query) in block.enumerated() {
        outputs.pointer(row: query, column: layout.query(head)).update(
          from: blended.pointer(row: row), count: layout.headSize)
      }
    }
  }

  /// The weights of `queries` in `head`, as `attend` uses them: n numbers each.
  func weights(_ queries: Range<Int>, _ head: Int) -> [[Float]] {
    let keys = FloatTable(rows: Self.padded(count), columns: layout.headSize)
    let weights = FloatTable(rows: min(Self.block, queries.count), columns: keys.rows)
    packKeys(of: head, into: keys)
    return stride(from: queries.lowerBound, to: queries.upperBound, by: Self.block).flatMap {
      first in
      let block = first..<min(first + Self.block, queries.upperBound)
      multiply(block, head, keys, into: weights)
      weigh(block, head, weights)
      return block.map { Array(weights[$0 - first].prefix(count)) }
    }
  }

  /// The scores of `query` in `head` before interventions, q · k / √d: n numbers.
  func scores(_ query: Int, _ head: Int) -> [Float] {
    let query = UnsafeBufferPointer(
      start: projections.pointer(row: query, column: layout.query(head)), count: layout.headSize)
    return (0..<count).map { token in
      let key = projections.pointer(row: token, column: layout.key(head))
      var sum: Float = 0
      for place in query.indices { sum += query[place] * key[place] }
      return sum * scale
    }
  }

  /// Writes the scores of `queries` before interventions to the first rows of `scores`, whose columns
  /// are the tokens and then some that don't count.
  private func multiply(
    _ queries: Range<Int>, _ head: Int, _ keys: FloatTable, into scores: FloatTable
  ) {
    product(
      projections, queries, layout.query(head), keys, inner: layout.headSize, into: scores)
  }

  /// Makes the scores of `queries` their weights; the columns that don't count weigh nothing.
  private func weigh(_ queries: Range<Int>, _ head: Int, _ weights: FloatTable) {
    let interventions = heads[head]
    var blind: [Int] = []
    for (row, query) in queries.enumerated() {
      weights[row][count...].update(repeating: -.infinity)
      guard !interventions.leavesScores else { continue }
      let scores = UnsafeMutableBufferPointer(rebasing: weights[row][..<count])
      if !interventions.apply(toScores: scores, query: query) { blind.append(row) }
    }
    require(onednn_softmax(weights.pointer(row: 0), queries.count, weights.columns))
    // What sees nothing attends to nothing.
    for row in blind { weights[row].update(repeating: 0) }
  }

  /// The products of rows of `a` with the tiles in `tiles`, to the first rows of `sums`.
  private func product(
    _ a: FloatTable, _ rows: Range<Int>, _ column: Int, _ tiles: FloatTable, inner: Int,
    into sums: FloatTable
  ) {
    kernels_linear(
      kernels_f32, tiles.pointer(row: 0), sums.columns, inner, nil,
      a.pointer(row: rows.lowerBound, column: column), rows.count, a.columns,
      sums.pointer(row: 0), sums.columns, 0, nil)
  }

  /// Makes tiles (see `CKernels`) of the keys of `head`, divided by √d.
  private func packKeys(of head: Int, into tiles: FloatTable) {
    let to = tiles.pointer(row: 0)
    for token in 0..<tiles.rows {
      let tile = to + token / Self.width * Self.width * layout.headSize + token % Self.width
      guard token < count else {
        for place in 0..<layout.headSize { tile[place * Self.width] = 0 }
        continue
      }
      let key = projections.pointer(row: token, column: layout.key(head))
      for place in 0..<layout.headSize { tile[place * Self.width] = key[place] * scale }
    }
  }

  /// Makes tiles of the values of `head`.
  private func packValues(of head: Int, into tiles: FloatTable) {
    let to = tiles.pointer(row: 0)
    for first in stride(from: 0, to: tiles.columns, by: Self.width) {
      let width = min(Self.width, layout.headSize - first)
      for token in 0..<count {
        let place = to + first * count + token * Self.width
        place.update(
          from: projections.pointer(row: token, column: layout.value(head) + first), count: width)
        (place + width).update(repeating: 0, count: Self.width - width)
      }
    }
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
