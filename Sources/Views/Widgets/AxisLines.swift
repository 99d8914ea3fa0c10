import Canvas
import Explorer
import Text

/// The axes of a plane with what they mean and where they end, and where its places are among the dots
/// between them. A line has the one below alone.
package struct AxisLines {
  /// The columns left of the picture: the number at an end, and the line.
  private static let margin = 8

  private let across: String
  private let up: String?
  /// How many cells the picture has.
  package let size: Size

  /// - Parameter size: how large the picture is with its axes.
  package init(_ axes: PlaneAxes, size: Size) {
    (across, up) =
      switch axes {
      case .words(let across, let up): ("cos to \(across.text.shown)", "cos to \(up.text.shown)")
      case .dimensions(let across, let up): (across.name, up.name)
      case .line(let dimension): (dimension.name, nil)
      case .components: ("first component", "second component")
      }
    self.size = Size(rows: size.rows - 1, columns: size.columns - Self.margin - 1)
  }

  /// Whether there is one axis alone.
  package var isLine: Bool { up == nil }
  /// The part between the axes.
  package var picture: Rect {
    Rect(rows: 0..<size.rows, columns: Self.margin..<Self.margin + size.columns)
  }
  /// How many columns of the first row the name of the axis upwards takes.
  package var topWidth: Int { up.map { min(size.columns, displayWidth(of: $0) + 4) } ?? 0 }

  /// Draws the lines, their names, and the numbers at their ends.
  package func draw(_ bounds: Plane.Bounds, on canvas: inout Canvas) {
    let floor = size.rows
    let line = Self.margin - 1
    let right = Self.margin + size.columns
    canvas.fill(canvas.glyphs.rule, row: floor, columns: line..<right, style: .faint)
    // Under the number at the lower end upwards it would seem to be another of those.
    let least = scoreText(bounds.across.lowerBound)
    if isLine {
      canvas.write(least, row: floor, endingAt: line, style: .faint)
    } else {
      canvas.write(" \(least) ", row: floor, column: line + 1, style: .faint)
    }
    let name = canvas.glyphs.clipped(across, to: max(0, size.columns - (isLine ? 12 : 20)))
    canvas.write(
      " \(name) → \(scoreText(bounds.across.upperBound))", row: floor, endingAt: right,
      style: .faint)
    guard let up else { return }
    for row in 0..<floor { canvas.write("│", row: row, column: line, style: .faint) }
    canvas.write("└", row: floor, column: line, style: .faint)
    canvas.write("↑ \(up)", row: 0, column: Self.margin, width: size.columns, style: .faint)
    guard floor > 2 else { return }
    canvas.write(scoreText(bounds.up.upperBound), row: 1, endingAt: line, style: .faint)
    canvas.write(scoreText(bounds.up.lowerBound), row: floor - 1, endingAt: line, style: .faint)
  }

  /// The dot of a place. The name of the axis has the first row, and a cell is left at the sides.
  package func dot(_ place: Plane.Place, _ bounds: Plane.Bounds) -> (x: Int, y: Int) {
    let top = size.rows > 2 ? 5 : 0
    let (width, height) = (size.columns * 2 - 6, size.rows * 4 - 3 - top)
    return (
      2 + Self.dot(place.across, in: bounds.across, of: width),
      top + height - Self.dot(place.up, in: bounds.up, of: height)
    )
  }

  private static func dot(_ number: Double, in range: ClosedRange<Double>, of dots: Int) -> Int {
    let length = range.upperBound - range.lowerBound
    let part =
      length > 0 && length.isFinite ? min(1, max(0, (number - range.lowerBound) / length)) : 0.5
    return Int((part * Double(max(0, dots))).rounded())
  }
}
