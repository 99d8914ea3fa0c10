/// Bytes of a file from which little-endian numbers are read; what would lie outside is `nil`.
struct LittleEndianBytes {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// The bytes in `range`, which may be too long to add up.
  func slice(_ start: Int, _ length: Int) -> UnsafeRawBufferPointer? {
    guard start >= 0, length >= 0, start <= bytes.count, length <= bytes.count - start else {
      return nil
    }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
  }

  /// The number of two, four or eight bytes at `place`; `nil` also where no `Int` is as large.
  func number<Number: FixedWidthInteger>(_ type: Number.Type, at place: Int) -> Int? {
    slice(place, MemoryLayout<Number>.size).flatMap {
      Int(exactly: Number(littleEndian: $0.loadUnaligned(as: Number.self)))
    }
  }

  /// Whether `sign` stands at `place`.
  func has(_ sign: [UInt8], at place: Int) -> Bool {
    slice(place, sign.count)?.elementsEqual(sign) ?? false
  }
}
