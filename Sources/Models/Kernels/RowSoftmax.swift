import AttentionCore

/// Makes scores into weights where they stand: AttentionCore's `softmax` in single precision.
struct RowSoftmax {
  private let scale: Float

  init(_ temperature: Temperature) {
    // exp(x) is 2 to the x / ln 2. Within these bounds 0 · scale is 0, and −∞ · scale is −∞.
    scale = Float(min(max(1.442_695_040_9 / temperature.value, 1e-30), 1e30))
  }

  /// The weights of the first `visible` scores of `row` in their places; 0 in the others.
  func apply(to row: UnsafeMutableBufferPointer<Float>, visible: Int) {
    row[visible...].update(repeating: 0)
    let scores = UnsafeMutableBufferPointer(rebasing: row[..<visible])
    var largest = SIMD8<Float>(repeating: -.infinity)
    UnsafeBufferPointer(scores).forEachEight(filling: -.infinity) {
      largest.replace(with: $0, where: $0 .> largest)
    }
    let top = largest.max()
    guard top > -.infinity else { return scores.update(repeating: 0) }
    var sums = SIMD8<Float>.zero
    scores.replaceEach(filling: -.infinity) {
      let powers = (($0 - top) * scale).powerOfTwo
      sums += powers
      return powers
    }
    let share = 1 / sums.sum()
    scores.replaceEach { $0 * share }
  }
}
