import Canvas
import Explorer

/// Says what of a sentence can't be shown because its attention was captured elsewhere.
///
/// - Parameter what: what is missing, as a sentence.
package func drawCaptureNote(
  _ what: String, rows: Range<Int>, columns: Range<Int>, on canvas: inout Canvas
) {
  let lines = wrapped(
    canvas.glyphs.spelled(what), width: max(1, columns.count - 3), lines: max(1, rows.count))
  for (row, line) in zip(rows, lines) {
    canvas.write(line, row: row, column: columns.lowerBound + 2, style: .faint)
  }
}

extension Sentence {
  /// Whether its attention was captured without the values that it weighs.
  package var lacksValues: Bool { source.kind == .capture }

  /// Why nothing is blended, and what an edit does all the same.
  package static let nothingBlended = """
    This attention was captured elsewhere, without values: there is nothing to blend. An edit makes \
    its own row sum to 1 again and reaches nothing else.
    """
}
