import Foundation

/// An emulated screen: what a terminal shows of an asciicast. It knows the sequences that a recording
/// is made of, and keeps count of those that it does not know.
struct PlayedScreen {
  private(set) var cells: [[Character]]
  private(set) var unknown: [String] = []
  private var row = 0
  private var column = 0

  init(columns: Int, rows: Int) {
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// What stands on it, line by line, without the blanks at their ends.
  var text: String {
    cells.map { line in
      String(line).replacing(/\s+$/, with: "")
    }.joined(separator: "\n")
  }

  /// Takes in what a terminal gets.
  mutating func take(_ output: String) {
    var rest = output.unicodeScalars[...]
    var printed = ""
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}" {
        print(printed)
        printed = ""
        obey(&rest)
      } else if scalar == "\r" || scalar == "\n" {
        print(printed)
        printed = ""
        if scalar == "\r" { column = 0 }
      } else {
        printed.unicodeScalars.append(scalar)
      }
    }
    print(printed)
  }

  private mutating func print(_ text: String) {
    for character in text where column < cells[row].count {
      cells[row][column] = character
      column += 1
    }
  }

  private mutating func obey(_ rest: inout Substring.UnicodeScalarView) {
    guard rest.popFirst() == "[" else { return unknown.append("ESC") }
    var parameters = ""
    while let scalar = rest.popFirst() {
      guard ("@"..."~").contains(scalar) else {
        parameters.unicodeScalars.append(scalar)
        continue
      }
      let numbers = parameters.split(separator: ";").compactMap { Int($0) }
      switch (scalar, parameters) {
      case ("H", _) where numbers.count == 2 && cells.indices.contains(numbers[0] - 1):
        (row, column) = (numbers[0] - 1, numbers[1] - 1)
      case ("J", "2"):
        cells = cells.map { $0.map { _ in " " } }
      case ("K", ""):
        for place in column..<cells[row].count { cells[row][place] = " " }
      case ("m", _), ("l", "?25"), ("h", "?25"): break
      default: unknown.append("\(parameters)\(scalar)")
      }
      return
    }
  }
}
