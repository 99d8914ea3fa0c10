import Glibc
import Testing
import Text

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("bank", 4), ("東京", 4), ("한국", 4), ("é", 1), ("e\u{301}", 1), ("▁█·─", 4),
    ("🏆", 2), ("ｆ", 2), ("➡", 1), ("✓", 1), ("नमस्ते", 4), ("க்ஷி", 3), ("ภาษาไทย", 7),
    ("မြန်မာ", 5), ("🇩🇪", 2), ("👨‍👩‍👧‍👦", 8), ("👍🏽", 4), ("❤\u{FE0F}", 1), ("1\u{FE0F}\u{20E3}", 1),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("か\u{3099}", 2),
  ])
  func columnsAreThoseOfATerminal(text: String, columns: Int) {
    #expect(displayWidth(of: text) == columns)
    #expect(text.reduce(0) { $0 + displayWidth(of: $1) } == columns)
  }

  @Test func aScalarHasTheColumnsThatTheCLibraryGivesIt() throws {
    let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
    let former = uselocale(locale)
    defer {
      uselocale(former)
      freelocale(locale)
    }
    let address = try #require(dlsym(nil, "wcwidth"))
    let columns = unsafeBitCast(address, to: (@convention(c) (wchar_t) -> CInt).self)
    var known = 0
    for value in UInt32(0x20)...0x10FFFF where !exceptions.contains(where: { $0 ~= value }) {
      guard let scalar = Unicode.Scalar(value), !SafeText.isHostile(scalar) else { continue }
      let expected = Int(columns(wchar_t(bitPattern: value)))
      // The library may be older than the scalar.
      guard expected >= 0 else { continue }
      known += 1
      if scalar.displayWidth != expected {
        Issue.record("U+\(String(value, radix: 16)): \(scalar.displayWidth), not \(expected)")
      }
    }
    #expect(known > 100_000)
  }

  /// A mark of Ahom that newer editions of Unicode give a column, and the library does not yet.
  private let exceptions: [ClosedRange<UInt32>] = [0x1171E...0x1171E]
}
