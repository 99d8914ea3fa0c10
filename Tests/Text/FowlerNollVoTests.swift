import Text
import Testing

struct FowlerNollVoTests {
  /// Of the test vectors that its authors give.
  @Test func itIsTheSumOfTheAuthors() {
    #expect(FowlerNollVo().sum == 0xcbf2_9ce4_8422_2325)
    var sum = FowlerNollVo()
    for byte in "foobar".utf8 { sum.add(UInt64(byte)) }
    #expect(sum.sum == 0x8594_4171_f739_67e8)
  }

  @Test func aNumberIsItsBytes() {
    var (whole, parts) = (FowlerNollVo(), FowlerNollVo())
    whole.addBytes(of: 0x0102_0304_0506_0708)
    for byte in [8, 7, 6, 5, 4, 3, 2, 1] as [UInt64] { parts.add(byte) }
    #expect(whole.sum == parts.sum)
  }
}
