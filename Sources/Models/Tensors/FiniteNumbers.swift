/// Finds numbers that are infinite or none at all by their bits, many at a time.
enum FiniteNumbers {
  /// The index of the first number in `source` that is not finite; `nil` where all are.
  ///
  /// - Parameter type: a type that can be read as `Float`.
  static func firstOther(in source: UnsafeRawBufferPointer, of type: ElementType) -> Int? {
    switch type {
    case .float16: first(in: source, from: 0x7c00 as Int16, isAny: hasAny)
    case .bfloat16: first(in: source, from: 0x7f80 as Int16, isAny: hasAny)
    case _ where type.isQuantized: firstBlock(in: source, of: type).map { $0 * type.block }
    default: first(in: source, from: 0x7f80_0000 as Int32, isAny: hasAny)
    }
  }

  /// The first block whose scale or minimum is not finite.
  private static func firstBlock(in source: UnsafeRawBufferPointer, of type: ElementType) -> Int? {
    let size = type.size
    let found = type.scalePlaces.compactMap { place in
      stride(from: place, to: source.count, by: size).first {
        source.loadUnaligned(fromByteOffset: $0, as: UInt16.self) & 0x7fff >= 0x7c00
      }
    }
    return found.min().map { $0 / size }
  }

  /// The index of the first number whose bits without the sign are `least` or more: all bits of the
  /// exponent are set in what is not finite, and in nothing else.
  @inline(__always)
  private static func first<Number: FixedWidthInteger & BitwiseCopyable>(
    in source: UnsafeRawBufferPointer, from least: Number,
    isAny: (UnsafeRawBufferPointer, Number) -> Bool
  ) -> Int? {
    let size = MemoryLayout<Number>.size
    var rest = source[...]
    while !rest.isEmpty {
      let block = rest.prefix(16_384)
      if isAny(UnsafeRawBufferPointer(rebasing: block), least) {
        for place in stride(from: block.startIndex, to: block.endIndex, by: size) {
          let bits = source.loadUnaligned(fromByteOffset: place, as: Number.self)
          if bits & .max >= least { return place / size }
        }
      }
      rest = rest.dropFirst(block.count)
    }
    return nil
  }

  // Written out for each size of number and without comparisons, since only then do eight numbers
  // take one instruction: the sum has its sign bit set where the number is `least` or more.
  private static func hasAny(_ block: UnsafeRawBufferPointer, from least: Int16) -> Bool {
    guard let base = block.baseAddress else { return false }
    let (sign, rest) = (SIMD8<Int16>(repeating: .max), SIMD8<Int16>(repeating: .min &- least))
    var found = SIMD8<Int16>.zero
    let whole = block.count & ~15
    for place in stride(from: 0, to: whole, by: 16) {
      found |= ((base + place).loadUnaligned(as: SIMD8<Int16>.self) & sign) &+ rest
    }
    for place in stride(from: whole, to: block.count, by: 2) {
      found[0] |= ((base + place).loadUnaligned(as: Int16.self) & .max) &+ rest[0]
    }
    return found.min() < 0
  }

  private static func hasAny(_ block: UnsafeRawBufferPointer, from least: Int32) -> Bool {
    guard let base = block.baseAddress else { return false }
    let (sign, rest) = (SIMD4<Int32>(repeating: .max), SIMD4<Int32>(repeating: .min &- least))
    var found = SIMD4<Int32>.zero
    let whole = block.count & ~15
    for place in stride(from: 0, to: whole, by: 16) {
      found |= ((base + place).loadUnaligned(as: SIMD4<Int32>.self) & sign) &+ rest
    }
    for place in stride(from: whole, to: block.count, by: 4) {
      found[0] |= ((base + place).loadUnaligned(as: Int32.self) & .max) &+ rest[0]
    }
    return found.min() < 0
  }
}
