import Canvas
import Testing

struct BackgroundTests {
  @Test(arguments: [
    ("15;0", Theme.Background.dark), ("0;15", .light), ("0;default;15", .light), ("0;7", .light),
    ("12;8", .dark), ("7;4", .dark), ("0;11", .light), ("15;default", nil), ("", nil), ("15", nil),
    ("0;16", nil), ("0;-1", nil), ("0;", nil),
  ])
  func theEnvironmentSaysWhatIsBehindText(value: String, background: Theme.Background?) {
    #expect(Theme.Background(environment: value) == background)
  }

  @Test(arguments: [
    ("rgb:0000/0000/0000", Theme.Background.dark), ("rgb:ffff/ffff/ffff", .light),
    ("rgb:0000/2b2b/3636", .dark), ("rgb:fdfd/f6f6/e3e3", .light), ("rgb:ff/ff/dd", .light),
    ("rgb:1/2/3", .dark), ("rgb:F/F/F", .light), ("rgba:1e1e/1e1e/1e1e/ffff", .dark),
    ("rgb:2828/2c2c/3434", .dark), ("rgb:ffff/ffff", nil), ("rgb:fffff/ffff/ffff", nil),
    ("rgb://", nil), ("rgb:gg/00/00", nil), ("rgb:+f/00/00", nil), ("#ffffff", nil), ("", nil),
    ("rgb:ffff/ffff/ffff/ffff", nil),
  ])
  func aTerminalAnswersWithItsColour(answer: String, background: Theme.Background?) {
    #expect(Theme.Background(answer: answer) == background)
  }
}
