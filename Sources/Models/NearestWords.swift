import AttentionCore

/// The words whose vectors point most nearly where a given vector points, found fast and exactly.
///
/// One pass over quantized rows (see `QuantizedRows`) bounds every cosine; only the few rows whose
/// upper bound reaches the best lower bounds are computed from the file's own numbers. The answer
/// is the same as if all had been.
struct NearestWords: Sendable {
  private let rows: TensorRows
  private let words: [Int]
  private let quantized: QuantizedRows

  /// An index of those rows in `rows` whose numbers `words` lists.
  init(rows: TensorRows, words: [Int]) {
    self.rows = rows
    self.words = words
    quantized = QuantizedRows(count: words.count, columns: rows.columns) { row, numbers in
      rows.copy(words[row]..<words[row] + 1, into: numbers)
    }
    rows.releasePages()
  }

  /// The `count` words nearest to `vector`, nearest first; of equally near ones the first first.
  func nearest(to vector: [Float], count: Int) -> [(word: Int, cosine: Float)] {
    guard count > 0, let query = QuantizedQuery(vector) else { return [] }
    let found = candidates(for: query, count: count).compactMap { index in
      let cosine = cosine(vector, rows[words[index]])
      return cosine.isFinite ? (word: words[index], cosine: cosine) : nil
    }
    return Array(found.sorted { ($1.cosine, $0.word) < ($0.cosine, $1.word) }.prefix(count))
  }

  /// Every row that may be among the `count` nearest, in order.
  private func candidates(for query: QuantizedQuery, count: Int) -> [Int] {
    guard count < words.count else { return Array(words.indices) }
    var best = [Float](repeating: -.infinity, count: count)
    let uppers = [Float](unsafeUninitializedCapacity: words.count) { uppers, initialized in
      quantized.forEachBound(of: query) { row, lower, upper in
        uppers[row] = upper
        if lower > best[0] { replaceLeast(of: &best, by: lower) }
      }
      initialized = words.count
    }
    return uppers.indices.filter { uppers[$0] >= best[0] }
  }

  /// Puts `number` in the place of the first one of `ascending`, and in order.
  private func replaceLeast(of ascending: inout [Float], by number: Float) {
    var place = 0
    while place + 1 < ascending.count, ascending[place + 1] < number {
      ascending[place] = ascending[place + 1]
      place += 1
    }
    ascending[place] = number
  }
}
