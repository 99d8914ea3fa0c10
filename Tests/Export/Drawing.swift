import Canvas
import Foundation
import FoundationXML

/// An SVG drawing read back into the cells that it shows.
final class Drawing: NSObject, XMLParserDelegate {
  /// What is seen in one cell.
  struct Shown: Equatable {
    var character: Character? = " "
    var fill = ""
    var isBold = false
    var isUnderlined = false
    /// What is painted under its character, one over the other.
    var paints: [Paint] = []
  }

  /// A part of a cell in pixels, and its colour.
  struct Paint: Equatable {
    var x = 0.0
    var y = 0.0
    var width = 9.0
    var height = 18.0
    var fill: String
    var opacity = 1.0
  }

  private(set) var cells: [[Shown]]
  private let ink: String
  private var row = 0
  private var span: [String: String]?
  private var text = ""
  private var isGround = true
  private(set) var problem: String?

  init(_ svg: String, size: Size, ink: String) {
    let row = Array(repeating: Shown(), count: size.columns)
    cells = Array(repeating: row, count: size.rows)
    self.ink = ink
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    if !parser.parse() { problem = parser.parserError.map { "\($0)" } ?? "no XML" }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    switch name {
    case "text": row = (number(attributes["y"]) - 14) / 18
    case "tspan": (span, text) = (attributes, "")
    // The first one is the ground of it all.
    case "rect" where isGround: isGround = false
    case "rect": paint(attributes)
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard name == "tspan", let span else { return }
    self.span = nil
    var column = number(span["x"]) / 9
    let end = column + number(span["textLength"]) / 9
    let characters = Array(text)
    for character in characters {
      var shown = Shown(character: character, fill: span["fill"] ?? ink)
      shown.isBold = span["font-weight"] == "bold"
      shown.isUnderlined = span["text-decoration"] == "underline"
      shown.paints = cells[row][column].paints
      cells[row][column] = shown
      column += 1
      if (end - number(span["x"]) / 9) == 2 * characters.count {
        cells[row][column].character = nil
        column += 1
      }
    }
    if column != end { problem = "“\(text)” ends at \(column), not at \(end)" }
  }

  private func paint(_ attributes: [String: String]) {
    let edges = ["x", "y", "width", "height"].map { Double(attributes[$0] ?? "") ?? -1 }
    let (first, row) = (Int(edges[0] / 9), Int(edges[1] / 18))
    let count = max(1, Int(edges[2] / 9))
    for column in first..<first + count {
      cells[row][column].paints.append(
        Paint(
          y: edges[1] - Double(row * 18), width: min(9, edges[2]), height: edges[3],
          fill: attributes["fill"] ?? "", opacity: Double(attributes["fill-opacity"] ?? "1") ?? 0))
    }
  }

  private func number(_ text: String?) -> Int { text.flatMap(Int.init) ?? -1 }
}

extension Canvas {
  /// What each cell should show.
  func shown(in theme: Theme) -> [[Drawing.Shown]] {
    (0..<size.rows).map { row in self[row: row].map { Drawing.Shown($0, in: theme) } }
  }
}

extension Drawing.Shown {
  init(_ cell: Canvas.Cell, in theme: Theme) {
    let (text, ground) = theme.colors(of: cell.style)
    let look = theme.look(of: cell.style)
    character = cell.character
    paints = ground.map { [Drawing.Paint(fill: $0.hexadecimal)] } ?? []
    guard let character else { return }
    fill = text.hexadecimal
    isBold = look.isBold
    isUnderlined = look.isUnderlined
    if let block = Self.block(character, fill) {
      paints.append(block)
      fill = "none"
    }
  }

  private static func block(_ character: Character, _ fill: String) -> Drawing.Paint? {
    var paint = Drawing.Paint(fill: fill)
    if let eighths = Array("▁▂▃▄▅▆▇█").firstIndex(of: character) {
      paint.height = Double(eighths + 1) * 18 / 8
      paint.y = 18 - paint.height
    } else if character == "▀" {
      paint.height = 9
    } else if let eighths = Array("▏▎▍▌▋▊▉").firstIndex(of: character) {
      paint.width = Double(eighths + 1) * 9 / 8
    } else if let quarters = Array("░▒▓").firstIndex(of: character) {
      paint.opacity = Double(quarters + 1) / 4
    } else {
      return nil
    }
    return paint
  }

  /// The same without what a blank does not show.
  var seen: Self {
    guard character == " ", !isUnderlined else { return self }
    return Self(paints: paints)
  }
}
