/// A vector as whole numbers of two bytes, to be compared with `QuantizedRows`.
struct QuantizedQuery {
  /// The numbers that meet the lower and the upper numbers of the rows' words.
  private(set) var low: [SIMD8<Int16>]
  private(set) var high: [SIMD8<Int16>]
  /// A unit vector is `scale` times the numbers, but for an error of the length `error`.
  let scale: Float
  let error: Float

  /// `nil` where `vector` is zero, or too small or large for its length to be known.
  init?(_ vector: [Float]) {
    let squares = vector.reduce(0) { $0 + $1 * $1 }
    let length = squares.squareRoot()
    // A row's numbers are below 2¹⁵, so by Cauchy and Schwarz the sum of their products with these
    // stays below 2³¹ where these are at most 2¹⁶ / √d long, rounding (√d / 2) included.
    let count = Float(vector.count)
    let steps = min(32_000, (65_000 - count / 2) / count.squareRoot())
    let perUnit = steps / length
    guard squares.isNormal, steps >= 1, perUnit.isNormal else { return nil }
    let padded = QuantizedRows.paddedColumns(vector.count)
    low = Array(repeating: .zero, count: padded / 16)
    high = low
    var roundings: Float = 0
    for (index, number) in vector.enumerated() {
      let rounded = (number * perUnit).rounded()
      let (word, lane) = (index / 16, index % 8)
      if index % 16 < 8 {
        low[word][lane] = Int16(rounded)
      } else {
        high[word][lane] = Int16(rounded)
      }
      roundings += (number * perUnit - rounded) * (number * perUnit - rounded)
    }
    scale = 1 / steps
    error = roundings.squareRoot() / steps
  }
}
