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

/// What a model itself hides from a query.
struct ModelMask: Sendable {
  /// Whether a token sees nothing after itself.
  let isCausal: Bool
  /// How many tokens it sees, itself the last of them; `nil` where there is no bound.
  let window: Int?

  /// The keys that `query` sees among `count`.
  func keys(of query: Int, count: Int) -> Range<Int> {
    let end = isCausal ? query + 1 : count
    return max(0, window.map { query + 1 - $0 } ?? 0)..<end
  }
}

/// Multi-head attention of one layer over a sentence of n tokens.
struct ScaledDotProductAttention {
  let layout: ProjectionLayout
  /// n rows: queries, keys and values, as `layout` says.
  let projections: TokenRows
  let mask: ModelMask
  /// What is done in each head; none where the products alone are to be done.
  let heads: [HeadInterventions]
  /// What the model adds to scores; `nil` where nothing is.
  var bias: RelativeBias?

  /// So many queries at once, so that their scores stay in the processor's cache.
  private static let block = 64
  /// For fewer queries of a decoder keys and values are read where they are: to pack them takes longer.
  private static let fewest = 4
  private static let width = Int(kernels_width)

  private static func padded(_ count: Int) -> Int { (count + width - 1) / width * width }

  private var count: Int { projections.count }
  private var scale: Float { 1 / Float(layout.headSize).squareRoot() }

  private func packs(_ queries: Range<Int>) -> Bool {
    queries.count >= Self.fewest || !mask.isCausal
  }

  /// The number of keys, from the first token on, beyond which none of `queries` sees any.
  private func reach(_ queries: Range<Int>) -> Int { mask.isCausal ? queries.upperBound : count }

  /// Writes the outputs of all heads for `queries`, a row each, to the same rows of `outputs`. Each
  /// member does some of the heads' blocks.
  func attend(_ member: Team.Member, _ queries: Range<Int>, into outputs: FloatTable) {
    guard packs(queries) || heads.isEmpty else {
      for work in member.slice(of: layout.heads * queries.count) {
        let query = queries.lowerBound + work % queries.count
        attend(query, work / queries.count, into: outputs)
      }
      return
    }
    let blocks = (queries.count + Self.block - 1) / Self.block
    let keys = FloatTable(rows: Self.padded(count), columns: layout.headSize)
    let values = FloatTable(rows: count, columns: Self.padded(layout.headSize))
    let blended = FloatTable(rows: min(Self.block, queries.count), columns: values.columns)
    var packed: Int?
    for work in member.slice(of: layout.heads * blocks) {
      let first = queries.lowerBound + work % blocks * Self.block
      let block = first..<min(first + Self.block, queries.upperBound)
      let head = work / blocks
      // Heads that share keys and values come one after the other.
      if packed != layout.key(head) {
        packKeys(of: head, into: keys)
        packValues(of: head, into: values)
        packed = layout.key(head)
      }
      let weights = FloatTable(rows: block.count, columns: Self.padded(reach(block)))
      multiply(block, head, keys, into: weights)
      if !heads.isEmpty { weigh(block, head, weights) }
      let size = values.rows * Self.width * MemoryLayout<Float>.stride
      kernels_linear_part(
        kernels_f32, values.pointer(row: 0), size, blended.columns, reach(block), nil,
        weights.pointer(row: 0), block.count, weights.columns, blended.pointer(row: 0),
        blended.columns, 0, nil)
      for (row, query) in block.enumerated() {
        outputs.pointer(row: query, column: layout.query(head)).update(
          from: blended.pointer(row: row), count: layout.headSize)
      }
    }
  }

  /// The weights of `queries` in `head`, as `attend` uses them: n numbers each.
  func weights(_ queries: Range<Int>, _ head: Int) -> [[Float]] {
    guard packs(queries) else { return queries.map { weights($0, head) } }
    let keys = FloatTable(rows: Self.padded(count), columns: layout.headSize)
    packKeys(of: head, into: keys)
    return stride(from: queries.lowerBound, to: queries.upperBound, by: Self.block).flatMap {
      first in
      let block = first..<min(first + Self.block, queries.upperBound)
      let weights = FloatTable(rows: block.count, columns: Self.padded(reach(block)))
      multiply(block, head, keys, into: weights)
      weigh(block, head, weights)
      return block.map { query in
        let row = weights[query - first].prefix(count)
        return row + [Float](repeating: 0, count: count - row.count)
      }
    }
  }

  /// The output of `head` for `query`, Σ α·v, before anything takes its place.
  func output(_ query: Int, _ head: Int) -> [Float] {
    let outputs = FloatTable(query..<query + 1, columns: layout.heads * layout.headSize)
    attend(query, head, into: outputs)
    return Array(outputs[query][layout.query(head)..<layout.query(head) + layout.headSize])
  }

  /// The scores of `query` in `head` before interventions, q · k / √d and the model's bias: n numbers,
  /// −∞ where the model hides the key.
  func scores(_ query: Int, _ head: Int) -> [Float] {
    var scores = [Float](repeating: -.infinity, count: count)
    scores.withUnsafeMutableBufferPointer { multiply(query, head, into: $0) }
    return scores
  }

  /// Writes the scores of the keys that `query` sees.
  private func multiply(
    _ query: Int, _ head: Int, into scores: UnsafeMutableBufferPointer<Float>
  ) {
    let keys = mask.keys(of: query, count: count)
    projections.forEachPart(of: query..<query + 1) { _, table in
      let vector = UnsafeBufferPointer(
        start: table.pointer(row: query, column: layout.query(head)), count: layout.headSize)
      projections.forEachPart(of: keys) { rows, table in
        for token in rows {
          let key = UnsafeBufferPointer(
            start: table.pointer(row: token, column: layout.key(head)), count: layout.headSize)
          scores[token] = vector.dot(key) * scale
        }
      }
    }
    bias?.add(to: scores, head, query: query)
  }

  /// Writes the output of one head for one query.
  private func attend(_ query: Int, _ head: Int, into outputs: FloatTable) {
    let weights = weights(query, head)
    let output = UnsafeMutableBufferPointer(
      start: outputs.pointer(row: query, column: layout.query(head)), count: layout.headSize)
    output.update(repeating: 0)
    projections.forEachPart(of: mask.keys(of: query, count: count)) { rows, table in
      for token in rows {
        output.add(
          weights[token],
          UnsafeBufferPointer(
            start: table.pointer(row: token, column: layout.value(head)), count: layout.headSize))
      }
    }
  }

  /// The weights of one query: n numbers.
  private func weights(_ query: Int, _ head: Int) -> [Float] {
    var weights = scores(query, head)
    let sees = weights.withUnsafeMutableBufferPointer {
      heads[head].apply(toScores: $0, query: query)
    }
    // What sees nothing attends to nothing.
    guard sees else { return [Float](repeating: 0, count: count) }
    require(onednn_softmax(&weights, 1, weights.count))
    return weights
  }

  /// Writes the scores of `queries` before interventions to the first rows of `scores`, whose columns
  /// are the tokens and then some that don't count.
  private func multiply(
    _ queries: Range<Int>, _ head: Int, _ keys: FloatTable, into scores: FloatTable
  ) {
    let size = layout.headSize * Self.width * MemoryLayout<Float>.stride
    projections.forEachPart(of: queries) { rows, table in
      kernels_linear_part(
        kernels_f32, keys.pointer(row: 0), size, scores.columns, layout.headSize, nil,
        table.pointer(row: rows.lowerBound, column: layout.query(head)), rows.count, table.columns,
        scores.pointer(row: rows.lowerBound - queries.lowerBound), scores.columns, 0, nil)
    }
    guard let bias else { return }
    for (row, query) in queries.enumerated() {
      let numbers = scores[row]
      bias.add(
        to: UnsafeMutableBufferPointer(rebasing: numbers[..<min(count, numbers.count)]), head,
        query: query)
    }
  }

  /// Makes the scores of `queries` their weights; the columns that don't count weigh nothing.
  private func weigh(_ queries: Range<Int>, _ head: Int, _ weights: FloatTable) {
    let interventions = heads[head]
    let leavesScores = interventions.leavesScores(whereHidden: mask.isCausal)
    let reach = reach(queries)
    var blind: [Int] = []
    for (row, query) in queries.enumerated() {
      let numbers = weights[row]
      let seen = mask.keys(of: query, count: reach)
      numbers[..<seen.lowerBound].update(repeating: -.infinity)
      numbers[seen.upperBound...].update(repeating: -.infinity)
      guard !leavesScores else { continue }
      let scores = UnsafeMutableBufferPointer(rebasing: numbers[..<reach])
      if !interventions.apply(toScores: scores, query: query) { blind.append(row) }
    }
    require(onednn_softmax(weights.pointer(row: 0), queries.count, weights.columns))
    // What sees nothing attends to nothing.
    for row in blind { weights[row].update(repeating: 0) }
  }

  /// Makes tiles (see `CKernels`) of the keys of `head`, divided by √d.
  private func packKeys(of head: Int, into tiles: FloatTable) {
    let to = tiles.pointer(row: 0)
    projections.forEachPart(of: 0..<count) { rows, table in
      for token in rows {
        let tile = to + token / Self.width * Self.width * layout.headSize + token % Self.width
        let key = table.pointer(row: token, column: layout.key(head))
        for place in 0..<layout.headSize { tile[place * Self.width] = key[place] * scale }
      }
    }
    for token in count..<tiles.rows {
      let tile = to + token / Self.width * Self.width * layout.headSize + token % Self.width
      for place in 0..<layout.headSize { tile[place * Self.width] = 0 }
    }
  }

  /// Makes tiles of the values of `head`.
  private func packValues(of head: Int, into tiles: FloatTable) {
    let to = tiles.pointer(row: 0)
    projections.forEachPart(of: 0..<count) { rows, table in
      for first in stride(from: 0, to: tiles.columns, by: Self.width) {
        let width = min(Self.width, layout.headSize - first)
        for token in rows {
          let place = to + first * count + token * Self.width
          place.update(
            from: table.pointer(row: token, column: layout.value(head) + first), count: width)
          (place + width).update(repeating: 0, count: Self.width - width)
        }
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
    for row in outputs.indices {
      let numbers = outputs[row]
      for (place, column) in columns.enumerated() { sums[place] += numbers[column] }
    }
    return sums.map { $0 / Float(outputs.rows) }
  }
}

extension UnsafeBufferPointer<Float> {
  /// Σ of the products with as many other numbers.
  fileprivate func dot(_ other: UnsafeBufferPointer<Float>) -> Float {
    var sums = SIMD16<Float>.zero
    let whole = count & ~15
    guard let own = UnsafeRawPointer(baseAddress), let others = UnsafeRawPointer(other.baseAddress)
    else { return 0 }
    for place in stride(from: 0, to: whole * 4, by: 64) {
      sums +=
        (own + place).loadUnaligned(as: SIMD16<Float>.self)
        * (others + place).loadUnaligned(as: SIMD16<Float>.self)
    }
    var sum = sums.sum()
    for place in whole..<count { sum += self[place] * other[place] }
    return sum
  }
}

extension UnsafeMutableBufferPointer<Float> {
  /// Adds `factor` times as many other numbers.
  fileprivate func add(_ factor: Float, _ others: UnsafeBufferPointer<Float>) {
    for place in indices { self[place] += factor * others[place] }
  }
}
