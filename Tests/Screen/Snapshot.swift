import Foundation
import Screen
import Canvas
import Views
import Testing

/// Compares `text` with the file `Screens/NAME.txt`, and shows both where they differ.
///
/// Run the tests with ATTNVIZ_RECORD=1 to write the files anew, then read the difference in git.
func expectSnapshot(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = screens.appendingPathComponent(name + ".txt")
  if ProcessInfo.processInfo.environment["ATTNVIZ_RECORD"] == "1" {
    try (text + "\n").write(to: file, atomically: true, encoding: .utf8)
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  guard expected != text + "\n" else { return }
  let got = text.components(separatedBy: "\n")
  let wanted = expected.components(separatedBy: "\n").dropLast()
  let marked = got.enumerated().map { row, line in
    (row < wanted.count && wanted[row] == line ? "  " : "≠ ") + line
  }
  Issue.record(
    """
    \(name) is not as it was.
    expected:
    \(wanted.map { "  " + $0 }.joined(separator: "\n"))
    got:
    \(marked.joined(separator: "\n"))
    """, sourceLocation: sourceLocation)
}

private let screens = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("Screens")

extension Canvas {
  /// A letter for the style of each cell, so that colours can be read: digits for heat, letters
  /// a to i for signed numbers from the most negative, a dot for plain cells.
  var styleMap: String {
    (0..<size.rows).map { row in
      String(self[row: row].map { letter(for: $0.style) })
    }.joined(separator: "\n")
  }

  private func letter(for style: Style) -> Character {
    switch style {
    case .plain: "."
    case .faint: "-"
    case .title: "T"
    case .heading: "H"
    case .key: "K"
    case .query: "Q"
    case .selected: "S"
    case .more: "+"
    case .less: "_"
    case .word: "w"
    case .done: "D"
    case .problem: "!"
    case .heat(let step): Character("\(step)")
    case .cell(.heat(let step)): Array("jklmnopqrs")[step]
    case .heldCell(.heat(let step)): Array("JKLMNOPQRZ")[step]
    case .halves(.heat(let step), _): Array("⓪①②③④⑤⑥⑦⑧⑨")[step]
    case .cell(.signed(let step)), .heldCell(.signed(let step)), .halves(.signed(let step), _):
      Array("abcdefghi")[step + Signed.steps]
    case .mixed(let red, let green, let blue):
      red >= max(green, blue) ? "R" : green >= blue ? "G" : "B"
    case .signed(let step): Array("abcdefghi")[step + Signed.steps]
    }
  }
}
