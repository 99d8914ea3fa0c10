// swift-format-ignore-file: NeverForceUnwrap
import Canvas
import Explorer
import Foundation
import OpenedSentences
import Scenes
import Screen
import Testing
import Views

/// Screens of captured attention. Whatever a view can't show of it, it says so in a line.
struct CaptureScreenTests {
  private func explorer(_ name: String, _ keys: [Key] = []) throws -> Explorer {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    let reading = SentenceFile.read(
      path: tests.appendingPathComponent("Scenes/Fixtures/\(name)").path)
    var explorer = Explorer(
      try #require(try OpenSentences(PreparedScenes(reading, models: models))))
    for key in keys { explorer.press(key) }
    return explorer
  }

  private func text(_ explorer: Explorer, _ size: Size) -> String {
    let canvas = Screen.draw(explorer, size: size, glyphs: .unicode)
    return canvas.text + "\n" + canvas.styleMap
  }

  @Test(arguments: [
    ("capture-row", "stored.npz", "", Size.classic),
    ("capture-edited", "stored.npz", "m", .classic),
    ("capture-flawed", "flawed.npz", "\t\t\t", .classic),
    ("capture-matrix", "stored.npz", "2", .large),
    ("capture-cross", "cross.npz", "", .classic),
    ("capture-effect", "stored.npz", "m4", .classic),
    ("capture-pair", "stored.npz", "m7", .classic),
  ])
  func screensAreAsTheyWere(name: String, file: String, keys: String, size: Size) throws {
    try expectSnapshot(
      text(try explorer(file, keys.map { $0 == "\t" ? .backTab : .character($0) }), size), name)
  }

  @Test func whatAViewCantShowIsSaid() throws {
    for (view, words) in [
      ("row", "without values"), ("matrix", "without values"), ("effect", "without values"),
      ("computation", "no values"), ("pair", "No values"), ("plane", "without values"),
      ("next", "nothing says what comes next"), ("lens", "nothing says what comes next"),
      ("causes", "nothing runs on"), ("residual", "nothing runs on"),
    ] {
      var explorer = try explorer("stored.npz")
      let number = try #require(allViews.firstIndex { $0.name == view })
      _ = explorer.update(.showView(number + 1))
      explorer.finishWork()
      for size in [Size.classic, .large] {
        let text = Screen.draw(explorer, size: size, glyphs: .unicode).text
        #expect(text.replacing("\n", with: " ").contains(words), "\(view)")
      }
    }
  }

  @Test func whatAKeyCantDoIsSaid() throws {
    for (key, words) in [
      ("X", "does not run on"), ("P", "does not run on"), (".", "nothing of what comes next"),
      ("V", "no values"), ("M", "--source model"),
    ] as [(Character, String)] {
      let explorer = try explorer("stored.npz", [.character(key)])
      #expect(explorer.message?.text.contains(words) == true, "\(key)")
    }
  }
}
