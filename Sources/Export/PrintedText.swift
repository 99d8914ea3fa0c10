import Screen
import Views
import Canvas
import AttentionCore
import Explorer
import Models
import Text

/// One sentence as `attnviz print` writes it for a person.
///
/// - Parameter analyses: the rows to print.
public func printedText(
  of sentence: Sentence, analyses: some Sequence<RowAnalysis>, glyphs: Glyphs
) -> String {
  let title = sentence.scene.title.map { [$0.shown] } ?? []
  let blocks = analyses.map { block($0, of: sentence, glyphs: glyphs) }
  let cut =
    sentence.unread > 0
    ? ["cut to \(sentence.count) of \(sentence.count + sentence.unread) tokens"] : []
  let model = sentence.source.hasHeads ? [modelText(of: sentence.model)] : []
  let order = readingNote(of: sentence).map { [$0] } ?? []
  let lines =
    title + [sentence.scene.sentence.shown] + order + model + cut + blocks.flatMap { [""] + $0 }
  return lines.map(glyphs.spelled).joined(separator: "\n")
}

/// What read the sentence: `model all-MiniLM-L6-v2   bert   6 layers × 12 heads`.
private func modelText(of model: LanguageModel) -> String {
  return
    "model \(SafeText(model.calledName).shown)   \(model.transformer.type)   \(model.shape.layers) layers × \(model.shape.heads) heads"
}

private func block(_ analysis: RowAnalysis, of sentence: Sentence, glyphs: Glyphs) -> [String] {
  let tokens = sentence.tokens.map(\.text.shown)
  let interventions = sentence.interventions
  let width = min(24, max(5, tokens.map { displayWidth(of: $0) }.max() ?? 5))
  let changed = interventions != sentence.original
  let query = tokens[analysis.row.query]
  var lines = [
    "query \(glyphs.query) \(query) (\(analysis.row.query))   source \(analysis.origin.rawValue)"
      + (sentence.source.hasHeads ? " \(analysis.head)" : "")
      + "   temperature \(temperatureText(interventions.temperature.value))"
      + (interventions.isCausal ? "   causal" : "")
      + "   entropy \(decimal(analysis.row.entropy, places: 3)) nats",
    "      " + leftAligned("token", width) + "    score  weight" + (changed ? "  change" : "")
      + (analysis.finalShift == nil ? "" : "   moved"),
  ]
  let top = scaleTop(for: analysis.row.weights)
  for (place, token) in tokens.enumerated() {
    let weight = analysis.row.weights[place]
    let change = weight - analysis.original.weights[place]
    let length = weight.isFinite ? Int((weight / top * 24).rounded()) : 0
    let bar = String(repeating: glyphs.growing[8], count: length)
    let line =
      rightAligned("\(place)", 4) + "  " + leftAligned(glyphs.clipped(token, to: width), width)
      + rightAligned(decimal(analysis.row.scores[place], places: 2), 9)
      + rightAligned(weightText(weight), 8)
      + (changed ? rightAligned(changeText(change), 8) : "")
      + (analysis.finalShift.map { rightAligned(weightText($0.distance(place)), 8) } ?? "")
    lines.append(weight > 0 ? line + "  " + bar : line)
  }
  lines.append("      Σα \(decimal(analysis.row.sum, places: 3))   a(\(query)) = Σ α·v")
  if analysis.row.sum == 0, analysis.final == nil {
    lines.append("      every score is masked, so there is nothing to attend to")
  } else if !analysis.nearest.isEmpty {
    if let shift = analysis.finalShift {
      lines.append(
        "      final vector of \(query): cos to before the edits "
          + decimal(shift.cosines[analysis.row.query], places: 3))
      lines.append("      before   " + words(analysis.originalNearest))
      lines.append("      now      " + words(analysis.nearest))
    } else {
      let what = analysis.final == nil ? "nearest" : "final vector near"
      lines.append("      \(what)  " + words(analysis.nearest))
    }
  } else if analysis.blend.count <= 12 {
    lines.append("      blend    " + numbers(of: analysis.blend, in: sentence))
  }
  lines += analysis.probes.map { probe in
    "      probe    \(probe.word.shown)  \(analysis.final == nil ? "own v" : "alone") "
      + decimal(probe.own, places: 3)
      + (changed ? "  before \(decimal(probe.before, places: 3))  now" : "  here")
      + " \(decimal(probe.now, places: 3))"
  }
  return lines
}

private func words(_ neighbors: [WordVectors.Neighbor]) -> String {
  neighbors.map { "\($0.word) \(decimal($0.cosine, places: 3))" }.joined(separator: "  ")
}

private func numbers(of blend: [Float], in sentence: Sentence) -> String {
  blend.enumerated().map { dimension, number in
    let name = sentence.scene.vectors?.dimensions?[dimension].shown
    return (name.map { $0 + " " } ?? "") + decimal(number, places: 3)
  }.joined(separator: "  ")
}
