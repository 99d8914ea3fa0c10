import Text
import Views
import Canvas
/// A text in which the words that are spoken about stand between asterisks, as in `what *it* means`:
/// broken into lines, the asterisks taken out and the words marked.
package struct MarkedText {
  /// A part of a line that looks the same throughout.
  package struct Run: Equatable {
    /// What stands there.
    package let text: String
    /// Whether it is spoken about.
    package let isMarked: Bool
  }

  /// The lines, each in its runs.
  package let lines: [[Run]]

  /// - Parameters:
  ///   - width: how many columns a line may have.
  ///   - most: how many lines there may be; the last one is longer where there is more.
  ///   - glyphs: what it is spelled with, before it is broken into lines.
  package init(_ text: String, width: Int, lines most: Int, glyphs: Glyphs = .unicode) {
    var plain = ""
    var marks: [Bool] = []
    let parts = text.split(separator: " ").joined(separator: " ").split(
      separator: "*", omittingEmptySubsequences: false)
    for (place, part) in parts.enumerated() {
      // The last of an odd number of asterisks has no partner and stands for itself.
      let isLonely = place == parts.count - 1 && place % 2 == 1
      let piece = glyphs.spelled(isLonely ? "*" + part : String(part))
      plain += piece
      marks += Array(repeating: place % 2 == 1 && !isLonely, count: piece.count)
    }
    var rest = marks[...]
    lines = wrapped(plain, width: width, lines: most).map { line in
      defer { rest = rest.dropFirst(line.count + 1) }
      return Self.runs(line, rest.prefix(line.count))
    }
  }

  /// Draws a line.
  ///
  /// - Returns: the column after it.
  @discardableResult
  static func draw(
    _ line: [Run], row: Int, column: Int, style: Style, on canvas: inout Canvas
  ) -> Int {
    // What is right or wrong is so as a whole.
    let marked: Style = style == .done || style == .problem ? style : .word
    var column = column
    for run in line {
      column += canvas.write(
        run.text, row: row, column: column, style: run.isMarked ? marked : style)
    }
    return column
  }

  private static func runs(_ line: String, _ marks: ArraySlice<Bool>) -> [Run] {
    var runs: [Run] = []
    for (character, isMarked) in zip(line, marks) {
      if let last = runs.last, last.isMarked == isMarked {
        runs[runs.count - 1] = Run(text: last.text + String(character), isMarked: isMarked)
      } else {
        runs.append(Run(text: String(character), isMarked: isMarked))
      }
    }
    return runs
  }
}
