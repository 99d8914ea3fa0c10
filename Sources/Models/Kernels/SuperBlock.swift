/// A block of 256 numbers as Q4_K, Q5_K and Q6_K have it, taken apart: number i is
/// scale · scales[i / 16] · numbers[i] − minimum · minima[i / 16].
///
/// Source: these formats of ggml; see `ElementType`.
struct SuperBlock {
  static let count = 256
  /// How many numbers share a scale at least.
  private static let part = 16

  /// The scale of all scales.
  let scale: Float16
  /// The scale of all minima.
  let minimum: Float16
  /// Where its numbers, the scales and the minima are.
  private let numbers, scales, minima: UnsafeMutablePointer<UInt8>

  /// Takes the block that begins at `block` apart.
  ///
  /// - Parameter room: where to: as many bytes as `withRoom` hands out.
  private init(
    _ block: UnsafeRawPointer, _ type: ElementType, in room: UnsafeMutablePointer<UInt8>
  ) {
    (numbers, scales) = (room, room + Self.count)
    minima = scales + Self.count / Self.part
    let bytes = block.assumingMemoryBound(to: UInt8.self)
    if type == .q6_k {
      scale = (block + 208).loadUnaligned(as: Float16.self)
      minimum = 0
      for part in 0..<Self.count / Self.part {
        scales[part] = bytes[192 + part]
        minima[part] = 0
      }
      unpackSix(bytes)
    } else {
      scale = block.loadUnaligned(as: Float16.self)
      minimum = (block + 2).loadUnaligned(as: Float16.self)
      unpackScales(bytes + 4)
      unpackPairs(bytes + type.size - 128)
      if type == .q5_k { addFifthBits(bytes + 16) }
    }
  }

  private static func withRoom(_ body: (UnsafeMutablePointer<UInt8>) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + 2 * (count / part)) { room in
      if let start = room.baseAddress { body(start) }
    }
  }

  /// Eight scales and eight minima of 6 bits each, in 12 bytes: the upper two bits of the later four
  /// stand above those of the earlier ones.
  private func unpackScales(_ bytes: UnsafePointer<UInt8>) {
    for part in 0..<8 {
      let (scale, minimum): (UInt8, UInt8)
      if part < 4 {
        (scale, minimum) = (bytes[part] & 63, bytes[part + 4] & 63)
      } else {
        scale = bytes[part + 4] & 15 | (bytes[part - 4] >> 6) << 4
        minimum = bytes[part + 4] >> 4 | (bytes[part] >> 6) << 4
      }
      for half in 0..<2 {
        scales[2 * part + half] = scale
        minima[2 * part + half] = minimum
      }
    }
  }

  /// 64 numbers in each 32 bytes, the earlier 32 in their lower halves.
  private func unpackPairs(_ pairs: UnsafePointer<UInt8>) {
    for chunk in 0..<4 {
      let (from, to) = (pairs + chunk * 32, numbers + chunk * 64)
      for place in 0..<32 {
        to[place] = from[place] & 15
        to[place + 32] = from[place] >> 4
      }
    }
  }

  /// A fifth bit for each number, in 32 bytes, one further up for each 32 numbers.
  private func addFifthBits(_ bits: UnsafePointer<UInt8>) {
    for chunk in 0..<8 {
      let to = numbers + chunk * 32
      for place in 0..<32 { to[place] |= (bits[place] &>> UInt8(chunk) & 1) << 4 }
    }
  }

  /// Twice 128 numbers: their lower four bits in 64 bytes, the upper two in 32 others.
  private func unpackSix(_ block: UnsafePointer<UInt8>) {
    for half in 0..<2 {
      let (low, high) = (block + half * 64, block + 128 + half * 32)
      let to = numbers + half * 128
      for place in 0..<32 {
        let bits = high[place]
        to[place] = (low[place] & 15 | (bits & 3) << 4) &- 32
        to[place + 32] = (low[place + 32] & 15 | (bits >> 2 & 3) << 4) &- 32
        to[place + 64] = (low[place] >> 4 | (bits >> 4 & 3) << 4) &- 32
        to[place + 96] = (low[place + 32] >> 4 | (bits >> 6) << 4) &- 32
      }
    }
  }

  /// Writes the numbers of the blocks in `source` to `target`, which has room for them.
  static func widen(
    _ source: UnsafeRawPointer, _ type: ElementType, into target: UnsafeMutableBufferPointer<Float>
  ) {
    withRoom { room in
      for index in 0..<target.count / count {
        let block = SuperBlock(source + index * type.size, type, in: room)
        for place in 0..<count {
          let scale = Float(block.scale) * Float(Int8(bitPattern: block.scales[place / part]))
          target[index * count + place] =
            scale * Float(Int8(bitPattern: block.numbers[place]))
            - Float(block.minimum) * Float(block.minima[place / part])
        }
      }
    }
  }

  /// Writes a row of blocks to its place in a tile (see `CKernels`), from 0 to 15.
  ///
  /// - Parameters:
  ///   - isPaired: whether the tile has two numbers in a byte, in parts of 32; else parts of 16.
  ///   - width: how many rows a tile has.
  ///   - size: how many bytes a block of a tile takes.
  static func fill(
    _ tile: UnsafeMutableRawPointer, place: Int, with row: UnsafeRawBufferPointer,
    _ type: ElementType, isPaired: Bool, width: Int, size: Int
  ) {
    guard let source = row.baseAddress else { return }
    let length = isPaired ? 2 * part : part
    withRoom { room in
      for index in 0..<row.count / type.size {
        let block = SuperBlock(source + index * type.size, type, in: room)
        let to = tile + index * size
        to.storeBytes(of: block.scale.bitPattern, toByteOffset: place * 2, as: UInt16.self)
        to.storeBytes(
          of: block.minimum.bitPattern, toByteOffset: (width + place) * 2, as: UInt16.self)
        var own = (to + 4 * width + place).assumingMemoryBound(to: UInt8.self)
        for first in stride(from: 0, to: count, by: length) {
          own[0] = block.scales[first / part]
          own[width] = block.minima[first / part]
          own += 2 * width
          let from = block.numbers + first
          if isPaired {
            for row in 0..<part { own[row * width] = from[row] | from[row + part] << 4 }
          } else {
            for row in 0..<part { own[row * width] = from[row] }
          }
          own += part * width
        }
      }
    }
  }
}
