/// Layer normalization: each row moved and scaled to mean 0 and variance 1, then scaled by
/// `weight` and moved by `bias`, number by number.
struct LayerNorm: Sendable {
  let weight: [Float]
  let bias: [Float]
  let epsilon: Float

  /// Normalizes each row of `rows`, a whole number of rows of `weight.count` numbers.
  func apply(to rows: UnsafeMutableBufferPointer<Float>) {
    for start in stride(from: 0, to: rows.count, by: weight.count) {
      normalize(UnsafeMutableBufferPointer(rebasing: rows[start..<start + weight.count]))
    }
  }

  private func normalize(_ row: UnsafeMutableBufferPointer<Float>) {
    var sums = SIMD8<Float>.zero
    UnsafeBufferPointer(row).forEachEight { sums += $0 }
    let mean = sums.sum() / Float(row.count)
    var squares = SIMD8<Float>.zero
    UnsafeBufferPointer(row).forEachEight(filling: mean) { squares += ($0 - mean) * ($0 - mean) }
    let scale = 1 / (squares.sum() / Float(row.count) + epsilon).squareRoot()
    for column in row.indices {
      row[column] = (row[column] - mean) * scale * weight[column] + bias[column]
    }
  }
}
