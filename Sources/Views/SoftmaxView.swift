import Text
import Canvas
import AttentionCore
import Explorer

/// Every score of the query as it is, which as a weight would break the rules, and what softmax makes
/// of it, a line for each key; under them the sums.
package struct SoftmaxView: View {
  package static let name = "softmax"
  package static let help = "all scores, and what softmax makes of them"
  package static let about = """
    Scores can be negative and sum to anything, so they can't be weights. Softmax takes \
    the exponential of each and divides by their sum: what comes out is never negative and \
    sums to 1.
    """
  package static let letter: Character? = "S"
  /// What stands in the lines.
  package private(set) var table: SoftmaxTable
  private let scale: BarScale

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: SoftmaxView?) {
    table = SoftmaxTable(sentences.current, analysis)
    scale = BarScale(analysis, earlier: earlier?.scale)
  }

  package mutating func mix(with former: SoftmaxView, share: Double) {
    table.mix(with: former.table, share: share)
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let rows = 0..<canvas.size.rows
    drawStatus(of: explorer, row: rows.lowerBound, on: &canvas)
    let parts = SoftmaxLines(explorer, table, columns: canvas.size.columns, top: scale.top)
    parts.drawHeading(row: rows.lowerBound + 1, on: &canvas)
    let sums = parts.sums
    let below = 1 + sums.count + (table.unshown == nil ? 0 : 1)
    let body = rows.lowerBound + 2..<max(rows.lowerBound + 2, rows.upperBound - below)
    let count = table.entries.count
    let keys = lines(body.count, of: count, around: explorer.sentence.selected)
    for (row, key) in zip(body, keys) { parts.draw(key, row: row, on: &canvas) }
    var row = body.lowerBound + keys.count
    if let unshown = table.unshown {
      parts.draw(unshown.entry, name: "\(unshown.count) hidden", row: row, on: &canvas)
      row += 1
    }
    canvas.fill(canvas.glyphs.rule, row: row, columns: 0..<canvas.size.columns, style: .faint)
    if keys.count < count {
      let more = count - keys.count
      canvas.write(
        " \(more) \(more == 1 ? "key" : "keys") more ", row: row, column: 2, style: .faint)
    }
    for (row, sum) in zip(row + 1..<max(row + 1, rows.upperBound), sums) {
      parts.draw(sum, row: row, on: &canvas)
    }
  }
}

/// What is said in one of the three columns of a line below the keys.
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
private struct SoftmaxLines {
  /// The columns for the names of the keys.
  static let name = 14
  /// The columns of a number with the blank after it.
  static let number = 10

  let sentence: Sentence
  let analysis: RowAnalysis
  let table: SoftmaxTable
  private let changes: [ScoreChange?]
  /// The ends of the scales on which bars are drawn.
  private let widest, top: Double
  /// Which of scores, exponentials and weights are shown, and how wide each of them is.
  private let shown: [Int]
  private let width: Int

  init(_ explorer: Explorer, _ table: SoftmaxTable, columns: Int, top: Double) {
    sentence = explorer.sentence
    analysis = explorer.analysis
    self.table = table
    changes = sentence.changes
    widest = analysis.row.scores.lazy.filter(\.isFinite).map(abs).max() ?? 0
    self.top = top
    shown = columns < Self.name + 3 * Self.number ? [0, 2] : [0, 1, 2]
    width = (columns - Self.name) / shown.count
  }

  func drawHeading(row: Int, on canvas: inout Canvas) {
    let isPlain = sentence.interventions.temperature == .one
    let isMean = table.rows > 1
    let names = [
      isPlain ? "score" : "score ÷ T",
      isMean ? "" : width > 18 ? "exp(score − max)" : "exp",
      isMean ? "mean of \(table.rows) rows" : "÷ Σ = weight",
    ]
    canvas.write("key", row: row, column: 1, style: .faint)
    for column in shown {
      canvas.write(
        names[column], row: row, column: start(column) + 1, width: width - 1, style: .heading)
    }
  }

  func draw(_ key: Int, row: Int, on canvas: inout Canvas) {
    let entry = table.entries[key]
    let mark = sentence.mark(of: key, glyphs: canvas.glyphs)
    canvas.mark(.token(key), row: row, columns: 0..<canvas.size.columns)
    canvas.write(
      String(mark.glyph) + sentence.tokens[key].text.shown, row: row, column: 0,
      width: Self.name, style: mark.style)
    if let score = entry.score {
      canvas.write(
        scoreText(score), row: row, endingAt: start(0) + Self.number - 2,
        style: changes[key] == nil ? .plain : .heading)
      drawScoreBar(analysis.row.scores[key], row: row, on: &canvas)
    }
    drawShares(of: entry, row: row, on: &canvas)
  }

  /// Several keys together.
  func draw(_ entry: SoftmaxTable.Entry, name: String, row: Int, on canvas: inout Canvas) {
    canvas.write(name, row: row, column: 1, width: Self.name - 1, style: .faint)
    drawShares(of: entry, row: row, on: &canvas)
  }

  private func drawShares(
    of entry: SoftmaxTable.Entry, row: Int, on canvas: inout Canvas
  ) {
    let bars = [(column: 1, number: entry.power, top: 1), (2, entry.weight, top)]
    for (column, number, top) in bars where shown.contains(column) {
      guard let number else { continue }
      canvas.write(weightText(number), row: row, endingAt: start(column) + Self.number - 2)
      drawGrowingBar(number / top, row: row, columns: bar(column), on: &canvas)
    }
  }

  func draw(_ sum: SoftmaxSum, row: Int, on canvas: inout Canvas) {
    canvas.write(sum.name, row: row, column: 1, width: Self.name - 2, style: .faint)
    for (column, cell) in sum.cells.enumerated() where shown.contains(column) {
      let style: Style = cell.holds.map { $0 ? .done : .problem } ?? .plain
      canvas.write(cell.number, row: row, endingAt: start(column) + Self.number - 2, style: style)
      guard let holds = cell.holds else { continue }
      canvas.write(
        holds ? "✓" : "✗", row: row, column: start(column) + Self.number - 1, style: style)
    }
  }

  /// What a weighted average asks for, of the raw scores and of the weights.
  var sums: [SoftmaxSum] {
    let total = table.total
    var sums = [
      SoftmaxSum(
        name: "sum, to be 1",
        cells: [
          SoftmaxCell(
            number: total.score.map(scoreText) ?? "",
            holds: total.score.map { abs($0 - 1) < 1e-9 }),
          SoftmaxCell(number: total.power.map { decimal($0, places: 3) } ?? ""),
          SoftmaxCell(
            number: decimal(total.weight, places: 3), holds: abs(total.weight - 1) < 1e-9),
        ]),
      SoftmaxSum(
        name: "all ≥ 0",
        cells: [
          SoftmaxCell(holds: table.isNonNegative),
          SoftmaxCell(
            holds: total.power == nil
              ? nil : table.entries.allSatisfy { ($0.power ?? 0) >= 0 }),
          SoftmaxCell(holds: table.entries.allSatisfy { $0.weight >= 0 }),
        ]),
    ]
    let scores = table.entries.compactMap(\.score)
    // Single numbers are a file's own, and those stand for the tokens one by one.
    if analysis.values.columns == 1, analysis.values.rows == scores.count,
      scores.allSatisfy(\.isFinite),
      let least = analysis.values.elements.min(), let most = analysis.values.elements.max()
    {
      let hair = 1e-6 * Double(max(abs(least), abs(most)))
      let average = { (factors: [Double]) -> SoftmaxCell in
        let average = Double(blend(factors, of: analysis.values)[0])
        return SoftmaxCell(
          number: scoreText(average),
          // Single precision may end a hair outside.
          holds: (Double(least) - hair...Double(most) + hair).contains(average))
      }
      sums.append(
        SoftmaxSum(
          name: "average",
          cells: [
            average(scores),
            SoftmaxCell(
              number: "in \(scoreText(Double(least))) … \(scoreText(Double(most)))"),
            average(analysis.row.weights),
          ]))
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
    guard columns.count >= 5, score.isFinite, widest > 0 else { return }
    let middle = columns.lowerBound + columns.count / 2
    let half = columns.upperBound - middle - 1
    let length = Int((abs(score) / widest * Double(half)).rounded())
    canvas.write("│", row: row, column: middle, style: .faint)
    let steps = Signed.steps
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
