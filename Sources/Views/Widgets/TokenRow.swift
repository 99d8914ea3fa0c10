import Text
import Canvas
import AttentionCore
import Explorer

/// Draws the tokens with their bars, weights and scores: the row that a person takes hold of.
package struct TokenRow {
  package let sentence: Sentence
  package let analysis: RowAnalysis
  package let window: TokenWindow
  package let top: Double
  /// What the weights count for: themselves where `counted` is `nil`.
  private let weights: [Double]
  private let counted: CountedWeights?
  private let instruments: Instruments

  /// The columns left of the tokens, for the scale of the bars.
  package static let margin = 6

  /// - Parameter top: the weight that fills a bar, where weights are shown as they are.
  package init(_ explorer: Explorer, columns: Int, top: Double) {
    sentence = explorer.sentence
    analysis = explorer.analysis
    counted = explorer.counted
    weights = explorer.countedWeights
    self.top = counted == nil ? top : scaleTop(for: weights)
    instruments = explorer.instruments
    window = TokenWindow(
      tokens: sentence.tokens, selected: sentence.selected, columns: Self.margin..<columns)
  }

  /// How many tokens are off the screen at either edge, and the heaviest of all where it is one of them.
  ///
  ///     ‹ 46 more                                   444 more, deposit 0.300 ›
  package func drawHidden(row: Int, on canvas: inout Canvas) {
    let shown = window.tokens
    let end = canvas.size.columns
    let heaviest = weights.indices.max { weights[$0] < weights[$1] }
      .flatMap { heaviest in
        shown.contains { weights[$0] >= weights[heaviest] } ? nil : heaviest
      }
    let counts = [shown.lowerBound, weights.count - shown.upperBound]
    // What both counts with their signs and a blank between them leave.
    let room = end - counts.map { "\($0) more  ".count }.reduce(1, +)
    let name = heaviest.map {
      ", " + canvas.glyphs.clipped(sentence.tokens[$0].text.shown, to: max(3, min(16, room - 8)))
        + " " + weightText(weights[$0])
    }
    let text = { (count: Int, side: Range<Int>) in
      guard let name, let heaviest, side.contains(heaviest) else { return "\(count) more" }
      return "\(count) more\(name)"
    }
    if counts[0] > 0 {
      let stop = canvas.write(
        "‹ " + text(counts[0], 0..<shown.lowerBound), row: row, column: 0, style: .faint)
      if let heaviest, heaviest < shown.lowerBound {
        canvas.mark(.token(heaviest), row: row, columns: 0..<stop)
      }
    }
    if counts[1] > 0 {
      let label = text(counts[1], shown.upperBound..<weights.count) + " ›"
      canvas.write(label, row: row, endingAt: end, style: .faint)
      if let heaviest, heaviest >= shown.upperBound {
        let start = max(0, end - displayWidth(of: canvas.glyphs.spelled(label)))
        canvas.mark(.token(heaviest), row: row, columns: start..<end)
      }
    }
  }

  /// The bars, standing on the last of `rows`, with their scale.
  package func drawBars(rows: Range<Int>, on canvas: inout Canvas) {
    let scale = decimal(top, places: top < 0.01 ? 3 : top < 0.1 ? 2 : 1)
    // What such a head looks at does nothing any more.
    let isAblated = sentence.ablation(of: sentence.head) != nil
    canvas.write(scale, row: rows.lowerBound, endingAt: Self.margin - 1, style: .faint)
    for place in window.places {
      let weight = weights[place.token]
      let start = place.columns.lowerBound + 1
      drawHeatBar(
        weight / top, floor: rows.upperBound - 1, height: rows.count,
        columns: start..<start + window.barWidth,
        style: isAblated ? .faint : Heat.style(ofShare: weight), on: &canvas)
      if instruments.shows(.values), sentence.source.readout == .none, analysis.values.columns == 1
      {
        drawValue(of: place.token, on: weight / top, start: start, rows: rows, &canvas)
      }
      // A bar that is not the weight alone can't be dragged.
      guard counted == nil else { continue }
      for (height, row) in rows.reversed().enumerated() {
        let weight = (Double(height) + 0.5) / Double(rows.count) * top
        canvas.mark(.bar(token: place.token, weight: weight), row: row, columns: place.columns)
      }
    }
  }

  /// The value of a token on its bar, or in it where it fills its height.
  private func drawValue(
    of token: Int, on share: Double, start: Int, rows: Range<Int>, _ canvas: inout Canvas
  ) {
    let filled = Int((min(1, share) * Double(rows.count)).rounded(.up))
    let value = valueText(analysis.values[token].first ?? 0)
    guard displayWidth(of: value) <= window.barWidth else { return }
    canvas.write(
      value, row: max(rows.lowerBound, rows.upperBound - 1 - filled),
      column: start + (window.barWidth - displayWidth(of: value)) / 2, style: .heading)
  }

  /// The words themselves; the query and the selected token carry marks.
  package func drawTokens(row: Int, on canvas: inout Canvas) {
    for place in window.places {
      let token = sentence.tokens[place.token].text.shown
      let mark = sentence.mark(of: place.token, glyphs: canvas.glyphs)
      canvas.mark(.token(place.token), row: row, columns: place.columns)
      let next = place.token + 1
      if next < sentence.tokens.count, sentence.tokens[next].continuesWord {
        // Pieces of one word hang together.
        canvas.fill(
          canvas.glyphs.rule, row: row,
          columns: place.columns.lowerBound + 1..<place.columns.upperBound, style: .faint)
      }
      canvas.write(
        String(mark.glyph) + canvas.glyphs.clipped(token, to: place.columns.count - 2), row: row,
        column: place.columns.lowerBound, style: mark.style)
    }
  }

  /// The weights, or what they count for, to three decimals.
  package func drawWeights(row: Int, on canvas: inout Canvas) {
    drawNumbers(label: counted?.shortName ?? "α", row: row, on: &canvas) { token in
      (weightText(weights[token]), .plain)
    }
  }

  /// The values, where they are single numbers.
  package func drawValues(row: Int, on canvas: inout Canvas) {
    drawNumbers(label: "× v", row: row, on: &canvas) { token in
      (scoreText(Double(analysis.values[token].first ?? 0)), .plain)
    }
  }

  /// What a single value comes to with its weight, which stand above, and at the end the sum of the
  /// products, the blended value.
  ///
  ///     α      0.500   0.300
  ///     × v     3.00    7.00
  ///     =      1.500   2.100    Σ 3.600
  package func drawProducts(row: Int, on canvas: inout Canvas) {
    if instruments.shows(.products) {
      drawNumbers(label: "=", row: row, on: &canvas) { token in
        let value = Double(analysis.values[token].first ?? 0)
        return (productText(value * analysis.row.weights[token]), .plain)
      }
    }
    guard instruments.shows(.sum) else { return }
    let sum = " Σ \(productText(Double(analysis.blend.first ?? 0)))"
    let end = window.places.last?.columns.upperBound ?? Self.margin
    let column = min(end, canvas.size.columns - displayWidth(of: canvas.glyphs.spelled(sum)))
    canvas.write(sum, row: row, column: column, style: .heading)
  }

  /// A value with no more decimals than it needs.
  private func valueText(_ value: Float) -> String {
    value == value.rounded() ? decimal(value, places: 0) : scoreText(Double(value))
  }

  /// A product in at most six columns.
  private func productText(_ number: Double) -> String {
    abs(number) < 9.9995 ? decimal(number, places: 3) : scoreText(number)
  }

  /// The weights as if the tokens that are hidden were not there.
  package func drawRenormalized(row: Int, on canvas: inout Canvas) {
    let weights = analysis.row.renormalized
    drawNumbers(label: "α÷Σ", row: row, on: &canvas) { (weightText(weights[$0]), .plain) }
  }

  /// What each weight gained or lost since the original; nothing where it is the same.
  package func drawChanges(row: Int, on canvas: inout Canvas) {
    drawNumbers(label: counted == nil ? "±" : "±α", row: row, on: &canvas) { token in
      let change = analysis.row.weights[token] - analysis.original.weights[token]
      let text = changeText(change)
      return (text, change > 0 ? .more : .less)
    }
  }

  /// How far an edit moved each token's final vector: 1 − the cosine between before and after.
  package func drawMoves(row: Int, on canvas: inout Canvas) {
    guard let shift = analysis.finalShift else { return }
    drawNumbers(label: "moved", row: row, on: &canvas) { token in
      let moved = shift.distance(token)
      return moved == 0 ? ("", .plain) : (weightText(moved), .plain)
    }
  }

  /// The scores that softmax gets, before the temperature; edited ones stand out.
  package func drawScores(row: Int, on canvas: inout Canvas) {
    drawNumbers(label: "score", row: row, on: &canvas) { token in
      let score = analysis.row.scores[token]
      let change = sentence.change(key: token)
      let isEdited = change != nil
      if change?.isMasked ?? false { return ("mask", .less) }
      return (scoreText(score), isEdited ? .heading : .faint)
    }
  }

  private func drawNumbers(
    label: String, row: Int, on canvas: inout Canvas, number: (Int) -> (String, Style)
  ) {
    canvas.write(label, row: row, endingAt: Self.margin - 1, style: .faint)
    for place in window.places {
      let (text, style) = number(place.token)
      canvas.mark(.token(place.token), row: row, columns: place.columns)
      canvas.write(text, row: row, endingAt: place.columns.lowerBound + 6, style: style)
    }
  }
}
