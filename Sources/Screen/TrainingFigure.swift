import Canvas
import Lessons
import Text
import Views

/// A head while it learns: its loss as a curve, and sentences with the weights that it gives their
/// words and the meaning that it takes from them, beside what the mean of all words does.
struct TrainingFigure {
  /// The columns left of the curve, for its scale, and right of the sentences, for the answers.
  private static let scale = 7
  private static let answer = 20
  private static let tallestCurve = 8

  private let run: TrainingRun
  private let last: Int

  /// - Parameter last: how many steps there are in all, which the curve has room for.
  init(_ run: TrainingRun, until last: Int) { (self.run, self.last) = (run, last) }

  func draw(_ answers: [TrainingRun.Answer], rows: Range<Int>, on canvas: inout Canvas) {
    guard !rows.isEmpty else { return }
    drawSummary(row: rows.lowerBound, on: &canvas)
    var body = rows.dropFirst()
    // Numbers under the words where all sentences have room for them, and blanks between these.
    let isTall = body.count >= 2 * answers.count
    let isAiry = body.count >= 3 * answers.count + 3
    let height = isTall ? (isAiry ? 3 : 2) : 1
    let curve = min(Self.tallestCurve, body.count - height * answers.count - 1)
    if curve >= 3 {
      drawCurve(rows: body.prefix(curve), on: &canvas)
      body = body.dropFirst(curve + 1)
    }
    for (place, answer) in answers.enumerated() where (place + 1) * height <= body.count + 1 {
      draw(
        answer, row: body.lowerBound + place * height, hasNumbers: isTall, on: &canvas)
    }
  }

  private func drawSummary(row: Int, on canvas: inout Canvas) {
    let (known, unknown) = (run.set.seen.count, run.set.unseen.count)
    let text = { (measure: TrainingRun.Measure) in
      "loss \(decimal(measure.loss, places: 3)), right \(measure.right) of \(known), "
        + "unseen \(measure.unseenRight) of \(unknown)"
    }
    var column = 1
    column += canvas.write(
      "step \(run.steps)  ", row: row, column: column, style: .heading)
    column += canvas.write("head: ", row: row, column: column, style: .heading)
    column += canvas.write(text(run.head), row: row, column: column)
    let mean = "   mean: loss \(decimal(run.mean.loss, places: 3))"
    canvas.write(
      canvas.size.columns >= 110 ? "   mean: " + text(run.mean) : mean, row: row, column: column,
      width: max(0, canvas.size.columns - 1 - column), style: .faint)
  }

  /// Both losses from the first step to now.
  private func drawCurve(rows: Range<Int>, on canvas: inout Canvas) {
    let (head, mean) = (run.headLosses, run.meanLosses)
    let top = (head + mean).max() ?? 0
    canvas.write(decimal(top, places: 2), row: rows.lowerBound, column: 1, style: .faint)
    canvas.write(decimal(0, places: 2), row: rows.upperBound - 1, column: 1, style: .faint)
    let columns = Self.scale..<max(Self.scale + 1, canvas.size.columns - Self.answer)
    canvas.draw(in: Rect(rows: rows, columns: columns)) { part in
      var dots = Braille(part.size)
      for (losses, style) in [(mean, Style.faint), (head, .query)] {
        let points = losses.enumerated().map { step, loss in
          (
            x: step * (dots.width - 1) / max(1, last),
            y: top > 0 ? Int((1 - loss / top) * Double(dots.height - 1)) : 0
          )
        }
        for (from, to) in zip(points, points.dropFirst()) {
          dots.setLine(from: from, to: to, style: style)
        }
        if let last = points.last { dots.setPoint(last, isHeavy: false, style: style) }
      }
      dots.draw(on: &part)
    }
    let beside = columns.upperBound + 1
    canvas.write("loss of the head", row: rows.lowerBound, column: beside, style: .query)
    canvas.write("loss of the mean", row: rows.lowerBound + 1, column: beside, style: .faint)
  }

  private func draw(
    _ answer: TrainingRun.Answer, row: Int, hasNumbers: Bool, on canvas: inout Canvas
  ) {
    let end = max(0, canvas.size.columns - Self.answer)
    var column = 1
    for (place, word) in answer.words.enumerated() {
      let text = word.shown
      let width = max(hasNumbers ? 3 : 1, displayWidth(of: canvas.glyphs.spelled(text)))
      guard column + 1 + width < end else { break }
      if place == answer.query {
        canvas.write(String(canvas.glyphs.query), row: row, column: column, style: .query)
      }
      let weight = answer.weights[place]
      canvas.write(text, row: row, column: column + 1, style: SentenceStrip.ground(weight))
      if hasNumbers {
        canvas.write(
          shortWeightText(weight), row: row + 1, column: column + 1,
          style: weight < 0.05 ? .faint : .plain)
      }
      column += width + 2
    }
    drawMeaning(answer.head, answer.isSecond, "", row: row, from: end, on: &canvas)
    guard hasNumbers else { return }
    drawMeaning(answer.mean, answer.isSecond, "mean ", row: row + 1, from: end, on: &canvas)
  }

  /// The more probable meaning, and whether it is the right one where that is known.
  private func drawMeaning(
    _ second: Double, _ right: Bool?, _ name: String, row: Int, from column: Int,
    on canvas: inout Canvas
  ) {
    let isSecond = second > 0.5
    let mark = right.map { $0 == isSecond ? " ✓" : " ✗" } ?? ""
    let meaning = run.set.meaning(isSecond: isSecond).shown
    let style: Style = right.map { $0 == isSecond ? .done : .problem } ?? .heading
    canvas.write(
      "\(name)\(meaning) \(decimal(isSecond ? second : 1 - second, places: 2))\(mark)", row: row,
      column: column + 1, width: max(0, canvas.size.columns - column - 2),
      style: name.isEmpty ? style : .faint)
  }
}
