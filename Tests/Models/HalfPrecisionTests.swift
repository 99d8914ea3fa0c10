import Models
import Testing

@Suite struct HalfPrecisionTests {
  private static let all = (0...UInt16.max).map(\.self)

  private static func widened(
    _ bits: some Collection<UInt16>,
    _ widen: (UnsafeRawBufferPointer, UnsafeMutableBufferPointer<Float>) -> Void
  ) -> [Float] {
    Array(bits).withUnsafeBytes { source in
      [Float](unsafeUninitializedCapacity: bits.count) { target, count in
        widen(source, UnsafeMutableBufferPointer(rebasing: target[..<bits.count]))
        count = bits.count
      }
    }
  }

  private static func same(_ a: Float, _ b: Float) -> Bool {
    a.bitPattern == b.bitPattern || a.isNaN && b.isNaN
  }

  @Test func everyHalfPrecisionNumber() {
    let floats = Self.widened(Self.all) { HalfPrecision.widen(float16: $0, into: $1) }
    let wrong = Self.all.filter {
      !Self.same(floats[Int($0)], Float(Float16(bitPattern: $0)))
    }
    #expect(wrong.isEmpty)
  }

  @Test func everyBrainFloat() {
    let floats = Self.widened(Self.all) { HalfPrecision.widen(bfloat16: $0, into: $1) }
    let wrong = Self.all.filter {
      !Self.same(floats[Int($0)], Float(bitPattern: UInt32($0) << 16))
    }
    #expect(wrong.isEmpty)
  }

  @Test(arguments: 0...17) func everyLength(count: Int) {
    let bits = Self.all[15_000..<15_000 + count]
    let floats = Self.widened(bits) { HalfPrecision.widen(float16: $0, into: $1) }
    #expect(floats == bits.map { Float(Float16(bitPattern: $0)) })
  }

  @Test func atOddAddresses() {
    let bytes: [UInt8] = [99] + (0..<20).flatMap { _ in [0x00, 0x3c] }
    bytes.withUnsafeBytes { source in
      var floats = [Float](repeating: 0, count: 20)
      floats.withUnsafeMutableBufferPointer {
        HalfPrecision.widen(float16: UnsafeRawBufferPointer(rebasing: source[1...]), into: $0)
      }
      #expect(floats == Array(repeating: 1, count: 20))
    }
  }
}
