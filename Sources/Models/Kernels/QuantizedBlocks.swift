import CKernels

/// Blocks of numbers that share a scale, as GGUF files have them, made into other forms.
///
/// Source: the formats Q8_0, Q4_0, Q4_1, Q5_0 and Q5_1 of ggml; see `ElementType`, and `SuperBlock` for
/// the others.
enum QuantizedBlocks {
  /// Writes the numbers of the blocks in `source` to `target`, which has room for them.
  static func widen(
    _ source: UnsafeRawBufferPointer, _ type: ElementType,
    into target: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(source.count == type.bytes(target.count), "whole blocks")
    guard let from = source.baseAddress, let to = UnsafeMutableRawPointer(target.baseAddress) else {
      return
    }
    guard type.block == 32 else { return SuperBlock.widen(from, type, into: target) }
    for block in 0..<target.count / 32 {
      let (start, room) = (from + block * type.size, to + block * 128)
      let scale = Float(start.loadUnaligned(as: Float16.self))
      if type == .q8_0 {
        for half in 0..<2 {
          let numbers = (start + 2 + half * 16).loadUnaligned(as: SIMD16<Int8>.self)
          (room + half * 64).storeBytes(of: SIMD16<Float>(numbers) * scale, as: SIMD16<Float>.self)
        }
      } else {
        let least =
          switch type {
          case .q4_1, .q5_1: Float((start + 2).loadUnaligned(as: Float16.self))
          case .q5_0: scale * -16
          default: scale * -8
          }
        let (low, high) = halves(start, type)
        room.storeBytes(of: SIMD16<Float>(low) * scale + least, as: SIMD16<Float>.self)
        (room + 64).storeBytes(of: SIMD16<Float>(high) * scale + least, as: SIMD16<Float>.self)
      }
    }
  }

  /// The first and the last 16 numbers of a block with half a byte for each, and perhaps a bit.
  private static func halves(
    _ block: UnsafeRawPointer, _ type: ElementType
  ) -> (SIMD16<UInt8>, SIMD16<UInt8>) {
    let pairs = (block + type.size - 16).loadUnaligned(as: SIMD16<UInt8>.self)
    var (low, high) = (pairs & 15, pairs &>> 4)
    guard type == .q5_0 || type == .q5_1 else { return (low, high) }
    let bits = (block + type.size - 20).loadUnaligned(as: UInt32.self).littleEndian
    for place in 0..<16 {
      low[place] |= UInt8(bits >> place & 1) << 4
      high[place] |= UInt8(bits >> (place + 16) & 1) << 4
    }
    return (low, high)
  }

  /// The form of the tiles that are made of blocks of this type; `nil` where they are widened instead.
  static func format(of type: ElementType) -> kernels_format? {
    switch type {
    case .q8_0, .q5_0: kernels_q8
    case .q4_0, .q4_1: kernels_q4
    case .q4_k: kernels_q4k
    case .q5_k, .q6_k: kernels_q8k
    default: nil
    }
  }

  /// Writes a row of blocks to its place in a tile (see `CKernels`), from 0 to 15.
  static func fill(
    _ tile: UnsafeMutableRawBufferPointer, place: Int, with row: UnsafeRawBufferPointer,
    _ type: ElementType
  ) {
    guard let to = tile.baseAddress, let from = row.baseAddress, let format = format(of: type)
    else { return }
    let width = Int(kernels_width)
    let size = kernels_tile_size(format, type.block)
    guard type.block == 32 else {
      return SuperBlock.fill(
        to, place: place, with: row, type, isPaired: format == kernels_q4k, width: width,
        size: size)
    }
    let isBytes = format == kernels_q8
    for block in 0..<row.count / type.size {
      let (room, source) = (to + block * size, from + block * type.size)
      let scale = source.loadUnaligned(as: Float16.self)
      room.storeBytes(of: scale.bitPattern, toByteOffset: place * 2, as: UInt16.self)
      if !isBytes {
        let minimum =
          type == .q4_1
          ? Float(source.loadUnaligned(fromByteOffset: 2, as: Float16.self)) : Float(scale) * -8
        room.storeBytes(of: minimum, toByteOffset: 2 * width + place * 4, as: Float.self)
      }
      let rows = (room + (isBytes ? 2 : 6) * width + place).assumingMemoryBound(to: UInt8.self)
      if type == .q5_0 {
        let (low, high) = halves(source, type)
        for row in 0..<16 {
          rows[row * width] = low[row] &- 16
          rows[(row + 16) * width] = high[row] &- 16
        }
      } else {
        let count = isBytes ? 32 : 16
        let numbers = (source + type.size - count).assumingMemoryBound(to: UInt8.self)
        for row in 0..<count { rows[row * width] = numbers[row] }
      }
    }
  }
}
