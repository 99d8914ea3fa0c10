extension SIMD8<Float> {
  /// 2 to the power of each number, within 3 units in the last place; 0 below −125.5, and above 127
  /// what 127 gives.
  ///
  /// 2ⁿ · 2ʳ, where n is the whole number nearest to x and |r| ≤ ½. Adding 1.5 · 2²³ rounds to n,
  /// and leaves it in the lowest bits; the polynomial fits 2ʳ to 10⁻⁷ of it.
  @inline(__always)
  var powerOfTwo: SIMD8<Float> {
    let x = replacing(with: 127, where: self .> 127)
    let shifter: Float = 0x1.8p23
    let shifted = x + shifter
    let r = x - (shifted - shifter)
    var p = r * 1.326_472_7e-3 + 9.671_513e-3
    p = p * r + 5.550_733_6e-2
    p = p * r + 0.240_222_42
    p = p * r + 0.693_147
    p = p * r + 1
    let power = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &<< 23
    let bits = unsafeBitCast(p, to: SIMD8<Int32>.self) &+ power
    return unsafeBitCast(bits, to: SIMD8<Float>.self).replacing(with: 0, where: x .< -125.5)
  }
}
