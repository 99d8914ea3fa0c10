import Canvas
import Explorer
import Scenes
import Text

/// Draws the blended vector: beside the query's own, and by what it means.
package struct BlendPanel {
  package let sentence: Sentence
  package let analysis: RowAnalysis
  private let instruments: Instruments

  package init(_ explorer: Explorer) {
    instruments = explorer.instruments
    sentence = explorer.sentence
    analysis = explorer.analysis
  }

  private var query: String { sentence.tokens[sentence.query].text.shown }
  private var isTabular: Bool { analysis.own.count <= 12 && analysis.final == nil }
  private var hasWords: Bool { sentence.source.readout != .none }

  /// The rows that the body can use: two strips, headings and the nearest words, or a row for each
  /// dimension.
  package var rowsWanted: Int {
    let strips = instruments.shows(.blend) ? (analysis.final == nil || !hasWords ? 2 : 3) : 0
    if sentence.lacksValues { return instruments.shows(.blend) ? 2 : 0 }
    if isTabular { return instruments.shows(.blend) ? analysis.own.count : 0 }
    if let prediction = analysis.prediction {
      return strips + 1 + min(12, 1 + prediction.candidates.count)
    }
    guard hasWords, instruments.show(anyOf: .nearest, .probes) else { return min(2, strips) }
    return strips + 1 + RowAnalysis.nearestCount
  }

  /// The heading: what is summed, or what comes of it where there is room for that alone, and what the
  /// weights add up to, as computed.
  ///
  /// - Parameter above: how many rows the body has.
  package func drawHeading(row: Int, above rows: Int, on canvas: inout Canvas) {
    canvas.fill(canvas.glyphs.rule, row: row, columns: 0..<canvas.size.columns, style: .faint)
    let sumHolds = abs(analysis.row.sum - 1) < 1e-9
    let sums =
      (sentence.layout.hidesSpecial
        ? " shown \(decimal(analysis.row.sum - analysis.row.unshown, places: 3))"
          + " + hidden \(decimal(analysis.row.unshown, places: 3)) =" : "")
      + " Σα \(decimal(analysis.row.sum, places: 3)) \(sumHolds ? "✓" : "✗")"
      + "  α ≥ 0 \(analysis.row.isNonNegative ? "✓" : "✗") "
    canvas.write(
      sums, row: row, endingAt: canvas.size.columns - 2,
      style: sumHolds && analysis.row.isNonNegative ? .plain : .problem)
    let room = canvas.size.columns - displayWidth(of: canvas.glyphs.spelled(sums)) - 6
    let names =
      sentence.lacksValues
      ? [" weights of \(query) ", " weights "]
      : analysis.final == nil || showsStrips(in: rows)
        ? [" a(\(query)) = Σ α·v ", " a(\(query)) ", " a "]
        : analysis.prediction.map {
          [" \($0.name(query)) ", " \($0.shortName) ", " \($0.word) "]
        } ?? [" final vector of \(query) ", " final vector ", " final "]
    let weighed =
      showsStrips(in: rows)
      ? nil : analysis.prediction?.pair.map { " \(pairText($0, isEdited: analysis.isEdited)) " }
    let left = room - (weighed.map { displayWidth(of: canvas.glyphs.spelled($0)) + 1 } ?? 0)
    let name = names.first { displayWidth(of: canvas.glyphs.spelled($0)) <= left }
    let end =
      2
      + canvas.write(
        name ?? names[names.count - 1], row: row, column: 2, width: room, style: .heading)
    let likeness = " cos to v(\(query)) \(decimal(analysis.cosineToOwn, places: 3)) "
    if let weighed {
      canvas.write(weighed, row: row, column: end + 1, width: room + 1 - end)
    } else if analysis.final == nil || showsStrips(in: rows), analysis.own.count > 1,
      displayWidth(of: likeness) < room + 2 - end
    {
      canvas.write(likeness, row: row, column: end + 1)
    }
  }

  /// Whether the vectors themselves are shown: in a few rows what a head's output comes to in the end
  /// matters more than its own few numbers.
  private func showsStrips(in rows: Int) -> Bool {
    instruments.shows(.blend)
      && (rows >= (analysis.final == nil ? 5 : 8) || !hasWords || isTabular
        || !instruments.show(anyOf: .nearest, .probes))
  }

  /// The body: strips and words for word vectors, a table for a few dimensions of the file's own.
  package func draw(rows: Range<Int>, on canvas: inout Canvas) {
    guard !sentence.lacksValues else {
      guard instruments.shows(.blend) else { return }
      return drawCaptureNote(
        Sentence.nothingBlended, rows: rows, columns: 0..<canvas.size.columns, on: &canvas)
    }
    guard !isTabular else {
      guard instruments.shows(.blend) else { return }
      return drawDimensions(sentence, analysis, rows: rows, on: &canvas)
    }
    var words = rows
    if showsStrips(in: rows.count) {
      drawStrips(row: rows.lowerBound, on: &canvas)
      words = words.dropFirst(2)
    }
    guard hasWords, instruments.show(anyOf: .nearest, .probes) else { return }
    if analysis.final != nil, showsStrips(in: rows.count) {
      drawFinalHeading(row: words.lowerBound, on: &canvas)
      words = words.dropFirst()
    }
    let columns = canvas.size.columns
    if let prediction = analysis.prediction {
      return draw(prediction, rows: words, on: &canvas)
    }
    let isWide = columns >= 2 * beforeAndNowWidth && !analysis.probes.isEmpty
    var used = 0
    if instruments.shows(.nearest) {
      drawNearest(analysis, rows: words, columns: 0..<(isWide ? columns / 2 : columns), on: &canvas)
      used = min(words.count, analysis.nearest.count + 1)
    }
    guard instruments.shows(.probes) else { return }
    drawProbes(
      analysis, rows: isWide ? words : words.dropFirst(used),
      columns: isWide ? columns / 2..<columns : 0..<columns, on: &canvas)
  }

  /// What the model says, and beside it what the query's final vector is near to where there is room.
  private func draw(_ prediction: Prediction, rows: Range<Int>, on canvas: inout Canvas) {
    let columns = canvas.size.columns
    let table = NextTokenTable(prediction, isEdited: analysis.isEdited)
    let isWide = columns >= 100 && rows.count >= 3
    let middle = isWide ? columns * 3 / 5 : columns
    table.draw(rows: rows, columns: 0..<middle, on: &canvas)
    guard isWide else { return }
    if analysis.probes.isEmpty {
      drawNearest(analysis, rows: rows, columns: middle..<columns, on: &canvas)
    } else {
      drawProbes(analysis, rows: rows, columns: middle..<columns, on: &canvas)
    }
  }

  /// What the model ends with for the query, and how far the edits moved it.
  private func drawFinalHeading(row: Int, on canvas: inout Canvas) {
    canvas.fill(canvas.glyphs.rule, row: row, columns: 0..<canvas.size.columns, style: .faint)
    let name = canvas.glyphs.clipped(query, to: 14)
    let heading =
      analysis.prediction.map { " \($0.name(name)) " }
      ?? " final vector of \(name), after the last layer "
    let end = 2 + canvas.write(heading, row: row, column: 2, style: .heading)
    if let pair = analysis.prediction?.pair {
      canvas.write(
        " \(pairText(pair, isEdited: analysis.isEdited)) ", row: row, column: end + 1,
        width: canvas.size.columns - end - 3)
      return
    }
    guard let shift = analysis.finalShift else { return }
    let moved = " cos to before the edits \(decimal(shift.cosines[sentence.query], places: 3)) "
    guard end + displayWidth(of: moved) < canvas.size.columns else { return }
    canvas.write(moved, row: row, endingAt: canvas.size.columns - 2, style: .plain)
  }

  private func drawStrips(row: Int, on canvas: inout Canvas) {
    let label = 14
    let columns = label..<max(label, canvas.size.columns - 2)
    let strips = [analysis.own, analysis.blend].map {
      SignedStrip.strongest(of: $0, cells: columns.count)
    }
    // On the scale of v, which no edit moves.
    let top = strips[0].map(abs).max() ?? 0
    for (offset, (name, strip)) in zip(["v", "a"], strips).enumerated() {
      let word = canvas.glyphs.clipped(query, to: label - 5)
      canvas.write("\(name)(\(word))", row: row + offset, column: 1, style: .faint)
      SignedStrip.draw(cells: strip, top: top, row: row + offset, columns: columns, on: &canvas)
    }
  }
}
