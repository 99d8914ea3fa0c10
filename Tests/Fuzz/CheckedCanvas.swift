import Canvas
import Text

/// Says what is wrong with a canvas: its size, its columns, or a character that no cell may hold.
func check(_ canvas: Canvas, _ size: Size) throws {
  try require(canvas.size == size, "the canvas is \(canvas.size), and not \(size)")
  try require(canvas.cells.count == size.rows * size.columns, "the canvas has not all its cells")
  for row in 0..<size.rows {
    var covered = 0
    for (column, cell) in canvas[row: row].enumerated() {
      let place = "row \(row), column \(column)"
      guard let character = cell.character else {
        try require(covered > 0, "\(place) is covered by nothing")
        covered -= 1
        continue
      }
      try require(
        covered == 0, "\(place) holds \(named(character)), and what stands before reaches into it")
      try checkSafe(String(character), place)
      if canvas.glyphs.isASCII {
        try require(character.isASCII, "\(place) holds \(named(character)), which is not ASCII")
      }
      let width = displayWidth(of: character)
      try require(width > 0, "\(place) holds \(named(character)), which has no column")
      covered = width - 1
    }
  }
}

/// Says where `text` has a character that a terminal obeys or hides.
func checkSafe(_ text: String, _ what: @autoclosure () -> String) throws {
  if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return }
  // Some marks are graphemes of their own, which are safe after something.
  try require(SafeText("x" + text).shown == "x" + text, "\(what()) holds \(named(text))")
}

/// The same for lines.
func checkSafeLines(_ text: String, _ what: @autoclosure () -> String) throws {
  for line in text.split(separator: "\n") { try checkSafe(String(line), what()) }
}

/// Says where lines have a scalar that a terminal obeys or hides, but for what joins emoji.
func checkVisible(_ text: String, _ what: @autoclosure () -> String) throws {
  let hostile = text.unicodeScalars.first {
    SafeText.isHostile($0) && $0 != "\n" && ![0x200D, 0xFE0E, 0xFE0F].contains($0.value)
      && !(0xE0020...0xE007F ~= $0.value)
  }
  if let hostile { throw Broken("\(what()) holds \(named(String(hostile)))") }
}

/// The scalars of a text, as they can be told apart: `U+41 U+301`.
func named(_ text: some CustomStringConvertible) -> String {
  text.description.unicodeScalars.prefix(60).map {
    "U+" + String($0.value, radix: 16, uppercase: true)
  }.joined(separator: " ")
}
