/// The sum of Fowler, Noll and Vo (FNV-1a) of 64 bits: the same for the same numbers from one time to the
/// next.
package struct FowlerNollVo {
  /// The sum of what was taken.
  package private(set) var sum: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  /// Takes the bytes of `number`, the lowest first.
  package mutating func take(_ number: UInt64) {
    for byte in 0..<8 { take(whole: number >> (8 * UInt64(byte)) & 0xff) }
  }

  /// Takes `number` in one step, as if it were a byte.
  package mutating func take(whole number: UInt64) {
    sum = (sum ^ number) &* 0x100_0000_01b3
  }
}
