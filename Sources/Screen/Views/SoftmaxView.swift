import AttentionCore
import Explorer
import Glibc

/// Draws the softmax view: every score of the query as it is, which as a weight would break the
/// rules, and what softmax makes of it, a line for each key; under them the sums.
func drawSoftmaxView(_ explorer: Explorer, rows: Range<Int>, on canvas: inout Canvas) {
  drawStatus(of: explorer, row: rows.lowerBound, on: &canvas)
  let table = SoftmaxTable(explorer, columns: canvas.size.columns)
  table.drawHeading(row: rows.lowerBound + 1, on: &canvas)
  let sums = table.sums(canvas.glyphs)
  let body = rows.lowerBound + 2..<max(rows.lowerBound + 2, rows.upperBound - 1 - sums.count)
  let keys = lines(
    body.count, of: explorer.sentence.tokens.count, around: explorer.sentence.selected)
  for (row, key) in zip(body, keys) { table.draw(key, row: row, on: &canvas) }
  let rule = body.lowerBound + keys.count
  canvas.fill(canvas.glyphs.rule, row: rule, columns: 0..<canvas.size.columns, style: .faint)
  if keys.count < explorer.sentence.tokens.count {
    canvas.write(
      " \(explorer.sentence.tokens.count - keys.count) keys more ", row: rule, column: 2,
      style: .faint)
  }
  for (row, sum) in zip(rule + 1..<max(rule + 1, rows.upperBound), sums) {
    table.draw(sum, row: row, on: &canvas)
  }
}

/// What is said in one of the three columns of a line.
private struct SoftmaxCell {
  var number = ""
  /// Whether a rule of averages holds; `nil` where none is at stake.
  var holds: Bool?
}

private struct SoftmaxSum {
  let name: String
  let cells: [SoftmaxCell]
}

/// Three columns: the scores, their exponentials, the weights. Each has a number and a bar.
private struct SoftmaxTable {
  /// The columns for the names of the keys.
  static let name = 14
  /// The columns of a number with the blank after it.
  static let number = 10

  let sentence: Sentence
  let reading: Reading
  /// Divided by the temperature, as softmax takes them.
  let scores: [Double]
  let powers: [Double]
  /// Which of scores, exponentials and weights are shown, and how wide each of them is.
  private let shown: [Int]
  private let width: Int

  init(_ explorer: Explorer, columns: Int) {
    sentence = explorer.sentence
    reading = explorer.reading
    let temperature = sentence.adjustments.temperature.value
    let scores = reading.row.scores.map { $0 / temperature }
    self.scores = scores
    let largest = scores.max() ?? -.infinity
    powers = scores.map { largest > -.infinity ? exp($0 - largest) : 0 }
    shown = columns < Self.name + 3 * Self.number ? [0, 2] : [0, 1, 2]
    width = (columns - Self.name) / shown.count
  }

  func drawHeading(row: Int, on canvas: inout Canvas) {
    let isPlain = sentence.adjustments.temperature == .one
    let names = [
      isPlain ? "score" : "score ÷ T", width > 18 ? "exp(score − max)" : "exp", "÷ Σ = weight",
    ]
    canvas.write("key", row: row, column: 1, style: .faint)
    for column in shown {
      canvas.write(
        names[column], row: row, column: start(column) + 1, width: width - 1, style: .heading)
    }
  }

  func draw(_ key: Int, row: Int, on canvas: inout Canvas) {
    let mark = sentence.mark(of: key, glyphs: canvas.glyphs)
    canvas.write(
      String(mark.glyph) + sentence.tokens[key].text.shown, row: row, column: 0,
      width: Self.name, style: mark.style)
    let isEdited = sentence.change(key: key) != nil
    canvas.write(
      scoreText(scores[key]), row: row, endingAt: start(0) + Self.number - 2,
      style: isEdited ? .heading : .plain)
    drawScoreBar(scores[key], row: row, on: &canvas)
    let bars = [
      (column: 1, number: powers[key], top: 1),
      (2, reading.row.weights[key], scaleTop(for: reading.row.weights)),
    ]
    for (column, number, top) in bars where shown.contains(column) {
      canvas.write(weightText(number), row: row, endingAt: start(column) + Self.number - 2)
      drawGrowingBar(number / top, row: row, columns: bar(column), on: &canvas)
    }
  }

  func draw(_ sum: SoftmaxSum, row: Int, on canvas: inout Canvas) {
    canvas.write(sum.name, row: row, column: 1, width: Self.name - 2, style: .faint)
    for (column, cell) in sum.cells.enumerated() where shown.contains(column) {
      let style: Style = cell.holds.map { $0 ? .more : .problem } ?? .plain
      canvas.write(cell.number, row: row, endingAt: start(column) + Self.number - 2, style: style)
      guard let holds = cell.holds else { continue }
      canvas.write(
        holds ? "✓" : "✗", row: row, column: start(column) + Self.number - 1, style: style)
    }
  }

  /// What a weighted average asks for, of the raw scores and of the weights.
  func sums(_ glyphs: Glyphs) -> [SoftmaxSum] {
    let (raw, weights) = (scores.reduce(0, +), reading.row.weights)
    let sum = reading.row.sum
    var sums = [
      SoftmaxSum(
        name: "sum, to be 1",
        cells: [
          SoftmaxCell(number: scoreText(raw), holds: abs(raw - 1) < 1e-9),
          SoftmaxCell(number: decimal(powers.reduce(0, +), places: 3)),
          SoftmaxCell(number: decimal(sum, places: 3), holds: abs(sum - 1) < 1e-9),
        ]),
      SoftmaxSum(
        name: "all ≥ 0",
        cells: [
          SoftmaxCell(holds: scores.allSatisfy { $0 >= 0 }), SoftmaxCell(holds: true),
          SoftmaxCell(holds: weights.allSatisfy { $0 >= 0 }),
        ]),
    ]
    if reading.values.columns == 1, raw.isFinite,
      let least = reading.values.elements.min(), let most = reading.values.elements.max()
    {
      let average = { (factors: [Double]) -> SoftmaxCell in
        let average = Double(blend(factors, of: reading.values)[0])
        return SoftmaxCell(
          number: decimal(average, places: 2),
          // Single precision may end a hair outside.
          holds: (Double(least) - 1e-5...Double(most) + 1e-5).contains(average))
      }
      let range = [least, most].map { decimal($0, places: $0 == $0.rounded() ? 0 : 2) }
      sums.append(
        SoftmaxSum(
          name: "mean \(range[0])…\(range[1])",
          cells: [average(scores), SoftmaxCell(), average(weights)]))
    }
    return sums
  }

  private func start(_ column: Int) -> Int {
    Self.name + (shown.firstIndex(of: column) ?? 0) * width
  }

  private func bar(_ column: Int) -> Range<Int> {
    let from = start(column) + Self.number - 1
    return from..<max(from, start(column) + width - 2)
  }

  /// To the right of the middle where positive, to the left where negative.
  private func drawScoreBar(_ score: Double, row: Int, on canvas: inout Canvas) {
    let columns = bar(0)
    let top = scores.lazy.filter(\.isFinite).map(abs).max() ?? 0
    guard columns.count >= 5, score.isFinite, top > 0 else { return }
    let middle = columns.lowerBound + columns.count / 2
    let half = columns.upperBound - middle - 1
    let length = Int((abs(score) / top * Double(half)).rounded())
    canvas.write("│", row: row, column: middle, style: .faint)
    let steps = SignedStrip.steps
    if score < 0 {
      canvas.fill(
        canvas.glyphs.negative[steps], row: row, columns: middle - length..<middle,
        style: .signed(-steps))
    } else {
      canvas.fill(
        canvas.glyphs.positive[steps], row: row, columns: middle + 1..<middle + 1 + length,
        style: .signed(steps))
    }
  }
}
