import AttentionCore
import Canvas
import Explorer
import Models
import Text

/// What each head does to the outcome: a map of layers × heads, coloured by how much the outcome changes
/// when the head is ablated. It fills in while it is computed.
package struct CausesView: View {
  package static let name = "causes"
  package static let help = "what each head does to the outcome, by ablating it"
  package static let about = """
    Where a head looks does not say whether it matters. Here each head in turn is ablated, its \
    output set to zero, and its cell shows how much that changes the outcome, violet where it \
    falls and orange where it rises: the logit difference of a pair (--pair), the probability \
    of the next token, or, in an encoder, the final vector of the query. The map fills in by itself; [ ] and { } go to a head, b to the \
    one that matters most, X ablates it, Enter shows its row. D shows instead what each head \
    adds to the logit itself; those shares and the other parts' add up to it. Where a sentence \
    stands beside (--beside, or the next one), D again shows how much of the outcome there each \
    head's output at the query brings back alone.
    """
  package static let letter: Character? = "H"
  /// What was found; `nil` where there are no heads.
  package private(set) var map: CausalMap?
  /// What was found by patching; `nil` where that is not shown.
  package var patching: PatchingMap? { coloring == .patching ? patched : nil }
  /// What was found by patching, shown or not: it is there when it is shown again.
  private var patched: PatchingMap?
  /// What stands beside, where that is to be shown.
  private var beside = StandingBeside.nothing
  /// What the heads are coloured by.
  package private(set) var coloring = Coloring.ablation

  /// What heads can be coloured by.
  package enum Coloring: Sendable {
    /// What their ablation does to the outcome.
    case ablation
    /// What they add to the outcome themselves.
    case shares
    /// What they bring back of the outcome in the sentence beside.
    case patching
  }

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: CausesView?) {
    map = CausalMap(sentences.current, analysis, earlier: earlier?.map)
    coloring = earlier?.coloring ?? .ablation
    if coloring == .shares { map?.findShares() }
    patched = earlier?.patched
    guard coloring == .patching else { return }
    beside = sentences.standingBeside
    patched = beside.sentence.flatMap {
      PatchingMap(
        .heads, sentences.current, analysis, beside: $0, earlier: earlier?.patched)
    }
  }

  package static func isShown(by command: Command) -> Bool { command == .switchShares }

  package var work: ViewWork? {
    if let work = beside.work { return work }
    if let patching { return patching.work.map { work in ViewWork { work.done() } } }
    return map?.work.map { work in ViewWork { work.done() } }
  }

  package var progress: String? {
    if let patching {
      return patching.isComplete
        ? nil : "so far \(patching.values.count) of \(patching.sites.count)"
    }
    guard let map, !map.isComplete, coloring == .ablation else { return nil }
    return "so far \(map.effects.count) of \(map.headCount)"
  }

  package mutating func take(_ found: any Sendable) {
    if let found = found as? CausalMap.Found { map?.take(found) }
    if let found = found as? PatchingMap.Found { patched?.take(found) }
  }

  package mutating func carryOut(
    _ command: Command, isOpening: Bool, in sentences: inout OpenSentences
  ) -> ViewOutcome? {
    switch command {
    case .switchShares:
      let wereShares = coloring == .shares && !isOpening
      switch coloring {
      case _ where isOpening: coloring = .shares
      case .ablation: coloring = .shares
      case .patching: coloring = .ablation
      case .shares:
        switch sentences.standingBeside {
        case .nothing: coloring = .ablation
        case .unread, .read: coloring = .patching
        case .impossible(let error):
          coloring = .ablation
          return .tells(.problem(error.description))
        }
      }
      if coloring == .shares { map?.findShares() }
      return wereShares && coloring == .ablation ? .tells(.nothingBeside) : .stays
    case .sentence(.selectBestHead):
      let patched = patching?.sorted.first?.place
      guard
        let head = patched.flatMap({ place in
          place.head.map { HeadID(layer: place.layer, index: $0) }
        }) ?? map?.sorted.first
      else { return nil }
      sentences.current.show(head: head)
      if let patching {
        return patching.isComplete ? .stays : .tells(.best(of: patching.values.count))
      }
      return map?.isComplete == false ? .tells(.best(of: map?.effects.count ?? 0)) : .stays
    case .sentence(.makeQuery): return .leaves
    default: return nil
    }
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let sentence = explorer.sentence
    guard let map else {
      return drawNothingRuns(in: sentence, on: &canvas)
    }
    if coloring == .patching, patching == nil {
      return drawNothingBeside(sentence, beside, on: &canvas)
    }
    HeadMap(measure(map, of: sentence), nil, of: sentence, size: canvas.size, glyphs: canvas.glyphs)
      .draw(on: &canvas) { canvas in
        if let patching {
          PatchingPanel(map: patching, held: site(of: sentence.head, in: patching)) {
            HeadID(layer: $0.place.layer, index: $0.place.head ?? 0).description
          }.draw(on: &canvas)
        } else if let shares {
          SharePanel(shares, of: sentence).draw(on: &canvas)
        } else {
          CausePanel(map, of: sentence).draw(on: &canvas)
        }
      }
  }

  /// What the heads add themselves; `nil` where that is not shown, or can't be told.
  private var shares: CausalMap.Shares? { coloring == .shares ? map?.shares : nil }

  private func site(of head: HeadID, in patching: PatchingMap) -> Patch.Site? {
    patching.sites.first.map { Patch.Site(Patch.Place(.output, at: head), token: $0.token) }
  }

  private func measure(_ map: CausalMap, of sentence: Sentence) -> HeadMeasure {
    let heads = sentence.source.allHeads
    if let patching {
      let shares = heads.map { site(of: $0, in: patching).flatMap(patching.share) }
      return HeadMeasure(
        changes: "patched: share of " + patching.outcome.name, note: progress,
        top: max(1, shares.compactMap { $0.map(abs) }.max() ?? 1), shares)
    }
    if let shares = shares?.parts.heads.joined().map(Double.init) {
      return HeadMeasure(
        changes: "share of " + map.outcome.logitName, note: nil,
        top: shares.map(abs).max() ?? 0, shares)
    }
    let changes = heads.map(map.change)
    return HeadMeasure(
      changes: "ablated: " + map.outcome.name,
      note: coloring == .shares ? "no shares can be told here" : progress,
      top: changes.compactMap { $0.map(abs) }.max() ?? 0, changes,
      isSigned: map.outcome != .distance)
  }
}

extension HeadMeasure {
  /// - Parameter changes: one for each head; `nil` where it is not known yet.
  fileprivate init(
    changes name: String, note: String?, top: Double, _ changes: [Double?], isSigned: Bool = true
  ) {
    let end = decimal(top, places: top == 1 ? 0 : 2)
    self.init(
      name: name, note: note, top: max(top, 1e-6), least: isSigned ? "−" + end : "0",
      scale: isSigned ? "+" + end : end, isSigned: isSigned,
      cells: changes.map { .init(value: $0 ?? 0, texts: $0.map(changeTexts) ?? []) })
  }
}

extension CausalMap.Outcome {
  /// The logit, or the difference of logits, in which the heads have shares.
  package var logitName: String {
    if case .probability(let token) = self { return "logit \(token.text.shown)" }
    return name
  }

  /// What is looked at, as the screen says it.
  package var name: String {
    switch self {
    case .pair(let first, let second): "Δlogit \(first.text.shown) − \(second.text.shown)"
    case .probability(let token): "p(\(token.text.shown))"
    case .number(let token): token.text.shown
    case .distance: "the final vector"
    }
  }
}

/// A change with its sign, and without it where that has no room.
private func changeTexts(_ change: Double) -> [String] {
  let text = shortChangeText(change)
  return text.count > 1 ? [text, String(text.dropFirst())] : [text]
}

/// A change with its sign in four columns: `−3.9`, `+.02`; `·` where it is next to nothing.
func shortChangeText(_ change: Double) -> String {
  let sign = change < 0 ? "−" : "+"
  let size = abs(change)
  if size < 0.005 { return "·" }
  if size < 0.995 { return sign + String(decimal(size, places: 2).dropFirst()) }
  return sign + decimal(size, places: size < 9.95 ? 1 : 0)
}

/// The head under the cursor with its exact value, and the heads that matter most.
private struct CausePanel {
  private let map: CausalMap
  private let sentence: Sentence

  init(_ map: CausalMap, of sentence: Sentence) { (self.map, self.sentence) = (map, sentence) }

  func draw(on canvas: inout Canvas) {
    let rows = canvas.size.rows
    let head = sentence.head
    guard rows > 1 else {
      return drawSummary("\(head)  \(text(head))", of: sentence, row: 0, on: &canvas)
    }
    canvas.write("\(head)", row: 0, column: 0, style: .selected)
    canvas.write(text(head), row: 0, column: 8, width: canvas.size.columns - 8)
    canvas.write(
      "whole: \(text(of: map.whole))", row: 1, column: 0, width: canvas.size.columns, style: .faint)
    if rows > 4 {
      drawExtremes(of: map.sorted, name: \.description, on: &canvas) { map.change($0) ?? 0 }
      canvas.write("heads that matter most", row: 3, column: 0, style: .heading)
    }
    drawHeads(map.sorted, of: sentence, from: 4, on: &canvas) { map.change($0) ?? 0 }
  }

  private func text(_ head: HeadID) -> String {
    guard let effect = map.effects[head] else { return "not computed yet" }
    return text(of: effect)
  }

  private func text(of effect: CausalMap.Effect) -> String {
    var name = "Δlogit"
    if case .number(let token) = map.outcome { name = token.text.shown }
    let difference = effect.difference.map { "\(name) \(decimal($0, places: 2))" }
    let probability = effect.probability.map { "p \(decimal($0, places: 3))" }
    let parts = [difference, probability].compactMap(\.self)
    return parts.isEmpty
      ? "moved \(decimal(effect.distance, places: 3))" : parts.joined(separator: "  ")
  }
}

/// The share of the head under the cursor, the largest shares, and what all parts add up to.
private struct SharePanel {
  private let shares: CausalMap.Shares
  private let sentence: Sentence

  init(_ shares: CausalMap.Shares, of sentence: Sentence) {
    (self.shares, self.sentence) = (shares, sentence)
  }

  func draw(on canvas: inout Canvas) {
    let rows = canvas.size.rows
    let head = sentence.head
    let own = changeText(share(head))
    guard rows > 1 else {
      return drawSummary("\(head)  share \(own)", of: sentence, row: 0, on: &canvas)
    }
    canvas.write("\(head)", row: 0, column: 0, style: .selected)
    canvas.write("share \(own)", row: 0, column: 8, width: canvas.size.columns - 8)
    let attribution = shares.parts
    let sums: [(String, Float)] = [
      ("heads", attribution.heads.joined().reduce(0, +)),
      ("feed-forward", attribution.feedForward.reduce(0, +)),
      ("embedding", attribution.embedding), ("bias", attribution.bias),
      ("sum", attribution.total),
    ].filter { $0.0 != "bias" || $0.1 != 0 }
    for (row, (name, share)) in zip(2..<max(2, rows), sums) {
      canvas.write(name, row: row, column: 0, style: name == "sum" ? .heading : .plain)
      canvas.write(
        decimal(share, places: 3), row: row, endingAt: 22,
        style: name == "sum" ? .heading : .plain)
    }
    let first = 2 + sums.count + 1
    if rows > first { canvas.write("largest shares", row: first, column: 0, style: .heading) }
    drawHeads(shares.sorted, of: sentence, from: first + 1, on: &canvas, share)
  }

  private func share(_ head: HeadID) -> Double {
    Double(shares.parts.heads[head.layer][head.index])
  }
}

/// Draws the first of these heads, as many as have room from `row` on, each with its change.
private func drawHeads(
  _ sorted: [HeadID], of sentence: Sentence, from row: Int, on canvas: inout Canvas,
  _ change: (HeadID) -> Double
) {
  let top = max(sorted.first.map { abs(change($0)) } ?? 0, 1e-6)
  for (row, head) in zip(row..<max(row, canvas.size.rows), sorted) {
    let change = change(head)
    let isChosen = head == sentence.head
    canvas.mark(
      .head(layer: head.layer, index: head.index), row: row, columns: 0..<canvas.size.columns)
    canvas.write(
      (isChosen ? String(canvas.glyphs.selected) : " ") + "\(head)", row: row, column: 0,
      style: isChosen ? .heading : .plain)
    canvas.write(changeText(change), row: row, endingAt: 16, style: change > 0 ? .more : .less)
    drawGrowingBar(
      abs(change) / top, row: row, columns: 17..<max(17, canvas.size.columns - 1), on: &canvas)
  }
}
