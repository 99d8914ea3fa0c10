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
