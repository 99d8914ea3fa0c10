import Views
import Canvas
import AttentionCore
import Explorer
import Lessons
import Text

/// Slow at both ends, so that a movement is seen to begin and to arrive.
private func eased(_ progress: Double) -> Double { progress * progress * (3 - 2 * progress) }

/// Every word with its vector, its weight, and the sum that they grow into.
struct BlendingFigure {
  /// The columns of the names, and those of the weights at the right.
  static let name = 14
  static let weight = 18

  private let playback: Playback
  private let blend: PartialBlend
  /// What is in the sum: while a vector is under way, not yet that one.
  private let total: PartialBlend.Total
  private let sentence: Sentence
  private let analysis: RowAnalysis
  private let strip: Range<Int>
  /// Whether vectors are strips, not numbers.
  private let isLong: Bool

  init(_ playback: Playback, _ blend: PartialBlend, columns: Int) {
    self.playback = playback
    self.blend = blend
    total = playback.progress < 1 ? blend.before : blend.total
    sentence = playback.explorer.sentence
    analysis = playback.explorer.analysis
    strip = Self.name..<max(Self.name, columns - Self.weight)
    isLong = analysis.values.columns > mostNumbersWritten
  }

  func draw(rows: Range<Int>, on canvas: inout Canvas) {
    var body = rows
    if playback.namesSymbols {
      drawFormula(row: body.lowerBound, on: &canvas)
      body = body.dropFirst()
    }
    let words = sentence.source.readout == .blend ? 3 : 2
    let room = body.dropLast(words)
    let keys = lines(room.count, of: sentence.tokens.count, around: blend.last ?? 0)
    for (row, key) in zip(room, keys) { draw(key, row: row, on: &canvas) }
    let rule = room.lowerBound + keys.count
    let hidden = sentence.tokens.count - keys.count
    guard showsSum else {
      if hidden > 0 { canvas.write("… \(hidden) more", row: rule, column: 2, style: .faint) }
      return
    }
    drawSum(row: rule, on: &canvas)
    if let flying = blend.last, playback.part == .sum, playback.progress < 1,
      keys.contains(flying)
    {
      drawFlight(
        of: flying, from: room.lowerBound + flying - keys.lowerBound, to: rule + 1, on: &canvas)
    }
  }

  private func draw(_ key: Int, row: Int, on canvas: inout Canvas) {
    let isQuery = key == sentence.query
    let glyphs = canvas.glyphs
    let marks = emphasis(.i) && isQuery
    if playback.namesSymbols {
      canvas.write("\(key)", row: row, endingAt: 3, style: emphasis(.j) ? .selected : .faint)
    }
    canvas.write(
      (isQuery ? "\(glyphs.query)" : " ")
        + glyphs.clipped(
          sentence.tokens[key].text.shown, to: Self.name - (playback.namesSymbols ? 7 : 3)),
      row: row, column: playback.namesSymbols ? 4 : 1,
      style: marks ? .selected : isQuery ? .query : .plain)
    drawValue(of: key, row: row, on: &canvas)
    drawWeight(of: key, row: row, on: &canvas)
  }

  /// The key's vector: arriving from the right, fading under its weight, or gone into the sum.
  private func drawValue(of key: Int, row: Int, on canvas: inout Canvas) {
    let vector = Array(analysis.values[key])
    switch playback.part {
    case .words, .rows, .training, .unseen, .learners: return
    case .vectors:
      // One after the other, each in the time that two take.
      let count = Double(sentence.tokens.count)
      let own = playback.progress * (count + 1) / 2 - Double(key) / 2
      let away = Int((1 - eased(min(1, max(0, own)))) * Double(strip.count))
      drawStrip(vector, factor: 1, top: blend.valueScale, row: row, from: away, on: &canvas)
    case .weights:
      let part = Float(eased(playback.progress))
      let factor = 1 + (Float(analysis.row.weights[key]) - 1) * part
      drawStrip(
        vector, factor: factor,
        top: blend.valueScale + (blend.blendScale - blend.valueScale) * part, row: row, on: &canvas)
    case .sum:
      if blend.holds(key) {
        canvas.fill(
          canvas.glyphs.positive[0], row: row, columns: strip.lowerBound..<strip.upperBound - 1,
          style: .faint)
      } else {
        drawStrip(
          vector, factor: Float(analysis.row.weights[key]), top: blend.blendScale, row: row,
          on: &canvas)
      }
    case .symbol:
      drawStrip(vector, factor: 1, top: blend.valueScale, row: row, on: &canvas)
      if emphasis(.value) {
        canvas.write("v", row: row, column: strip.lowerBound - 1, style: .selected)
      }
    }
  }

  private func drawStrip(
    _ vector: [Float], factor: Float, top: Float, row: Int, from: Int = 0,
    on canvas: inout Canvas
  ) {
    let columns = strip.lowerBound + from..<max(strip.lowerBound + from, strip.upperBound - 1)
    guard isLong else {
      return drawVector(vector.map { $0 * factor }, row: row, columns: columns, on: &canvas)
    }
    let cells = SignedStrip.strongest(of: vector, cells: strip.count - 1).map { $0 * factor }
    SignedStrip.draw(cells: cells, top: top, row: row, columns: columns, on: &canvas)
  }

  private func drawWeight(of key: Int, row: Int, on canvas: inout Canvas) {
    let weight = analysis.row.weights[key]
    var part = 1.0
    switch playback.part {
    case .words, .vectors, .rows, .training, .unseen, .learners: return
    case .weights: part = eased(playback.progress)
    case .sum, .symbol: break
    }
    let style: Style = emphasis(.weight) ? .selected : .plain
    let end = strip.upperBound + 7
    canvas.write("×", row: row, column: strip.upperBound, style: .faint)
    canvas.write(decimal(weight, places: 2), row: row, endingAt: end, style: style)
    drawGrowingBar(
      part * weight / scaleTop(for: analysis.row.weights), row: row,
      columns: end + 1..<strip.upperBound + Self.weight - 1, on: &canvas)
  }

  private var showsSum: Bool {
    switch playback.part {
    case .words, .vectors, .weights, .rows, .training, .unseen, .learners: false
    case .sum, .symbol: true
    }
  }

  /// The sum as far as it has come.
  private func drawSum(row: Int, on canvas: inout Canvas) {
    let columns = canvas.size.columns
    canvas.fill(canvas.glyphs.rule, row: row, columns: 0..<columns, style: .faint)
    let query = canvas.glyphs.clipped(sentence.tokens[sentence.query].text.shown, to: 14)
    let weights = " Σα \(decimal(total.weight, places: 2)) "
    canvas.write(weights, row: row, endingAt: columns - 2)
    canvas.write(
      " a(\(query)) = Σ α·v, \(total.count) of \(sentence.tokens.count) added ", row: row,
      column: 2, width: columns - 5 - displayWidth(of: canvas.glyphs.spelled(weights)),
      style: emphasis(.sum) ? .selected : .heading)
    canvas.write(
      "a(\(query))", row: row + 1, column: 1, width: Self.name - 2,
      style: emphasis(.blend) ? .selected : .faint)
    drawStrip(total.sum, factor: 1, top: blend.blendScale, row: row + 1, on: &canvas)
    guard !total.nearest.isEmpty else { return }
    canvas.write("nearest", row: row + 2, column: 1, style: .faint)
    drawNearestLine(
      total.nearest, row: row + 2, columns: Self.name..<columns - 1, style: .heading, on: &canvas)
  }

  /// The weighted vector of `key` on its way down into the sum.
  private func drawFlight(of key: Int, from: Int, to end: Int, on canvas: inout Canvas) {
    let way = from + Int((eased(playback.progress) * Double(end - from)).rounded())
    // Over the line above the sum, which says what is in it.
    let row = way == end - 1 ? end : way
    canvas.fill(" ", row: row, columns: 0..<canvas.size.columns)
    drawWeight(of: key, row: row, on: &canvas)
    canvas.write(
      "+ " + canvas.glyphs.clipped(sentence.tokens[key].text.shown, to: Self.name - 4), row: row,
      column: 1, width: Self.name - 2, style: .heading)
    drawStrip(
      Array(analysis.values[key]), factor: Float(analysis.row.weights[key]), top: blend.blendScale,
      row: row, on: &canvas)
  }

  private func emphasis(_ symbol: Demonstration.Symbol) -> Bool {
    playback.part == .symbol(symbol)
  }

  /// The formula, with the symbol that is spoken of.
  private func drawFormula(row: Int, on canvas: inout Canvas) {
    var column = Self.name
    let write = { (text: String, symbol: Demonstration.Symbol?, canvas: inout Canvas) in
      let isNamed = symbol.map(emphasis) ?? false
      column += canvas.write(
        text, row: row, column: column, style: isNamed ? .selected : .heading)
    }
    write("a", .blend, &canvas)
    write("_i", .i, &canvas)
    write("  =  ", nil, &canvas)
    write("Σ", .sum, &canvas)
    write("_j", .j, &canvas)
    write("  ", nil, &canvas)
    write("α", .weight, &canvas)
    write("_i", .i, &canvas)
    write("j", .j, &canvas)
    write(" · ", nil, &canvas)
    write("v", .value, &canvas)
    write("_j", .j, &canvas)
  }
}
