import Canvas
import Explorer
import Text
import Views

/// The screen that stands while what is to be shown on it is opened: what is being read, and how to
/// quit.
public enum OpeningScreen: Sendable {
  /// Sentences to explore are opened, those of this name.
  case sentences(String)
  /// A lesson is opened, that of this name.
  case lesson(String)

  /// It at `size`.
  public func draw(size: Size, glyphs: Glyphs) -> Canvas {
    var canvas = Canvas(size, glyphs: glyphs)
    guard Screen.hasRoom(in: size) else {
      canvas.write("q quits; \(text)", row: size.rows / 2, column: 0)
      return canvas
    }
    let columns = 0..<size.columns
    switch self {
    case .sentences where size.rows >= 20:
      drawTabs(allViews, keys: nil, shown: 0, row: 0, on: &canvas)
    case .sentences: canvas.write(" attnviz", row: 0, column: 0, style: .title)
    case .lesson: canvas.write(" attnviz lesson", row: 0, column: 0, style: .title)
    }
    for row in [1, size.rows - 2] {
      canvas.fill(glyphs.rule, row: row, columns: columns, style: .faint)
    }
    canvas.write(text, row: 3, column: 1, width: size.columns - 2)
    let leave = KeyHint(name: "q", keys: [.character("q")], label: "leave")
    drawKeyLine([leave], row: size.rows - 1, on: &canvas)
    return canvas
  }

  private var text: String {
    switch self {
    case .sentences(let name), .lesson(let name): "opening \(SafeText(name).shown) …"
    }
  }
}
