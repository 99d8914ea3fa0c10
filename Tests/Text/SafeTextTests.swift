import RandomText
import Testing
import Text

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
    ("❤\u{FE0F}☺\u{FE0E}", "❤\u{FE0F}☺\u{FE0E}"),
    ("1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}"),
    ("a\u{FE0F}b\u{E0100}❤\u{E0101}\u{FE0F}\u{FE0F}", "ab❤\u{FE0F}"),
    ("👩\u{200D}💻", "👩\u{200D}💻"),
    ("👩🏽\u{200D}❤\u{FE0F}\u{200D}👨🏽", "👩🏽\u{200D}❤\u{FE0F}\u{200D}👨🏽"),
    ("👩\u{200D}a 1\u{200D}2 👩\u{200D}", "👩\u{FFFD}a 1\u{FFFD}2 👩\u{FFFD}"),
    ("🇩\u{200D}🇪 👩\u{200D}\u{200D}💻", "🇩\u{FFFD}🇪 👩\u{FFFD}\u{FFFD}💻"),
    ("🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁷󠁬󠁳󠁿"),
    ("🏴\u{E0061}\u{E007F} \u{E0067}", "🏴\u{FFFD}\u{FFFD} \u{FFFD}"),
    ("می\u{200C}روم क्\u{200D}ष", "می\u{FFFD}روم क्\u{FFFD}ष"),
    ("नमस्ते, வணக்கம், မြွှေ့", "नमस्ते, வணக்கம், မြွှေ့"),
    ("\u{1161} \u{11A8}", "\u{FFFD} \u{FFFD}"),
    ("\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}"),
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

  @Test func everyMarkOfAGraphemeStaysThatHasAColumnOfItsOwn() {
    let columns = String(repeating: "\u{93E}", count: 9)
    #expect(SafeText("क" + columns).shown == "क" + columns)
  }

  @Test func noGraphemeOfAnyTextIsWithoutAColumn() {
    var random = SeededGenerator(seed: 11)
    let parts: [Unicode.Scalar] = [
      "a", "\u{301}", "\u{93E}", "\u{94D}", "क", "\u{1100}", "\u{1161}", "\u{11A8}", "\u{200D}",
      "❤",
      "\u{FE0F}", "👩", "🏽", "🇩", "1", "\u{20E3}", "\0", " ", "\u{E0100}", "\u{D4E}",
    ]
    for _ in 0..<2000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        text.append(parts.randomElement(using: &random) ?? "a")
      }
      let shown = SafeText(String(text)).shown
      #expect(!shown.isEmpty)
      #expect(shown.allSatisfy { displayWidth(of: $0) > 0 }, "\(text.map(\.value))")
    }
  }

  @Test(arguments: [
    ("שלום", true), ("say مرحبا", true), ("\u{5BC}", false), ("plain", false), ("नमस्ते ٣", false),
  ])
  func tellsWhatIsWrittenFromRightToLeft(text: String, isRightToLeft: Bool) {
    #expect(SafeText(text).isRightToLeft == isRightToLeft)
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
