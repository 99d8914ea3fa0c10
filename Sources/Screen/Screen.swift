import Views
import Canvas
import Explorer
import Text

/// Draws the whole screen: a pure function of the state and the size.
public enum Screen {
  /// Below this size there is no room for a row of attention.
  public static let smallest = Size(rows: 12, columns: 40)

  /// Whether a screen of this size shows more than that it is too small.
  public static func hasRoom(in size: Size) -> Bool {
    size.rows >= smallest.rows && size.columns >= smallest.columns
  }

  /// The screen of `explorer` at `size`.
  public static func draw(_ explorer: Explorer, size: Size, glyphs: Glyphs) -> Canvas {
    var canvas = Canvas(size, glyphs: glyphs)
    guard hasRoom(in: size) else {
      let needed = "q quits; attnviz needs \(smallest.columns) × \(smallest.rows)"
      let whole = needed + ", this is \(size.columns) × \(size.rows)"
      let text = displayWidth(of: whole) <= size.columns ? whole : needed
      canvas.write(text, row: size.rows / 2, column: 0)
      return canvas
    }
    let body = drawFrame(of: explorer, on: &canvas)
    switch explorer.focus {
    case .help(let line): drawHelp(of: explorer, from: line, rows: body, on: &canvas)
    case .list(let list): drawSentenceList(list, of: explorer, rows: body, on: &canvas)
    case .sentence, .prompt, .confirmation: explorer.drawSentence(rows: body, on: &canvas)
    }
    return canvas
  }

}

extension Explorer {
  /// Draws the sentence on these rows, and under it the view that is shown.
  ///
  /// - Returns: the rows that the view has.
  @discardableResult
  package func drawSentence(rows: Range<Int>, on canvas: inout Canvas) -> Range<Int> {
    let strip = SentenceStrip(self, columns: canvas.size.columns, of: rows.count)
    canvas.draw(in: Rect(rows: rows, columns: 0..<canvas.size.columns)) { strip.draw(on: &$0) }
    let rest = rows.dropFirst(strip.height)
    drawView(rows: rest, on: &canvas)
    return rest
  }

  /// Draws the view that is shown on these rows.
  package func drawView(rows: Range<Int>, on canvas: inout Canvas) {
    canvas.draw(in: Rect(rows: rows, columns: 0..<canvas.size.columns)) { view.draw(self, on: &$0) }
  }
}
