import Canvas
import Testing

struct RGBTests {
  @Test func xtermsPaletteIsACubeAndGreys() {
    #expect(RGB(index: 16).hexadecimal == "#000000")
    #expect(RGB(index: 231).hexadecimal == "#ffffff")
    #expect(RGB(index: 214).hexadecimal == "#ffaf00")
    #expect(RGB(index: 60).hexadecimal == "#5f5f87")
    #expect(RGB(index: 232).hexadecimal == "#080808")
    #expect(RGB(index: 255).hexadecimal == "#eeeeee")
    #expect(RGB(index: 1).hexadecimal == "#cd0000")
  }

  /// The examples of WCAG: black on white, and the grey that is just clear enough for text on white.
  @Test func contrastIsThatOfWCAG() {
    let white = RGB(red: 255, green: 255, blue: 255)
    #expect(white.contrast(with: RGB(red: 0, green: 0, blue: 0)) == 21)
    #expect(white.contrast(with: white) == 1)
    let grey = RGB(red: 0x76, green: 0x76, blue: 0x76)
    #expect(abs(grey.contrast(with: white) - 4.54) < 0.005)
    #expect(grey.contrast(with: white) == white.contrast(with: grey))
  }
}
