import Canvas
import Explorer
import Text

/// The names of tokens over narrow columns: in as many lines as they need, each a line lower than the
/// one before, so that a name may be wider than its column.
package struct StaggeredNames {
  /// How many lines they take.
  package let lines: Int
  private let cell: Int

  /// - Parameters:
  ///   - tokens: the tokens that have columns.
  ///   - cell: the width of a column.
  ///   - mostLines: how many lines there is room for, at least 1.
  package init(_ tokens: some Collection<Token>, cell: Int, mostLines: Int) {
    let longest = tokens.map { displayWidth(of: $0.text.shown) }.max() ?? 0
    self.cell = cell
    // A blank before each name, where the selected one has its mark.
    lines = min(mostLines, max(1, (longest + cell) / cell))
  }

  private func width(of token: Token) -> Int { displayWidth(of: token.text.shown) }

  /// Draws the names, the first over the first of `columns`.
  ///
  /// - Parameters:
  ///   - tokens: all tokens.
  ///   - shown: those that have columns.
  ///   - selected: the token that the arrow keys hold.
  ///   - columns: where names may stand.
  package func draw(
    _ tokens: [Token], _ shown: Range<Int>, selected: Int, row: Int, columns: Range<Int>,
    on canvas: inout Canvas
  ) {
    // The selected one last, so that it is whole.
    for token in shown.filter({ $0 != selected }) + shown.filter({ $0 == selected }) {
      let place = token - shown.lowerBound
      let isHeld = token == selected
      var column = columns.lowerBound + place * cell
      // What would be cut at the end moves left, as far as the name before it in its line leaves room.
      if place >= lines {
        let free = lines * cell - 1 - width(of: tokens[token - lines])
        let excess = column + 1 + width(of: tokens[token]) - columns.upperBound
        column -= max(0, min(excess, free))
      }
      canvas.mark(
        .token(token), row: row + place % lines,
        columns: column..<max(column, min(column + lines * cell, columns.upperBound)))
      canvas.write(
        (isHeld ? String(canvas.glyphs.selected) : " ") + tokens[token].text.shown,
        row: row + place % lines, column: column,
        width: min(lines * cell, columns.upperBound - column), style: isHeld ? .selected : .plain)
    }
  }
}
