/// Products of parts of rows of numbers, which training is made of.
extension UnsafePointer<Double> {
  /// The product with another row, of `count` numbers each.
  func dot(_ other: UnsafePointer<Double>, count: Int) -> Double {
    var (sums, place) = (SIMD8<Double>.zero, 0)
    let (one, two) = (UnsafeRawPointer(self), UnsafeRawPointer(other))
    while place + 8 <= count {
      sums +=
        one.loadUnaligned(fromByteOffset: place * 8, as: SIMD8<Double>.self)
        * two.loadUnaligned(fromByteOffset: place * 8, as: SIMD8<Double>.self)
      place += 8
    }
    var sum = sums.sum()
    while place < count {
      sum += self[place] * other[place]
      place += 1
    }
    return sum
  }
}

extension UnsafeMutablePointer<Double> {
  /// Adds `factor` times another row of `count` numbers.
  func add(_ factor: Double, times other: UnsafePointer<Double>, count: Int) {
    for place in 0..<count { self[place] += factor * other[place] }
  }
}
