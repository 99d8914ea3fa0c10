import CNcurses
import Canvas
import Terminal
import Testing

struct KeyCodesTests {
  @Test(arguments: [
    (shim_key_up(), Key.up), (shim_key_down(), .down), (shim_key_left(), .left),
    (shim_key_right(), .right), (shim_key_shift_up(), .shiftUp),
    (shim_key_shift_down(), .shiftDown), (shim_key_backtab(), .backTab),
    (shim_key_home(), .home), (shim_key_end(), .end), (shim_key_page_up(), .pageUp),
    (shim_key_page_down(), .pageDown), (shim_key_backspace(), .backspace),
    (shim_key_enter(), .enter),
  ])
  func keysWithNamesAreKnown(code: Int32, key: Key) {
    #expect(Key(code: wint_t(code), isFunctionKey: true) == key)
  }

  @Test(arguments: [
    ("q", Key.character("q")), ("?", .character("?")), ("é", .character("é")),
    ("東", .character("東")), ("\t", .tab), ("\r", .enter), ("\n", .enter), ("\u{1B}", .escape),
    ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{12}", .control("r")),
  ])
  func charactersAreKeys(text: String, key: Key) throws {
    let scalar = try #require(text.unicodeScalars.first)
    #expect(Key(code: wint_t(scalar.value), isFunctionKey: false) == key)
  }

  @Test func whatHasNoNameIsNoKey() {
    #expect(Key(code: wint_t(shim_key_resize()), isFunctionKey: true) == nil)
    #expect(Key(code: 0, isFunctionKey: false) == nil)
    #expect(Key(code: 0xD800, isFunctionKey: false) == nil)
  }
}
