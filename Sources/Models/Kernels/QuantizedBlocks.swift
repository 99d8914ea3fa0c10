import CKernels

/// Blocks of 32 numbers of 8 or 4 bits, as GGUF files have them, made into other forms.
///
/// Source: the formats Q8_0, Q4_0 and Q4_1 of ggml; see `ElementType`.
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
    for block in 0..<target.count / 32 {
      let (start, room) = (from + block * type.size, to + block * 128)
      let scale = Float(start.loadUnaligned(as: Float16.self))
      if type == .q8_0 {
        for half in 0..<2 {
          let numbers = (start + 2 + half * 16).loadUnaligned(as: SIMD16<Int8>.self)
          (room + half * 64).storeBytes(of: SIMD16<Float>(numbers) * scale, as: SIMD16<Float>.self)
        }
      } else {
        let minimum =
          type == .q4_1
          ? Float((start + 2).loadUnaligned(as: Float16.self)) : scale * -8
        let pairs = (start + type.size - 16).loadUnaligned(as: SIMD16<UInt8>.self)
        room.storeBytes(of: SIMD16<Float>(pairs & 15) * scale + minimum, as: SIMD16<Float>.self)
        (room + 64).storeBytes(
          of: SIMD16<Float>(pairs &>> 4) * scale + minimum, as: SIMD16<Float>.self)
      }
    }
  }

  /// The form of the tiles that are made of blocks of this type.
  static func format(of type: ElementType) -> kernels_format? {
    switch type {
    case .q8_0: kernels_q8
    case .q4_0, .q4_1: kernels_q4
    default: nil
    }
  }

  /// Writes a row of blocks to its place in a tile (see `CKernels`), from 0 to 15.
  static func fill(
    _ tile: UnsafeMutableRawBufferPointer, place: Int, with row: UnsafeRawBufferPointer,
    _ type: ElementType
  ) {
    guard let to = tile.baseAddress, let from = row.baseAddress else { return }
    let width = Int(kernels_width)
    let isBytes = type == .q8_0
    let size = kernels_tile_size(isBytes ? kernels_q8 : kernels_q4, 32)
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
      let count = isBytes ? 32 : 16
      let numbers = (source + type.size - count).assumingMemoryBound(to: UInt8.self)
      let rows = (room + (isBytes ? 2 : 6) * width + place).assumingMemoryBound(to: UInt8.self)
      for row in 0..<count { rows[row * width] = numbers[row] }
    }
  }
}
