import CKernels

/// The rows of a layer's weights in blocks of 32 numbers of 8 or 4 bits, as GGUF files have them.
///
/// Source: the formats Q8_0, Q4_0 and Q4_1 of ggml. All begin with a scale d (F16); a weight is
/// d · number, in Q4_0 d · (number − 8), in Q4_1 d · number + m with a minimum m (F16).
package struct QuantizedBlocks: Sendable {
  /// How a block is written.
  package enum Kind: CaseIterable, Sendable {
    case q8_0, q4_0, q4_1

    /// How many bytes a block of 32 numbers takes.
    package var size: Int {
      switch self {
      case .q8_0: 2 + 32
      case .q4_0: 2 + 16
      case .q4_1: 2 + 2 + 16
      }
    }
  }

  let kind: Kind
  let rows: Int
  /// A multiple of 32.
  let columns: Int
  // Nothing writes to a mapped file.
  nonisolated(unsafe) private let bytes: UnsafeRawBufferPointer

  /// `nil` where `bytes` are not as many as so many rows and columns take, `columns` is no multiple of
  /// 32, or a block has a scale or a minimum that is not finite. They must stay in place.
  ///
  /// - Complexity: O(rows · columns): every block is looked at.
  package init?(_ kind: Kind, rows: Int, columns: Int, bytes: UnsafeRawBufferPointer) {
    guard rows > 0, columns > 0, columns % 32 == 0,
      bytes.count == rows * (columns / 32) * kind.size,
      stride(from: 0, to: bytes.count, by: kind.size).allSatisfy({ start in
        Self.float16(at: start, of: bytes).isFinite
          && (kind != .q4_1 || Self.float16(at: start + 2, of: bytes).isFinite)
      })
    else { return nil }
    self.kind = kind
    self.rows = rows
    self.columns = columns
    self.bytes = bytes
  }

  private static func float16(at place: Int, of bytes: UnsafeRawBufferPointer) -> Float16 {
    Float16(bitPattern: bytes.loadUnaligned(fromByteOffset: place, as: UInt16.self))
  }

  var format: kernels_format { kind == .q8_0 ? kernels_q8 : kernels_q4 }

  /// Writes the rows `outputs`, at most 16, as a tile (see `CKernels`).
  func fill(_ tile: UnsafeMutableRawBufferPointer, _ outputs: Range<Int>) {
    let width = Int(kernels_width)
    let size = kernels_tile_size(format, 32)
    if outputs.count < width { tile.initializeMemory(as: UInt8.self, repeating: 0) }
    for block in 0..<columns / 32 {
      let room = UnsafeMutableRawBufferPointer(rebasing: tile[block * size..<(block + 1) * size])
      for (place, output) in outputs.enumerated() {
        let start = (output * (columns / 32) + block) * kind.size
        let source = UnsafeRawBufferPointer(rebasing: bytes[start..<start + kind.size])
        let scale = Self.float16(at: 0, of: source)
        room.storeBytes(of: scale.bitPattern, toByteOffset: place * 2, as: UInt16.self)
        switch kind {
        case .q8_0:
          for input in 0..<32 { room[2 * width + input * width + place] = source[2 + input] }
        case .q4_0, .q4_1:
          let minimum =
            kind == .q4_1 ? Float(Self.float16(at: 2, of: source)) : Float(scale) * -8
          room.storeBytes(of: minimum, toByteOffset: 2 * width + place * 4, as: Float.self)
          let numbers = kind.size - 16
          for row in 0..<16 {
            room[6 * width + row * width + place] = source[numbers + row]
          }
        }
      }
    }
  }
}
