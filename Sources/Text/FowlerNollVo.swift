/// The sum of Fowler, Noll and Vo (FNV-1a) of 64 bits: the same for the same numbers from one time to the
/// next, on every machine.
package struct FowlerNollVo: Sendable {
  /// The sum of what was added so far.
  package private(set) var sum: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  /// Adds a byte, or any other number as one.
  package mutating func add(_ unit: UInt64) { sum = (sum ^ unit) &* 0x100_0000_01b3 }

  /// Adds the eight bytes of a number, the lowest first.
  package mutating func addBytes(of number: UInt64) {
    for byte in 0..<8 { add(number >> (8 * UInt64(byte)) & 0xff) }
  }
}
