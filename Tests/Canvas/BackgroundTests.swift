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
    ((0, 0, 0), Theme.Background.dark), ((1, 1, 1), .light), ((0, 0.168, 0.211), .dark),
    ((0.992, 0.965, 0.89), .light), ((1, 1, 0.867), .light), ((0.067, 0.133, 0.2), .dark),
    ((0.157, 0.173, 0.204), .dark), ((0, 0, 1), .dark), ((0, 1, 0), .light),
  ])
  func aColourSaysIt(color: (Double, Double, Double), background: Theme.Background) {
    #expect(
      Theme.Background(red: color.0, green: color.1, blue: color.2) == background)
  }
}
