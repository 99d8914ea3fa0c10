/// Layer normalization: each row moved and scaled to mean 0 and variance 1, then scaled by
/// `weight` and moved by `bias`, number by number.
///
/// By hand, because oneDNN asks for it in another way in each version, and has no RMS norm.
struct LayerNorm: Sendable {
  let weight: [Float]
  let bias: [Float]
  let epsilon: Float

  /// Normalizes this member's part of `rows`, rows of `weight.count` numbers.
  func apply(_ member: Team.Member, to table: FloatTable, _ rows: Range<Int>) {
    for row in member.slice(of: rows.count) { normalize(table[rows.lowerBound + row]) }
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
