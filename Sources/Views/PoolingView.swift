import Canvas
import AttentionCore
import Explorer
import Text

/// The same vectors blended by attention and by what came before it, each with its weights over the
/// tokens, its blended vector, the words nearest to that, and how long the selected token is on its way
/// to the query.
package struct PoolingView: View {
  package static let name = "pooling"
  package static let help = "beside fixed pooling, recurrence and convolution"
  package static let about = """
    The same vectors blended in other ways: by their mean, by their maximum, by a \
    recurrent state that forgets, by a convolution over neighbours. Only attention looks \
    at what the words are.
    """
  package static let letter: Character? = "f"
  /// What attention is compared with.
  package private(set) var poolings: FixedPoolings
  /// What comes of it.
  package private(set) var comparison: PoolingComparison

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: PoolingView?) {
    poolings = earlier?.poolings ?? FixedPoolings()
    comparison = PoolingComparison(
      sentences.current, analysis: analysis, poolings: poolings, earlier: earlier?.comparison)
  }

  package static func isShown(by command: Command) -> Bool {
    switch command {
    case .moveRetention, .changeWindow: true
    default: false
    }
  }

  package mutating func carryOut(
    _ command: Command, isOpening: Bool, in sentences: inout OpenSentences
  ) -> ViewOutcome? {
    switch command {
    case .moveRetention(let steps): poolings.moveRetention(by: steps)
    case .changeWindow: poolings.changeWindow()
    default: return nil
    }
    return .stays
  }

  package mutating func mix(with former: PoolingView, share: Double) {
    comparison.mix(with: former.comparison, share: share)
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let rows = 0..<canvas.size.rows
    drawStatus(of: explorer, row: rows.lowerBound, on: &canvas)
    let sentence = explorer.sentence
    let entries = comparison.entries
    let cells = WeightCells(count: sentence.tokens.count, columns: canvas.size.columns)
    let paths = Paths(
      sentence, isMasked: explorer.analysis.row.scores[sentence.selected] == -.infinity,
      glyphs: canvas.glyphs)
    // The names go before what is dispensable.
    let names = cells.names(
      of: sentence.tokens, mostLines: min(3, rows.count - 1 - 2 * entries.count))
    let first = rows.lowerBound + 1
    if let names {
      names.draw(
        sentence.tokens, sentence.tokens.indices, selected: sentence.selected, row: first,
        columns: cells.cellColumns, on: &canvas)
    } else {
      cells.drawNames(
        of: sentence.tokens, selected: sentence.selected, row: first, on: &canvas)
    }
    let body = first + (names?.lines ?? 1)
    canvas.write("blended by", row: body - 1, column: 1, style: .faint)
    // An edit moves attention's weights alone, and not the scale.
    let fixed = entries.dropFirst().compactMap { $0.weights.max() }
    let top = scaleTop(for: fixed + [explorer.analysis.original.weights.max() ?? 0])
    // What is dispensable goes first: blanks between the ways, the blends, the signal on its way.
    var spare = rows.upperBound - body - 2 * entries.count
    let showsSignal = spare > 0 && sentence.selected < sentence.query
    spare -= showsSignal ? 1 : 0
    let showsBlends = spare >= entries.count && entries.contains { !$0.nearest.isEmpty }
    spare -= showsBlends ? entries.count : 0
    let gap = spare >= entries.count - 1 ? 1 : 0
    var row = body
    for entry in entries where row + 1 < rows.upperBound {
      canvas.write(
        wayName(entry.way), row: row, column: 1, width: WeightCells.label - 2,
        style: entry.way == .attention ? .heading : .plain)
      if entry.way == .pooling(.max), sentence.lacksValues {
        canvas.write(
          "takes the largest numbers of values, which were not captured", row: row,
          column: WeightCells.label, width: canvas.size.columns - WeightCells.label - 1,
          style: .faint)
        row += 2 + gap
        continue
      }
      cells.draw(
        entry.weights, top: top, held: entry.way == .attention ? sentence.selected : nil, row: row,
        on: &canvas)
      row += 1
      if showsSignal, case .pooling(.recurrent) = entry.way {
        canvas.write(
          "  \(canvas.glyphs.clipped(paths.selected, to: 7)) left", row: row, column: 1,
          style: .faint)
        cells.draw(comparison.signal, top: 1, row: row, on: &canvas)
        row += 1
      }
      if showsBlends {
        canvas.write("blend", row: row, column: 3, style: .faint)
        drawVector(
          entry.blend, row: row, columns: WeightCells.label..<canvas.size.columns - 1, on: &canvas)
        row += 1
      }
      drawOutcome(
        of: entry, showsBlend: !showsBlends, path: paths.text(of: entry.way), row: row, on: &canvas)
      row += 1 + gap
    }
  }
}

/// - Parameter showsBlend: whether the blend, which has no line of its own, stands here as a short
///   strip.
private func drawOutcome(
  of entry: PoolingComparison.Entry, showsBlend: Bool, path: String, row: Int,
  on canvas: inout Canvas
) {
  let end = canvas.size.columns - 1
  canvas.write(path, row: row, endingAt: end, style: .faint)
  let room =
    WeightCells
    .label..<max(
      WeightCells.label, end - displayWidth(of: canvas.glyphs.spelled(path)) - 2)
  guard !entry.nearest.isEmpty else {
    return drawVector(entry.blend, row: row, columns: room, on: &canvas)
  }
  if showsBlend {
    drawVector(entry.blend, row: row, columns: 3..<WeightCells.label - 2, on: &canvas)
  } else {
    canvas.write("nearest", row: row, column: 3, style: .faint)
  }
  drawNearestLine(entry.nearest, row: row, columns: room, on: &canvas)
}

private func wayName(_ way: PoolingComparison.Way) -> String {
  switch way {
  case .attention: "attention"
  case .pooling(.mean): "mean"
  case .pooling(.max): "maximum"
  case .pooling(.recurrent(let retention)): "recurrent \(shortDecimal(retention))"
  case .pooling(.convolution(let window)): "convolution \(window)"
  }
}

/// A number between 0 and 1 with one or two decimals: `0.5`, `0.95`.
private func shortDecimal(_ number: Double) -> String {
  let tenths = number * 10
  return decimal(number, places: abs(tenths - tenths.rounded()) < 1e-9 ? 1 : 2)
}

/// How the selected token gets to the query, in words.
private struct Paths {
  let selected: String
  private let key, query: Int
  /// Whether the key is masked for the query.
  private let isMasked: Bool
  private let arrow: String

  init(_ sentence: Sentence, isMasked: Bool, glyphs: Glyphs) {
    self.isMasked = isMasked
    selected = sentence.tokens[sentence.selected].text.shown
    (key, query) = (sentence.selected, sentence.query)
    arrow = "\(glyphs.selected)\(glyphs.isASCII ? "->" : "→")\(glyphs.query) "
  }

  func text(of way: PoolingComparison.Way) -> String {
    guard key != query else { return "" }
    switch way {
    case .attention: return arrow + (isMasked ? "cut off" : "1 step")
    case .pooling(let pooling):
      guard let steps = pooling.steps(from: key, to: query) else {
        return arrow + "never: read later"
      }
      switch pooling {
      case .mean, .max: return arrow + "1 step"
      case .recurrent(let retention):
        let left = retained(retention, steps: steps)
        return arrow + counted(steps, "step")
          + ", \(left < 0.000005 ? "<.00001" : decimal(left, places: left < 0.001 ? 5 : 3)) left"
      case .convolution: return arrow + counted(steps, "layer")
      }
    }
  }

  private func counted(_ count: Int, _ unit: String) -> String {
    "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}
