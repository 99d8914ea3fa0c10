extension UnsafeMutableBufferPointer<Float> {
  /// Puts what `transform` makes of each number in its place, eight numbers at a time.
  ///
  /// - Parameter filling: what stands in for the numbers that the last eight lack.
  @inline(__always)
  func replaceEach(filling: Float = 0, _ transform: (SIMD8<Float>) -> SIMD8<Float>) {
    guard let baseAddress else { return }
    let numbers = UnsafeBufferPointer(self)
    let start = UnsafeMutableRawPointer(baseAddress)
    for index in stride(from: 0, to: count, by: 8) {
      let eight = transform(numbers.eight(at: index, filling: filling))
      if index + 8 <= count {
        (start + index * 4).storeBytes(of: eight, as: SIMD8<Float>.self)
      } else {
        for lane in 0..<count - index { self[index + lane] = eight[lane] }
      }
    }
  }
}

extension UnsafeBufferPointer<Float> {
  /// Hands the numbers to `body` eight at a time, in order, `filling` standing in for the numbers
  /// that the last eight lack.
  @inline(__always)
  func forEachEight(filling: Float = 0, _ body: (SIMD8<Float>) -> Void) {
    for index in stride(from: 0, to: count, by: 8) { body(eight(at: index, filling: filling)) }
  }

  @inline(__always)
  fileprivate func eight(at index: Int, filling: Float) -> SIMD8<Float> {
    if index + 8 <= count, let baseAddress {
      return UnsafeRawPointer(baseAddress + index).loadUnaligned(as: SIMD8<Float>.self)
    }
    var last = SIMD8<Float>(repeating: filling)
    for lane in 0..<count - index { last[lane] = self[index + lane] }
    return last
  }
}
