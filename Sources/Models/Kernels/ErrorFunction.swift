extension SIMD8<Float> {
  /// The error function of each number, within 4 · 10⁻⁷ of it.
  ///
  /// x · P(x²) / Q(x²), fitted to 2 · 10⁻⁸ for |x| ≤ 3.95, beyond which it is ±1 to a `Float`.
  @inline(__always)
  var errorFunction: SIMD8<Float> {
    let x = replacing(with: 3.95, where: self .> 3.95).replacing(with: -3.95, where: self .< -3.95)
    let t = x * x
    var p = t * 2.025_933_6e-6 + 2.846_802_2e-4
    p = p * t + 3.807_898_6e-3
    p = p * t + 5.287_463_6e-2
    p = p * t + 0.191_544_41
    p = p * t + 1.128_379_1
    var q = t * 3.783_167_3e-5 + 1.170_659e-3
    q = q * t + 1.505_456_6e-2
    q = q * t + 0.114_557_154
    q = q * t + 0.503_084_5
    q = q * t + 1
    return x * p / q
  }
}
