import Foundation

/// What a terminal shows at one moment.
struct Screenshot: Equatable, CustomStringConvertible {
  let lines: [String]

  init(_ text: String) { lines = text.components(separatedBy: "\n").dropLast() }

  var text: String { lines.joined(separator: "\n") }
  var description: String { text }
  var nonBlankLines: [String] {
    lines.filter { !$0.trimmingCharacters(in: .whitespaces).isEmpty }
  }

  /// The weights in the row of weights, from left to right.
  var weights: [Double] {
    guard let row = lines.first(where: { $0.hasMatch(#"^ *(α|w|weight) +(<|[01])\.\d{3}\b"#) })
    else { return [] }
    return row.matches(#"[01]?\.\d{3}"#).compactMap(Double.init)
  }

  /// The token that carries the mark of the selection.
  var selected: String? { text.matches(#"(?<=[▸◈])\S+"#).first }

  /// The token that carries the mark of the query.
  var query: String? { text.matches(#"(?<=[◆◈])\S+"#).first }

  /// Where `text` stands first, from 0; only where no character before it is wider than a column.
  func place(of text: String, from first: Int = 0) -> (row: Int, column: Int)? {
    for (row, line) in lines.enumerated().dropFirst(first) {
      guard let found = line.range(of: text) else { continue }
      return (row, line.distance(from: line.startIndex, to: found.lowerBound))
    }
    return nil
  }

  func shows(_ text: String) -> Bool { self.text.contains(text) }
}

extension String {
  /// All parts that match a regular expression.
  func matches(_ pattern: String) -> [String] {
    var found: [String] = []
    var rest = startIndex..<endIndex
    while let match = range(of: pattern, options: .regularExpression, range: rest) {
      found.append(String(self[match]))
      rest = match.upperBound..<endIndex
    }
    return found
  }

  func hasMatch(_ pattern: String) -> Bool {
    range(of: pattern, options: .regularExpression) != nil
  }
}
