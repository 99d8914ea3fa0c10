import Canvas
import Explorer
import Models
import Text

/// Draws the tokens that a model takes for the next one, or for a masked one, or the labels that it tells
/// apart, the most probable first: how probable each was before anything was changed, how probable it is,
/// its logit, and a bar; one a line under a heading. Of numbers what they were and are.
package struct NextTokenTable {
  private let prediction: Prediction
  /// Whether anything is changed, so that before and now differ.
  private let isEdited: Bool

  package init(_ prediction: Prediction, isEdited: Bool) {
    (self.prediction, self.isEdited) = (prediction, isEdited)
  }

  /// The name of a token takes at most so many columns.
  private static let name = 14
  /// The columns of a probability, with the blanks before it.
  private static let number = 8

  /// - Parameter names: how wide the names may be; the rest is for numbers and bars.
  package func draw(rows: Range<Int>, columns: Range<Int>, on canvas: inout Canvas) {
    guard rows.count >= 3 else { return drawLine(rows: rows, columns: columns, on: &canvas) }
    let start = columns.lowerBound + 1
    let before = isEdited ? start + Self.name + Self.number : nil
    let now = (before ?? start + Self.name) + Self.number
    let logit = now + 9 <= columns.upperBound && !prediction.kind.isNumber ? now + 9 : nil
    let row = rows.lowerBound
    canvas.write(prediction.shortName, row: row, column: start, style: .heading)
    if let before { canvas.write("before", row: row, endingAt: before, style: .faint) }
    canvas.write(
      isEdited ? "now" : prediction.kind.isNumber ? "" : "p", row: row, endingAt: now, style: .faint
    )
    if let logit { canvas.write("logit", row: row, endingAt: logit, style: .faint) }
    for (row, candidate) in zip(rows.dropFirst(), prediction.candidates) {
      canvas.write(candidate.token.text.shown, row: row, column: start, width: Self.name)
      if let before {
        canvas.write(
          prediction.text(of: candidate.before), row: row, endingAt: before, style: .faint)
      }
      canvas.write(prediction.text(of: candidate.now), row: row, endingAt: now, style: .plain)
      if let logit {
        canvas.write(
          decimal(candidate.now.logit, places: 2), row: row, endingAt: logit, style: .faint)
      }
      guard let share = prediction.share(of: candidate.now) else { continue }
      let bar = (logit ?? now) + 1
      drawGrowingBar(
        share, row: row, columns: bar..<max(bar, columns.upperBound - 2), on: &canvas)
    }
  }

  /// As many as have room in a line or two, without a heading of their own.
  private func drawLine(rows: Range<Int>, columns: Range<Int>, on canvas: inout Canvas) {
    guard let first = rows.first else { return }
    canvas.write(
      prediction.word, row: first, column: columns.lowerBound + 1, style: .faint)
    var candidates = prediction.candidates[...]
    for row in rows {
      var column = columns.lowerBound + 10
      while let candidate = candidates.first {
        let number = " " + prediction.text(of: candidate.now)
        let name = candidate.token.text.shown
        let width = displayWidth(of: name + number)
        guard column + width < columns.upperBound else { break }
        canvas.write(name, row: row, column: column)
        canvas.write(number, row: row, endingAt: column + width)
        column += width + 3
        candidates.removeFirst()
      }
    }
  }
}

/// What patches bring back of the sentence beside: `, 4.98 beside: .89 of the way`; nothing where that
/// can't be told.
package func recoveryText(_ recovery: Recovery?) -> String {
  guard let recovery, let share = recovery.share else { return "" }
  return ", \(decimal(recovery.beside, places: 2)) beside: \(decimal(share, places: 2)) of the way"
}

/// What is said of a pair of tokens: `Paris − London  logit difference 4.13 → 0.28`.
///
/// - Parameter isEdited: whether anything is changed.
package func pairText(_ pair: Prediction.Pair, isEdited: Bool) -> String {
  let names = "\(pair.first.token.text.shown) − \(pair.second.token.text.shown)"
  let now = decimal(pair.now, places: 2)
  return "\(names)  Δlogit \(isEdited ? decimal(pair.before, places: 2) + " → " : "")\(now)"
}
