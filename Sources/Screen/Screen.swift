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
    if case .help(let line) = explorer.focus {
      drawHelp(from: line, rows: body, on: &canvas)
    } else {
      drawView(of: explorer, rows: body, on: &canvas)
    }
    return canvas
  }
}

/// Draws the view that `explorer` shows.
func drawView(of explorer: Explorer, rows: Range<Int>, on canvas: inout Canvas) {
  switch explorer.picture {
  case .row: drawRowView(explorer, rows: rows, on: &canvas)
  case .matrix: drawMatrixView(explorer, rows: rows, on: &canvas)
  case .effect: drawEffectView(explorer, rows: rows, on: &canvas)
  case .softmax(let table): drawSoftmaxView(explorer, table, rows: rows, on: &canvas)
  case .heads(let survey): drawHeadsView(explorer, survey, rows: rows, on: &canvas)
  case .computation(let computation):
    drawComputationView(explorer, computation, rows: rows, on: &canvas)
  case .pooling(let comparison): drawPoolingView(explorer, comparison, rows: rows, on: &canvas)
  case .pair(let pair): drawPairView(explorer, pair, rows: rows, on: &canvas)
  }
}
