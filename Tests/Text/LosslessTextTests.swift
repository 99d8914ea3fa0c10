import Testing
import Text

struct LosslessTextTests {
  @Test func bytesComeBackAsTheyWere() {
    for bytes: [UInt8] in [
      [], Array("café 東 🏦".utf8), [0xE9], Array("caf".utf8) + [0xE9, 0x2E], [0xC3], [0xE2, 0x96],
      [0xFF, 0xFE], [0xED, 0xA0, 0x80], Array("\u{10FFE9}".utf8), Array("\u{10FEFF}".utf8),
    ] {
      #expect(String(lossless: bytes).losslessBytes == bytes)
    }
    #expect(String(lossless: Array("café".utf8)) == "café")
    #expect(String(lossless: Array("\u{10FFE9}".utf8)) != String(lossless: [0xE9]))
  }

  @Test func anyBytesComeBack() {
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...30)).map { _ in UInt8.random(in: 0...255) }
      #expect(String(lossless: bytes).losslessBytes == bytes)
    }
  }

  @Test func whatIsNoUTF8IsShownSafe() {
    #expect(SafeText(String(lossless: Array("caf".utf8) + [0xE9])).shown == "caf\u{FFFD}")
  }

  @Test func theBytesReachC() {
    let length = String(lossless: [0x61, 0xE9]).withLosslessCString { pointer in
      (UInt8(bitPattern: pointer[0]), UInt8(bitPattern: pointer[1]), pointer[2])
    }
    #expect(length == (0x61, 0xE9, 0))
  }
}
