import Canvas
import Text

/// A screen as an SVG drawing: its text can be selected and searched, and it needs nothing beside it.
///
/// Every run of text says where it begins and how wide it is, so that columns hold whatever font there
/// is; what is no ASCII stands alone, since it may come from another font. Block elements are drawn, as
/// few fonts join them without gaps; their characters are there as well, unseen, to be copied.
///
/// - Parameter rows: how many of its rows are drawn, from the first; `nil` draws all.
public func svgPicture(of canvas: Canvas, _ theme: Theme, rows: Int? = nil) -> String {
  let rows = rows ?? canvas.size.rows
  let width = canvas.size.columns * CellSize.width
  let height = rows * CellSize.height
  var picture = """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
    viewBox="0 0 \(width) \(height)" font-family="\(fonts)" font-size="\(CellSize.font)" \
    fill="\(theme.ink.hexadecimal)">
    <rect width="\(width)" height="\(height)" fill="\(theme.ground.hexadecimal)"/>

    """
  for row in 0..<rows {
    let runs = canvas.runs(ofRow: row, in: theme) { $1.isASCII ? $0.isASCII : $0 == $1 }
    for run in runs {
      picture += ground(of: run, row: row, theme) + blocks(of: run, row: row, theme)
    }
    guard !runs.isEmpty else { continue }
    let y = row * CellSize.height + CellSize.baseline
    let text = runs.map { span($0, theme) }.joined()
    picture += "<text xml:space=\"preserve\" y=\"\(y)\">\(text)</text>\n"
  }
  return picture + "</svg>\n"
}

/// A cell in pixels.
private enum CellSize {
  static let width = 9
  static let height = 18
  static let font = 15
  static let baseline = 14
}

private let fonts = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"

private func span(_ run: StyledRun, _ theme: Theme) -> String {
  let look = theme.look(of: run.style)
  let color = theme.colors(of: run.style).text
  var attributes =
    " x=\"\(run.columns.lowerBound * CellSize.width)\""
    + " textLength=\"\(run.columns.count * CellSize.width)\" lengthAdjust=\"spacingAndGlyphs\""
  if run.block != nil {
    attributes += " fill=\"none\""
  } else if color != theme.ink {
    attributes += " fill=\"\(color.hexadecimal)\""
  }
  if look.isBold { attributes += " font-weight=\"bold\"" }
  if look.isDim { attributes += " opacity=\"0.6\"" }
  if look.isUnderlined { attributes += " text-decoration=\"underline\"" }
  return "<tspan\(attributes)>\(escaped(run.text))</tspan>"
}

private func ground(of run: StyledRun, row: Int, _ theme: Theme) -> String {
  guard let color = theme.colors(of: run.style).ground else { return "" }
  return rect(Block(), of: run.columns, row: row, color)
}

private func blocks(of run: StyledRun, row: Int, _ theme: Theme) -> String {
  guard let block = run.block else { return "" }
  let color = theme.colors(of: run.style).text
  // What does not fill its cell from side to side is drawn for each cell.
  guard block.width < 8 else { return rect(block, of: run.columns, row: row, color) }
  return run.columns.map { rect(block, of: $0..<$0 + 1, row: row, color) }.joined()
}

private func rect(_ block: Block, of columns: Range<Int>, row: Int, _ color: RGB) -> String {
  let width = Double(columns.count * CellSize.width * block.width) / 8
  let height = Double(CellSize.height * block.height) / 8
  let y = Double(row * CellSize.height) + (block.isAtTop ? 0 : Double(CellSize.height) - height)
  let opacity = block.shade == 4 ? "" : " fill-opacity=\"\(Double(block.shade) / 4)\""
  return "<rect x=\"\(columns.lowerBound * CellSize.width)\" y=\"\(y)\" width=\"\(width)\""
    + " height=\"\(height)\" fill=\"\(color.hexadecimal)\"\(opacity)"
    + " shape-rendering=\"crispEdges\"/>\n"
}

/// What a block element (U+2580 to U+2593) fills of its cell.
private struct Block {
  /// How much, in eighths, from the left and from the bottom or the top.
  var width = 8
  var height = 8
  var isAtTop = false
  /// How dark it is, in quarters.
  var shade = 4

  init() {}

  init?(_ character: Character) {
    guard let scalar = character.unicodeScalars.first else { return nil }
    switch scalar.value {
    case 0x2580: (height, isAtTop) = (4, true)
    case 0x2581...0x2588: height = Int(scalar.value) - 0x2580
    case 0x2589...0x258F: width = 0x2590 - Int(scalar.value)
    case 0x2591...0x2593: shade = Int(scalar.value) - 0x2590
    default: return nil
    }
  }
}

extension StyledRun {
  /// The block element that it repeats; `nil` where it is text.
  fileprivate var block: Block? { text.first.flatMap(Block.init) }
}

/// A text as XML and HTML take it between tags. XML has no way to say most control characters, so
/// what is hostile is shown as a replacement.
func escaped(_ text: String) -> String {
  var escaped = ""
  for character in SafeText(text).shown {
    switch character {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    default: escaped.append(character)
    }
  }
  return escaped
}
