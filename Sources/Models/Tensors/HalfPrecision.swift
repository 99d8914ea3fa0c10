/// Numbers of 16 bits made into `Float`, many at a time.
///
/// Both kinds are exact: every 16-bit value has its own `Float`.
public enum HalfPrecision {
  /// Writes the half-precision (F16) numbers in `source` to `target`.
  ///
  /// - Parameters:
  ///   - source: little-endian numbers of two bytes, at any alignment.
  ///   - target: room for as many `Float`s: `target.count * 2 == source.count`.
  /// - Complexity: 0.25 ns a number; `Float(Float16)` takes ten times as long, because without
  ///   F16C instructions each conversion is a library call.
  public static func widen(
    float16 source: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Float>
  ) {
    widen(source, into: target, isBrain: false)
  }

  /// Writes the bfloat16 (BF16) numbers in `source` to `target`.
  ///
  /// - Parameters:
  ///   - source: little-endian numbers of two bytes, at any alignment.
  ///   - target: room for as many `Float`s: `target.count * 2 == source.count`.
  public static func widen(
    bfloat16 source: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Float>
  ) {
    widen(source, into: target, isBrain: true)
  }

  @inline(__always)
  private static func widen(
    _ source: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Float>,
    isBrain: Bool
  ) {
    precondition(source.count == target.count * 2, "two bytes for each number")
    guard let from = source.baseAddress, let base = target.baseAddress else { return }
    let to = UnsafeMutableRawPointer(base)
    let whole = target.count & ~7
    for index in stride(from: 0, to: whole, by: 8) {
      let bits = (from + index * 2).loadUnaligned(as: SIMD8<UInt16>.self)
      (to + index * 4).storeBytes(of: widened(bits, isBrain), as: SIMD8<Float>.self)
    }
    for index in whole..<target.count {
      let bits = (from + index * 2).loadUnaligned(as: UInt16.self)
      target[index] = widened(SIMD8(repeating: bits), isBrain)[0]
    }
  }

  // In the upper half of 32 bits and shifted 3 down with the sign, a number's fraction is in place
  // and its exponent's bias 112 too low, in subnormals too; one multiplication mends both. What was
  // infinite or NaN is then 2¹⁶ or more, and needs its exponent set.
  @inline(__always)
  private static func widened(_ numbers: SIMD8<UInt16>, _ isBrain: Bool) -> SIMD8<Float> {
    let upper = SIMD8<Int32>(truncatingIfNeeded: numbers) &<< 16
    if isBrain { return unsafeBitCast(upper, to: SIMD8<Float>.self) }
    let unscaled = (upper &>> 3) & ~0x7000_0000
    let scaled = unsafeBitCast(unscaled, to: SIMD8<Float>.self) * 0x1p112
    let bits = unsafeBitCast(scaled, to: SIMD8<Int32>.self)
    let isSpecial = ((bits & 0x7fff_ffff) &+ 0x3880_0000) &>> 31
    return unsafeBitCast(bits | isSpecial & 0x7f80_0000, to: SIMD8<Float>.self)
  }
}
