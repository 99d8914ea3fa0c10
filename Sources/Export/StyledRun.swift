import Canvas

/// Neighbouring cells of a row that look alike.
struct StyledRun {
  /// The columns that they take.
  var columns: Range<Int>
  /// What stands in them.
  var text: String
  var style: Style
}

extension Canvas {
  /// A row's runs from left to right, without the blanks at its end that show nothing.
  ///
  /// - Parameter joins: whether a character is joined to the one before it, in the same style.
  func runs(
    ofRow row: Int, in theme: Theme,
    joining joins: (_ before: Character, _ character: Character) -> Bool = { _, _ in true }
  ) -> [StyledRun] {
    var runs: [StyledRun] = []
    for (column, cell) in self[row: row].enumerated() {
      guard let character = cell.character else {
        // The right half of the character before.
        if let last = runs.indices.last {
          runs[last].columns = runs[last].columns.lowerBound..<column + 1
        }
        continue
      }
      if let last = runs.indices.last, runs[last].style == cell.style,
        let before = runs[last].text.last, joins(before, character)
      {
        runs[last].text.append(character)
        runs[last].columns = runs[last].columns.lowerBound..<column + 1
      } else {
        runs.append(
          StyledRun(
            columns: column..<column + 1, text: String(character), style: cell.style))
      }
    }
    while let last = runs.indices.last, runs[last].text.hasSuffix(" "),
      theme.colors(of: runs[last].style).ground == nil,
      !theme.look(of: runs[last].style).isUnderlined
    {
      runs[last].text.removeLast()
      runs[last].columns = runs[last].columns.dropLast()
      if runs[last].text.isEmpty { runs.removeLast() }
    }
    return runs
  }
}
