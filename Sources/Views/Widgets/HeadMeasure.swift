import Canvas
import Text

/// What the cells of a map of heads show: a number for each head, in the order of layers and heads.
package struct HeadMeasure {
  /// One head.
  package struct Cell {
    /// What its colour stands for; at least 0 where the measure has no sign.
    package let value: Double
    /// What is written in it, the longest first: the first that has room, or nothing.
    package let texts: [String]

    init(value: Double, text: String) { self.init(value: value, texts: [text]) }

    init(value: Double, texts: [String]) { (self.value, self.texts) = (value, texts) }

    /// What is written in so many columns.
    func text(in columns: Int) -> String {
      texts.first { displayWidth(of: $0) <= columns } ?? ""
    }
  }

  /// What it is, as a heading says it.
  package let name: String
  /// What there is to add in the heading.
  package let note: String?
  /// The value that has the strongest colour.
  package let top: Double
  /// The ends of the scale, as they are written.
  package let least, scale: String
  /// Whether values on both sides of 0 have colours, on a scale from −`top` to `top`.
  package let isSigned: Bool
  /// The cells.
  package let cells: [Cell]

  init(
    name: String, note: String?, top: Double, least: String, scale: String, isSigned: Bool = false,
    cells: [Cell]
  ) {
    (self.name, self.note, self.top) = (name, note, top)
    (self.least, self.scale, self.isSigned, self.cells) = (least, scale, isSigned, cells)
  }

  /// The colours from one end of the scale to the other.
  package var ramp: [Tint] {
    isSigned
      ? (-Signed.steps...Signed.steps).map(Tint.signed) : (0..<Heat.steps).map(Tint.heat)
  }

  /// The colour of a cell.
  package func tint(of cell: Cell) -> Tint {
    isSigned
      ? .signed(Signed.step(cell.value, top: top)) : .heat(Heat.step(cell.value, top: top))
  }
}
