/// A block of 256 numbers as Q4_K, Q5_K and Q6_K have it, taken apart: number i is
/// scale · scales[i / 16] · numbers[i] − minimum · minima[i / 16].
///
/// Source: these formats of ggml; see `ElementType`.
struct SuperBlock {
  static let count = 256

  /// The scale of all scales.
  let scale: Float16
  /// The scale of all minima.
  let minimum: Float16
  /// The scale of each 16 numbers.
  private(set) var scales = SIMD16<Int8>.zero
  /// What is taken off each 16 numbers.
  private(set) var minima = SIMD16<UInt8>.zero

  /// Takes the block that begins at `block` apart, and writes its 256 numbers to `numbers`.
  init(_ block: UnsafeRawPointer, _ type: ElementType, into numbers: UnsafeMutablePointer<Int8>) {
    switch type {
    case .q6_k:
      scale = (block + 208).loadUnaligned(as: Float16.self)
      minimum = 0
      scales = (block + 192).loadUnaligned(as: SIMD16<Int8>.self)
      Self.unpackSix(block, into: numbers)
    default:
      scale = block.loadUnaligned(as: Float16.self)
      minimum = (block + 2).loadUnaligned(as: Float16.self)
      readPacked((block + 4).assumingMemoryBound(to: UInt8.self))
      let high = type == .q5_k ? block + 16 : nil
      Self.unpackPairs(block + type.size - 128, high, into: numbers)
    }
  }

  /// Eight scales and eight minima of 6 bits each, in 12 bytes: the upper two bits of the later four
  /// stand above those of the earlier ones.
  private mutating func readPacked(_ bytes: UnsafePointer<UInt8>) {
    for part in 0..<8 {
      let (scale, minimum): (UInt8, UInt8)
      if part < 4 {
        (scale, minimum) = (bytes[part] & 63, bytes[part + 4] & 63)
      } else {
        scale = bytes[part + 4] & 15 | (bytes[part - 4] >> 6) << 4
        minimum = bytes[part + 4] >> 4 | (bytes[part] >> 6) << 4
      }
      for half in 0..<2 {
        scales[2 * part + half] = Int8(scale)
        minima[2 * part + half] = minimum
      }
    }
  }

  /// 64 numbers in 32 bytes, the earlier 32 in their lower halves; in `high` a fifth bit for each, one
  /// further up for each 32 numbers.
  private static func unpackPairs(
    _ pairs: UnsafeRawPointer, _ high: UnsafeRawPointer?, into numbers: UnsafeMutablePointer<Int8>
  ) {
    let fifth = high?.loadUnaligned(as: SIMD32<UInt8>.self) ?? .zero
    let room = UnsafeMutableRawPointer(numbers)
    for chunk in 0..<4 {
      let pair = (pairs + chunk * 32).loadUnaligned(as: SIMD32<UInt8>.self)
      let bits = fifth &>> UInt8(2 * chunk)
      (room + chunk * 64).storeBytes(
        of: pair & 15 | (bits & 1) &<< 4, as: SIMD32<UInt8>.self)
      (room + chunk * 64 + 32).storeBytes(
        of: pair &>> 4 | (bits &>> 1 & 1) &<< 4, as: SIMD32<UInt8>.self)
    }
  }

  /// Twice 128 numbers: their lower four bits in 64 bytes, the upper two in 32 others.
  private static func unpackSix(
    _ block: UnsafeRawPointer, into numbers: UnsafeMutablePointer<Int8>
  ) {
    let room = UnsafeMutableRawPointer(numbers)
    for half in 0..<2 {
      let high = (block + 128 + half * 32).loadUnaligned(as: SIMD32<UInt8>.self)
      for quarter in 0..<4 {
        let pairs = (block + half * 64 + quarter % 2 * 32).loadUnaligned(as: SIMD32<UInt8>.self)
        let low = quarter < 2 ? pairs & 15 : pairs &>> 4
        let number = low | (high &>> UInt8(2 * quarter) & 3) &<< 4
        (room + half * 128 + quarter * 32).storeBytes(of: number &- 32, as: SIMD32<UInt8>.self)
      }
    }
  }

  /// Writes the numbers of the blocks in `source` to `target`, which has room for them.
  static func widen(
    _ source: UnsafeRawPointer, _ type: ElementType, into target: UnsafeMutableBufferPointer<Float>
  ) {
    withUnsafeTemporaryAllocation(of: Int8.self, capacity: count) { room in
      guard let numbers = room.baseAddress else { return }
      for index in 0..<target.count / count {
        let block = SuperBlock(source + index * type.size, type, into: numbers)
        for place in 0..<count {
          let (scale, minimum) = (block.scales[place / 16], block.minima[place / 16])
          target[index * count + place] =
            Float(block.scale) * Float(scale) * Float(numbers[place])
            - Float(block.minimum) * Float(minimum)
        }
      }
    }
  }

  /// Writes a row of blocks to its place in a tile (see `CKernels`), from 0 to 15.
  ///
  /// - Parameter isPaired: whether the tile has two numbers in a byte, in parts of 32; else parts of 16.
  static func fill(
    _ tile: UnsafeMutableRawPointer, place: Int, with row: UnsafeRawBufferPointer,
    _ type: ElementType, isPaired: Bool, width: Int, size: Int
  ) {
    guard let source = row.baseAddress else { return }
    let parts = isPaired ? 8 : 16
    withUnsafeTemporaryAllocation(of: Int8.self, capacity: count) { room in
      guard let numbers = room.baseAddress else { return }
      for index in 0..<row.count / type.size {
        let block = SuperBlock(source + index * type.size, type, into: numbers)
        let to = tile + index * size
        to.storeBytes(of: block.scale.bitPattern, toByteOffset: place * 2, as: UInt16.self)
        to.storeBytes(
          of: block.minimum.bitPattern, toByteOffset: (width + place) * 2, as: UInt16.self)
        for part in 0..<parts {
          let own = (to + 4 * width + part * 18 * width + place).assumingMemoryBound(to: UInt8.self)
          own[0] = UInt8(bitPattern: block.scales[part * 16 / parts])
          own[width] = block.minima[part * 16 / parts]
          let from = numbers + part * count / parts
          for row in 0..<16 {
            let number = UInt8(bitPattern: from[row])
            own[(2 + row) * width] =
              isPaired ? number | UInt8(bitPattern: from[row + 16]) << 4 : number
          }
        }
      }
    }
  }
}
