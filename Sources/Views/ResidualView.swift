import AttentionCore
import Canvas
import Explorer
import Text

/// Where in the network what makes the difference to the sentence beside stands: a map of layers × tokens,
/// coloured by how much of the outcome there comes back when the hidden state after the layer is that of
/// the sentence beside, at this token alone. It fills in while it is computed.
package struct ResidualView: View {
  package static let name = "residual"
  package static let help = "what each layer's hidden states bring back of the sentence beside"
  package static let about = """
    Each cell puts one hidden state of the sentence beside, after this layer at this token, in \
    the place of this sentence's, and shows how much of the outcome there it brings back: 1 is \
    all of it. The outcome is the pair's logit difference (--pair), or else what is most \
    probable beside, or in an encoder the final vector of the query. See the difference go \
    from the word where it is read to the query. It fills in by itself; { } and ← → go to a \
    cell, P patches it.
    """
  package static let letter: Character? = "R"
  /// What was found; `nil` where there is nothing beside.
  package private(set) var map: PatchingMap?
  /// What stands beside.
  private let beside: StandingBeside

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: ResidualView?) {
    beside = sentences.standingBeside
    map = beside.sentence.flatMap {
      PatchingMap(.residuals, sentences.current, analysis, beside: $0, earlier: earlier?.map)
    }
  }

  package var work: ViewWork? {
    beside.work ?? map?.work.map { work in ViewWork { work.done() } }
  }

  package var progress: String? {
    guard let map, !map.isComplete else { return nil }
    return "so far \(map.values.count) of \(map.sites.count)"
  }

  package mutating func take(_ found: any Sendable) {
    if let found = found as? PatchingMap.Found { map?.take(found) }
  }

  package mutating func carryOut(
    _ command: Command, isOpening: Bool, in sentences: inout OpenSentences
  ) -> ViewOutcome? {
    guard command == .patch else { return nil }
    return sentences.patchResidual().map(ViewOutcome.tells) ?? .stays
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let sentence = explorer.sentence
    guard let map else { return drawNothingBeside(sentence, beside, on: &canvas) }
    let columns = canvas.size.columns
    let hasPanel = columns >= 70
    let room = max(1, columns - Self.names - (hasPanel ? Self.panel + 1 : 1))
    let cell = [6, 5, 4, 3, 2].first { $0 * sentence.tokens.count <= room } ?? 4
    let tokens = lines(room / cell, of: sentence.tokens.count, around: sentence.selected)
    let names = StaggeredNames(sentence.tokens[tokens], cell: cell, mostLines: 3)
    let first = 1 + names.lines
    let layers = lines(
      max(1, canvas.size.rows - first), of: sentence.source.shape.layers,
      around: sentence.head.layer)
    let cells = Self.names..<min(columns, Self.names + tokens.count * cell)
    // The heading over the map is whole first.
    let beside = min(max(columns / 2, Self.heading), columns - Self.panel)
    let panel = hasPanel ? max(cells.upperBound + 1, beside) : columns
    drawHeading(map, width: panel - 2, on: &canvas)
    names.draw(
      sentence.tokens, tokens, selected: sentence.selected, row: 1, columns: cells, on: &canvas)
    let top = max(1, map.sorted.first.flatMap(map.share).map(abs) ?? 1)
    for (row, layer) in zip(first..<max(first, canvas.size.rows), layers) {
      let isHere = layer == sentence.head.layer
      canvas.write("L\(layer)", row: row, column: 1, style: isHere ? .selected : .faint)
      canvas.mark(
        .head(layer: layer, index: sentence.head.index), row: row, columns: 0..<Self.names)
      for (place, token) in tokens.enumerated() {
        let start = cells.lowerBound + place * cell
        canvas.mark(.token(token), row: row, columns: start..<start + cell)
        guard let share = map.share(site(layer, token, sentence)) else { continue }
        drawCell(
          .signed(Signed.step(share, top: top)), shortChangeText(share),
          isMarked: isHere && token == sentence.selected, row: row, columns: start..<start + cell,
          on: &canvas)
      }
    }
    guard hasPanel else { return }
    let held = site(sentence.head.layer, sentence.selected, sentence)
    canvas.draw(in: Rect(rows: 0..<canvas.size.rows, columns: panel..<columns)) {
      PatchingPanel(map: map, held: held) { name(of: $0, in: sentence) }.draw(on: &$0)
    }
  }

  /// The columns of the layers' names, and how many the panel beside has at least.
  private static let names = 5
  private static let panel = 34
  /// As wide as most headings are.
  private static let heading = 46

  private func site(_ layer: Int, _ token: Int, _ sentence: Sentence) -> Patch.Site {
    Patch.Site(
      Patch.Place(.residual, at: HeadID(layer: layer, index: 0)),
      token: sentence.layout.groups[token].upperBound - 1)
  }

  private func name(of site: Patch.Site, in sentence: Sentence) -> String {
    let token = sentence.sourceText(of: site.token).shown
    return "L\(site.place.layer) \(token)"
  }

  private func drawHeading(_ map: PatchingMap, width: Int, on canvas: inout Canvas) {
    let noteWidth = progress.map { $0.count + 2 } ?? 0
    let start =
      1
      + canvas.write(
        map.leadsSomewhere
          ? "hidden states patched: \(map.outcome.name)"
          : "the outcome beside is the same: there is nothing to bring back", row: 0, column: 1,
        width: width - noteWidth,
        style: .heading)
    guard let progress else { return }
    canvas.write(
      "  " + progress, row: 0, column: start, width: max(0, width - start), style: .faint)
  }
}

/// Says what is needed to patch, what hinders it, or that it is being read.
func drawNothingBeside(
  _ sentence: Sentence, _ beside: StandingBeside, on canvas: inout Canvas
) {
  guard sentence.source.runs else { return drawNothingRuns(in: sentence, on: &canvas) }
  let (text, style): (String, Style) =
    switch beside {
    case .unread: ("The model reads the sentence beside …", .faint)
    case .impossible(let error): (canvas.glyphs.spelled(error.description), .problem)
    case .nothing, .read:
      (
        "There is nothing beside this query to patch from: open a second sentence (o), or start with"
          + " --beside \"TEXT\"; C shows what stands beside.", .faint
      )
    }
  for (row, line) in zip(1..., wrapped(text, width: canvas.size.columns - 4, lines: 4)) {
    canvas.write(line, row: row, column: 2, style: style)
  }
}

/// Says that no heads can be changed here to see what comes of it.
func drawNothingRuns(in sentence: Sentence, on canvas: inout Canvas) {
  drawCaptureNote(
    sentence.source.hasHeads
      ? "These heads were captured elsewhere: nothing runs on from them, so that no head can be"
        + " ablated or patched. --source model has a model read the sentence."
      : "There are no heads of a model here; --source model has some.",
    rows: 1..<max(2, canvas.size.rows), columns: 0..<canvas.size.columns, on: &canvas)
}
