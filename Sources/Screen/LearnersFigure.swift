import Canvas
import Lessons
import Text
import Views

/// Learners beside each other: what each has come to with sentences of each length, as a table that fills
/// in, and their losses as curves.
struct LearnersFigure {
  private static let name = 26
  private static let column = 17
  private static let tallestCurve = 14

  private let run: LearnersRun
  private let words: Int?

  /// - Parameter words: the length of the sentences that are learned from now; `nil` where none are.
  init(_ run: LearnersRun, words: Int?) { (self.run, self.words) = (run, words) }

  func draw(rows: Range<Int>, on canvas: inout Canvas) {
    // The names, a line for each learner, and one for attention's weight.
    let table = LearnersRun.Kind.allCases.count + 3
    drawTable(rows: rows.prefix(table), on: &canvas)
    let left = rows.dropFirst(table + 1)
    if left.count >= 3, let words, let course = run.courses[words] {
      drawCurves(course, rows: left.prefix(Self.tallestCurve), on: &canvas)
    }
  }

  private func drawTable(rows: Range<Int>, on canvas: inout Canvas) {
    var lines: [(name: String, style: Style, cells: (LearnersRun.Course) -> String)] = [
      ("", .faint, { _ in "  loss  right" })
    ]
    for (place, kind) in LearnersRun.Kind.allCases.enumerated() {
      lines.append(
        (
          kind.shown, kind.style,
          { course in
            let now = course.outcomes[place].last
            return "  \(number(now?.loss))   \(number(now?.right))"
          }
        ))
      guard kind == .attention else { continue }
      lines.append(
        ("  weight on the word", .faint, { "         \(number($0.outcomes[place].last?.weight))" }))
    }
    for (column, length) in LearnersRun.lengths.enumerated() {
      let start = Self.name + column * Self.column
      guard let row = rows.first else { return }
      let part = run.courses[length].map { 100 * $0.rounds / LearnersRun.rounds } ?? 100
      canvas.write(
        "  \(length) words" + (part == 100 ? "" : " \(part)%"), row: row, column: start,
        style: length == words ? .heading : .plain)
    }
    for (row, line) in zip(rows.dropFirst(), lines) {
      canvas.write(line.name, row: row, column: 1, style: line.style)
      for (column, length) in LearnersRun.lengths.enumerated() {
        guard let course = run.courses[length] else { continue }
        canvas.write(
          line.cells(course), row: row, column: Self.name + column * Self.column,
          style: line.name.isEmpty ? .faint : .plain)
      }
    }
  }

  /// The losses, from before the first round to now.
  private func drawCurves(
    _ course: LearnersRun.Course, rows: Range<Int>, on canvas: inout Canvas
  ) {
    let top = course.outcomes.joined().map(\.loss).max() ?? 0
    canvas.write(number(top), row: rows.lowerBound, column: 1, style: .faint)
    canvas.write(number(0), row: rows.upperBound - 1, column: 1, style: .faint)
    let columns = 7..<max(8, canvas.size.columns - 22)
    canvas.draw(in: Rect(rows: rows, columns: columns)) { part in
      var dots = Braille(part.size)
      for (kind, outcomes) in zip(LearnersRun.Kind.allCases, course.outcomes).reversed() {
        let points = outcomes.enumerated().map { round, outcome in
          (
            x: round * (dots.width - 1) / LearnersRun.rounds,
            y: top > 0 ? Int((1 - outcome.loss / top) * Double(dots.height - 1)) : 0
          )
        }
        for (from, to) in zip(points, points.dropFirst()) {
          dots.setLine(from: from, to: to, style: kind.style)
        }
        if let last = points.last { dots.setPoint(last, isHeavy: false, style: kind.style) }
      }
      dots.draw(on: &part)
    }
    for (row, kind) in zip(rows, LearnersRun.Kind.allCases) {
      canvas.write(
        "loss of \(kind.rawValue)", row: row, column: columns.upperBound + 1, style: kind.style)
    }
  }
}

private func number(_ value: Double?) -> String { value.map { decimal($0, places: 2) } ?? "" }

extension LearnersRun.Kind {
  /// What the screen calls it.
  fileprivate var shown: String {
    switch self {
    case .attention: "attention"
    case .mean: "mean of all words"
    case .recurrent: "recurrent network of 16"
    case .convolution: "convolution over 3"
    }
  }

  fileprivate var style: Style {
    switch self {
    case .attention: .query
    case .mean: .plain
    case .recurrent: .faint
    case .convolution: .less
    }
  }
}
