import CNcurses
import Glibc
import Canvas
import Terminal
import Testing
import Text

/// What ncurses holds after a canvas was written, read back from it. There is one ncurses in a
/// process, so these tests take turns.
@MainActor
@Suite(.serialized)
struct CanvasWriterTests {
  private let size = Size(rows: 4, columns: 20)

  init() throws {
    setlocale(LC_ALL, "C.UTF-8")
    let nowhere = try #require(fopen("/dev/null", "r+"))
    let screen = try #require(newterm("xterm-256color", nowhere, nowhere))
    set_term(screen)
    start_color()
    use_default_colors()
    resizeterm(CInt(size.rows), CInt(size.columns))
  }

  private func shown() -> String {
    (0..<size.rows).map { row in
      var characters = [wchar_t](repeating: 0, count: size.columns + 1)
      mvinnwstr(CInt(row), 0, &characters, CInt(size.columns))
      let scalars = characters.prefix { $0 != 0 }
        .compactMap { Unicode.Scalar(UInt32(bitPattern: $0)) }
      let line = String(String.UnicodeScalarView(scalars))
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  @Test(arguments: Theme.Depth.allCases, [Theme.Background.dark, .light])
  func whatIsOnTheCanvasIsOnTheScreen(depth: Theme.Depth, background: Theme.Background) {
    var canvas = Canvas(size, glyphs: .unicode)
    canvas.write("bank", row: 0, column: 3, style: .query)
    canvas.write("▂▄▆█", row: 1, column: 0, style: .heat(5))
    canvas.write("−0.35", row: 3, endingAt: 20, style: .less)
    var writer = CanvasWriter(Theme(background, depth: depth))
    writer.draw(canvas)
    #expect(shown() == canvas.text)
  }

  @Test func whatFollowsAWideCharacterIsNotShifted() {
    var canvas = Canvas(size, glyphs: .unicode)
    canvas.write("東京", row: 0, column: 0)
    canvas.write("e\u{301}x", row: 1, column: 0)
    for row in 0..<2 { canvas.write("|", row: row, column: 10) }
    var writer = CanvasWriter(Theme(.dark, depth: .none))
    writer.draw(canvas)
    for row in 0..<2 {
      #expect(mvinch(CInt(row), 10) & 0xFF == chtype(UInt8(ascii: "|")))
    }
  }

  @Test func aFlagThatNoCellHoldsIsTheBlackOne() {
    var canvas = Canvas(size, glyphs: .unicode)
    canvas.write("🏴󠁧󠁢󠁥󠁮󠁧󠁿x", row: 0, column: 0)
    var writer = CanvasWriter(Theme(.dark, depth: .none))
    writer.draw(canvas)
    #expect(shown().hasPrefix("🏴x\n"))
  }

  @Test(arguments: ["नमस्ते", "வணக்கம்", "မြန်မာ", "ภาษาไทย", "🇩🇪", "👨‍👩‍👧‍👦", "❤\u{FE0F}", "東\u{301}x"])
  func ncursesKeepsEveryScalarOfAGrapheme(text: String) {
    var canvas = Canvas(size, glyphs: .unicode)
    canvas.write(text, row: 0, column: 2)
    canvas.write("|", row: 0, column: 15)
    var writer = CanvasWriter(Theme(.dark, depth: .none))
    writer.draw(canvas)
    var scalars = String.UnicodeScalarView()
    var column = 2
    for scalar in text.unicodeScalars where scalar.displayWidth > 0 {
      scalars.append(contentsOf: cell(at: CInt(column)))
      column += scalar.displayWidth
    }
    #expect(Array(scalars) == Array(text.unicodeScalars))
    #expect(cell(at: 15) == ["|"])
  }

  /// The scalars in a cell of the first row; none in the right half of a wide one.
  private func cell(at column: CInt) -> [Unicode.Scalar] { content(at: column).scalars }

  private func pair(at column: CInt) -> Int { content(at: column).pair }

  /// What stands in a cell of the first row, and in which pair of colours.
  private func content(at column: CInt) -> (scalars: [Unicode.Scalar], pair: Int) {
    var cell = cchar_t()
    var characters = [wchar_t](repeating: 0, count: 8)
    var attributes: attr_t = 0
    var pair: Int16 = 0
    mvin_wch(0, column, &cell)
    getcchar(&cell, &characters, &attributes, &pair, nil)
    let scalars = characters.prefix { $0 != 0 }
      .compactMap { Unicode.Scalar(UInt32(bitPattern: $0)) }
    return (scalars, Int(pair))
  }

  @Test func aSecondCanvasLeavesNothingOfTheFirst() {
    var writer = CanvasWriter(Theme(.dark))
    var first = Canvas(size, glyphs: .unicode)
    first.write("東京は日本の首都", row: 1, column: 0, style: .selected)
    writer.draw(first)
    var second = Canvas(size, glyphs: .unicode)
    second.write("k", row: 1, column: 5)
    writer.draw(second)
    #expect(shown() == second.text)
    writer.forget()
    writer.draw(second)
    #expect(shown() == second.text)
  }

  @Test func aMixedColourGetsAPairWhenItIsSeen() {
    var canvas = Canvas(size, glyphs: .unicode)
    for step in 0..<6 {
      canvas.fill(
        "x", row: 0, columns: step..<step + 1, style: .mixed(red: step, green: 5, blue: 0))
    }
    var writer = CanvasWriter(Theme(.dark))
    writer.draw(canvas)
    let pairs = (0..<6).map { Int(mvinch(0, CInt($0)) >> 8 & 0xFF) }
    #expect(Set(pairs).count == 6 && !pairs.contains(0))
    for (step, pair) in pairs.enumerated() {
      var (foreground, background): (Int16, Int16) = (0, 0)
      pair_content(Int16(pair), &foreground, &background)
      #expect(background == Int16(16 + 36 * step + 30))
    }
    var plain = CanvasWriter(Theme(.dark, depth: .eight))
    plain.draw(canvas)
    #expect(mvinch(0, 0) >> 8 & 0xFF == 0)
  }

  @Test func withoutColoursNoPairIsUsed() {
    var canvas = Canvas(size, glyphs: .unicode)
    canvas.write("deposit", row: 0, column: 0, style: .selected)
    var plain = CanvasWriter(Theme(.dark, depth: .none))
    plain.draw(canvas)
    #expect(mvinch(0, 0) & chtype(shim_reverse()) != 0)
    var heat = Canvas(size, glyphs: .unicode)
    heat.write("x", row: 0, column: 0, style: .heat(9))
    plain.draw(heat)
    #expect(pair(at: 0) == 0)
    var colored = CanvasWriter(Theme(.dark))
    colored.draw(heat)
    #expect(pair(at: 0) != 0)
  }
}
