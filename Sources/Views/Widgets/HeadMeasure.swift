import Text

/// What the cells of a map of heads show: a number for each head, in the order of layers and heads.
package struct HeadMeasure {
  /// One head.
  package struct Cell {
    /// What its colour stands for, at least 0.
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
  /// The cells.
  package let cells: [Cell]
}
