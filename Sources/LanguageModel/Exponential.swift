extension SIMD8<Float> {
  /// e to the power of each number, within 2 units in the last place; 0 below −87.3, and above 88
  /// what 88 gives.
  ///
  /// 2ⁿ · eʳ, where n is the whole number nearest to x / ln 2 and |r| ≤ ln 2 / 2. Adding 1.5 · 2²³
  /// rounds to n, and leaves it in the lowest bits; the polynomial fits (eʳ − 1 − r) / r² there.
  @inline(__always)
  var exponential: SIMD8<Float> {
    let x = replacing(with: 88, where: self .> 88)
    let shifter: Float = 0x1.8p23
    let shifted = x * 1.442_695_04 + shifter
    let n = shifted - shifter
    // ln 2 in two parts; the product with the first is exact.
    let r = x - n * 0.693_359_375 + n * 2.121_944_4e-4
    var p = r * 1.394_645_8e-3 + 8.369_159e-3
    p = p * r + 4.166_626e-2
    p = p * r + 0.166_665_17
    p = p * r + 0.5
    p = p * r * r + r + 1
    let power = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &<< 23
    let bits = unsafeBitCast(p, to: SIMD8<Int32>.self) &+ power
    return unsafeBitCast(bits, to: SIMD8<Float>.self).replacing(with: 0, where: x .< -87.3)
  }
}
