import Canvas
import AttentionCore
import Explorer
import Text

/// Two sentences side by side in the same head, each with its tokens, the query's weights on them, and
/// what the query means there.
package struct PairView: View {
  package static let name = "pair"
  package static let help = "beside the next sentence, in the same head"
  package static let about = """
    This sentence and the one beside it in the same head: the one that is named (--beside), \
    or the next one, or this one before your edits. The same word in another context looks \
    elsewhere and comes to mean something else. Where activations are patched from beside (P), \
    or the sentences are not of one length, each token says which one there stands for it.
    """
  package static let letter: Character? = "C"
  /// The two.
  package private(set) var pair: SentencePair
  private let scales: (BarScale, BarScale)

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: PairView?) {
    pair = SentencePair(of: &sentences, earlier: earlier?.pair)
    scales = (
      BarScale(analysis, earlier: earlier?.scales.0),
      BarScale(pair.analysis, earlier: earlier?.scales.1)
    )
  }

  /// What unpacks the head beside, where that is of a compressed capture.
  package var work: ViewWork? { pair.other.unpacking }

  package mutating func mix(with former: PairView, share: Double) {
    pair.mix(with: former.pair, share: share)
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let rows = 0..<canvas.size.rows
    drawStatus(of: explorer, row: rows.lowerBound, on: &canvas)
    let middle = canvas.size.columns / 2
    let longest = max(explorer.sentence.tokens.count, pair.other.tokens.count)
    let body = rows.dropFirst()
    let words = min(1 + RowAnalysis.nearestCount, max(3, body.count - 1 - longest))
    let top = max(scales.0.top, scales.1.top)
    let title = (explorer.sentence.scene.title ?? explorer.sentence.scene.sentence).shown
    let other = (pair.other.scene.title ?? pair.other.scene.sentence).shown
    let differ =
      explorer.sentence.model.folder != pair.other.model.folder
      || explorer.sentence.lacksValues != pair.other.lacksValues
    Half(
      sentence: explorer.sentence, analysis: explorer.analysis, title: title,
      canBeTaken: true, namesModel: differ, beside: counterparts(in: explorer.sentence), top: top,
      columns: 0..<middle - 1
    ).draw(rows: body, words: words, on: &canvas)
    let right = middle + 1..<canvas.size.columns
    if let problem = pair.problem {
      let lines = wrapped(
        canvas.glyphs.spelled(problem.description), width: right.count - 2, lines: body.count)
      for (row, line) in zip(body, lines) {
        canvas.write(line, row: row, column: right.lowerBound + 1, style: .problem)
      }
    } else {
      Half(
        sentence: pair.other, analysis: pair.analysis,
        title: !pair.isBefore
          ? other : explorer.analysis.isEdited ? "before the edits" : "nothing is edited yet",
        canBeTaken: false, namesModel: differ, beside: [:], top: top, columns: right
      ).draw(rows: body, words: words, on: &canvas)
    }
    for row in body {
      canvas.write("│", row: row, column: middle - 1, style: .faint)
    }
  }
}

extension PairView {
  /// What stands beside each shown token of `sentence`: the tokens from which something is patched into
  /// it, or else, where that is not at the same place, its counterpart.
  private func counterparts(in sentence: Sentence) -> [Int: String] {
    guard let alignment = pair.alignment else { return [:] }
    var patched: [Int: Set<Int>] = [:]
    for (site, patch) in sentence.interventions.patches where patch.origin != .before {
      patched[site.token, default: []].insert(patch.token)
    }
    var counterparts: [Int: String] = [:]
    for (place, group) in sentence.layout.groups.enumerated() {
      let sources = group.flatMap { patched[$0] ?? [] }
      let others =
        sources.isEmpty && alignment.way != .byPosition
        ? group.compactMap(alignment.counterpart) : sources
      guard !others.isEmpty else { continue }
      let texts = Set(others.map(pair.other.layout.place)).sorted().map {
        pair.other.tokens[$0].text.shown
      }
      counterparts[place] = (sources.isEmpty ? "" : "← ") + texts.joined(separator: " ")
    }
    return counterparts
  }
}

private struct Half {
  let sentence: Sentence
  let analysis: RowAnalysis
  let title: String
  /// Whether it is the sentence that a person has in hand.
  let canBeTaken: Bool
  /// Whether it says what read the sentence, because another model read the other one.
  let namesModel: Bool
  /// What of the other sentence stands beside a token.
  let beside: [Int: String]
  let top: Double
  let columns: Range<Int>

  func draw(rows: Range<Int>, words: Int, on canvas: inout Canvas) {
    let list = rows.dropFirst().dropLast(words)
    let tokens = lines(list.count, of: sentence.tokens.count, around: sentence.selected)
    let hidden = sentence.tokens.count - tokens.count
    let end = hidden > 0 ? " \(hidden) more" : ""
    let room = columns.count - 3 - displayWidth(of: title + end)
    let more = source(canvas.glyphs, room: room) + end
    canvas.write(
      " \(title)", row: rows.lowerBound, column: columns.lowerBound,
      width: columns.count - 1 - displayWidth(of: more), style: .heading)
    canvas.write(more, row: rows.lowerBound, endingAt: columns.upperBound - 1, style: .faint)
    for (row, token) in zip(list, tokens) {
      draw(token, row: row, on: &canvas)
      if canBeTaken { canvas.mark(.token(token), row: row, columns: columns) }
    }
    drawMeaning(rows: rows.suffix(words), on: &canvas)
  }

  /// The model and the head, or else the kind of source; nothing where both halves have the same. Where
  /// there is no room the model gets some of the title's.
  private func source(_ glyphs: Glyphs, room: Int) -> String {
    guard namesModel else { return "" }
    let head = sentence.source.hasHeads ? " \(sentence.head)" : ""
    guard sentence.source.runs else { return " \(sentence.source.kind.rawValue)" + head }
    let name = SafeText(sentence.model.name).shown
    return " " + glyphs.clipped(name, to: max(16, room - displayWidth(of: head) - 1)) + head
  }

  /// How many columns there are for what stands beside a token.
  private static let besideWidth = 12

  /// How many columns there are for a word; its number is to have its place beside it.
  private var wordWidth: Int { min(13, columns.count - 8) }

  private func draw(_ token: Int, row: Int, on canvas: inout Canvas) {
    let start = columns.lowerBound
    let mark = sentence.mark(of: token, glyphs: canvas.glyphs)
    canvas.write(
      String(mark.glyph) + sentence.tokens[token].text.shown, row: row, column: start,
      width: wordWidth + 1, style: mark.style)
    let weight = analysis.row.weights[token]
    canvas.write(weightText(weight), row: row, column: start + wordWidth + 2)
    let bar = start + wordWidth + 8
    let end = max(bar, columns.upperBound - 1 - (beside.isEmpty ? 0 : Self.besideWidth))
    drawGrowingBar(weight / top, row: row, columns: bar..<end, on: &canvas)
    guard let text = beside[token] else { return }
    canvas.write(
      text, row: row, column: end, width: columns.upperBound - end,
      style: text.hasPrefix("←") ? .heading : .faint)
  }

  private func drawMeaning(rows: Range<Int>, on canvas: inout Canvas) {
    guard let row = rows.first else { return }
    canvas.fill(canvas.glyphs.rule, row: row, columns: columns, style: .faint)
    let query = canvas.glyphs.clipped(sentence.tokens[sentence.query].text.shown, to: 12)
    let name =
      sentence.lacksValues
      ? "weights of \(query)" : analysis.final == nil ? "a(\(query))" : "final vector of \(query)"
    canvas.write(
      " \(name) ", row: row, column: columns.lowerBound + 1, width: columns.count - 2,
      style: .heading)
    guard !sentence.lacksValues else {
      return drawCaptureNote(
        "No values were captured: there is nothing to blend.", rows: rows.dropFirst(),
        columns: columns, on: &canvas)
    }
    guard !analysis.nearest.isEmpty else {
      drawVector(
        analysis.blend, row: row + 1,
        columns: columns.lowerBound + 1..<max(columns.lowerBound + 1, columns.upperBound - 1),
        on: &canvas)
      return
    }
    drawWordBars(
      analysis.nearest, nameWidth: wordWidth, rows: rows.dropFirst(),
      columns: columns.lowerBound + 1..<columns.upperBound - 1, on: &canvas)
  }
}
