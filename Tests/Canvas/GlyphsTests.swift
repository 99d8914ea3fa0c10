import Canvas
import Testing

struct GlyphsTests {
  @Test func bothSetsHaveTheSameSteps() {
    let (unicode, ascii) = (Glyphs.unicode, Glyphs.ascii)
    #expect(unicode.rising.count == 9 && ascii.rising.count == 9)
    #expect(unicode.growing.count == 9 && ascii.growing.count == 9)
    for glyphs in [unicode, ascii] {
      #expect(glyphs.positive.count == Signed.steps + 1)
      #expect(glyphs.negative.count == Signed.steps + 1)
      #expect(Set(glyphs.positive.dropFirst()).isDisjoint(with: glyphs.negative.dropFirst()))
    }
  }

  @Test(arguments: [
    ("Σα 1.000 ✓", "sum w 1.000 ok"), ("−3.22", "-3.22"), ("α ≥ 0", "w >= 0"), ("plain", "plain"),
    ("東京", "????"), ("Кот", "???"), ("L3·H1", "L3.H1"), ("q·k", "q*k"), ("·", "."),
  ])
  func asciiSpellsSignsAndHidesWhatItCannotSpell(text: String, spelled: String) {
    #expect(Glyphs.ascii.spelled(text) == spelled)
    #expect(Glyphs.unicode.spelled(text) == text)
  }
}
