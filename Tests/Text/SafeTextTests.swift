import Text
import Testing

struct SafeTextTests {
  @Test func noScalarOfAnyTextReachesTheTerminalAsACommand() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = SafeText("a" + String(scalar) + "b").shown.unicodeScalars
      #expect(shown.first == "a" && shown.last == "b", "U+\(String(value, radix: 16))")
      for scalar in shown {
        let isSafe =
          !SafeText.isHostile(scalar) && !scalar.properties.isVariationSelector
          && !scalar.properties.isBidiControl
          && (scalar == " " || scalar.properties.generalCategory != .spaceSeparator)
        if !isSafe { Issue.record("U+\(String(value, radix: 16)) shows \(shown.map(\.value))") }
      }
    }
  }

  @Test(arguments: [
    ("plain words, 3.", "plain words, 3."),
    ("a\u{1B}[2J", "a␛[2J"),
    ("\0\t\n\r\u{7F}", "␀␉␊␍␡"),
    ("\u{9B}31m", "\u{FFFD}31m"),
    ("abc\u{202E}def\u{2066}", "abc\u{FFFD}def\u{FFFD}"),
    ("a\u{200B}b\u{FEFF}c\u{AD}d", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d"),
    ("a\u{2028}b\u{2029}", "a\u{FFFD}b\u{FFFD}"),
    ("\u{E000}\u{FFFF}\u{10FFFF}\u{378}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("a\u{A0}b\u{3000}c\u{2003}", "a b c "),
    ("❤\u{FE0F}", "❤"),
    ("👩\u{200D}💻", "👩\u{FFFD}💻"),
    ("\u{3164}\u{115F}\u{1160}\u{FFA0}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("\u{2800}", "\u{2800}"),
    ("\u{301}a", "\u{25CC}\u{301}a"),
    ("東京 Привет שלום", "東京 Привет שלום"),
    ("\u{FE0F}", "\u{FFFD}"),
    ("", ""),
  ])
  func shows(original: String, shown: String) {
    let text = SafeText(original)
    #expect(Array(text.shown.unicodeScalars) == Array(shown.unicodeScalars))
    #expect(text.original == original)
    #expect(text.description == text.shown)
  }

  @Test func aBaseKeepsFourMarks() {
    let tower = String(repeating: "\u{301}", count: 1000)
    #expect(SafeText("e" + tower + "f").shown.unicodeScalars.count == 6)
    #expect(SafeText(tower).shown.unicodeScalars.count == 5)
    #expect(SafeText("\u{1112}" + String(repeating: "\u{1161}", count: 9)).shown.utf16.count == 5)
    #expect(SafeText("e\u{301}\u{302}\u{303}\u{304}").shown.unicodeScalars.count == 5)
  }

  @Test func hostileIsWhatJSONMustEscape() {
    for scalar: Unicode.Scalar in ["\0", "\u{1B}", "\u{9B}", "\u{202E}", "\u{200D}", "\u{3164}"] {
      #expect(SafeText.isHostile(scalar))
    }
    for scalar: Unicode.Scalar in ["a", " ", "é", "東", "❤", "\u{301}", "\u{A0}"] {
      #expect(!SafeText.isHostile(scalar))
    }
  }
}
