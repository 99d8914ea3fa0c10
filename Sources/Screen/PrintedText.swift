import AttentionCore
import Explorer
import LanguageModel

/// One sentence as `attnviz print` writes it for a person.
///
/// - Parameter readings: the rows to print.
public func printedText(of sentence: Sentence, readings: [Reading], glyphs: Glyphs) -> String {
  let title = sentence.scene.title.map { [$0.shown] } ?? []
  let blocks = readings.map { block($0, of: sentence, glyphs: glyphs) }
  let cut =
    sentence.unread > 0
    ? ["cut to \(sentence.count) of \(sentence.count + sentence.unread) tokens"] : []
  let lines = title + [sentence.scene.sentence.shown] + cut + blocks.flatMap { [""] + $0 }
  return lines.map(glyphs.spelled).joined(separator: "\n")
}

private func block(_ reading: Reading, of sentence: Sentence, glyphs: Glyphs) -> [String] {
  let tokens = sentence.tokens.map(\.text.shown)
  let adjustments = sentence.adjustments
  let width = min(24, max(5, tokens.map { displayWidth(of: $0) }.max() ?? 5))
  let changed = adjustments != sentence.original
  let query = tokens[reading.row.query]
  var lines = [
    "query \(glyphs.query) \(query) (\(reading.row.query))   source \(reading.origin.rawValue)"
      + (sentence.source.kind == .model ? " \(sentence.head)" : "")
      + "   temperature \(temperatureText(adjustments.temperature))"
      + (adjustments.isCausal ? "   causal" : "")
      + "   entropy \(decimal(reading.row.entropy, places: 3)) nats",
    "      " + leftAligned("token", width) + "    score  weight" + (changed ? "  change" : "")
      + (reading.effect == nil ? "" : "   moved"),
  ]
  let top = scaleTop(for: reading.row.weights)
  for (place, token) in tokens.enumerated() {
    let weight = reading.row.weights[place]
    let change = weight - reading.original.weights[place]
    let length = weight.isFinite ? Int((weight / top * 24).rounded()) : 0
    let bar = String(repeating: glyphs.growing[8], count: length)
    let line =
      rightAligned("\(place)", 4) + "  " + leftAligned(glyphs.clipped(token, to: width), width)
      + rightAligned(decimal(reading.row.scores[place], places: 2), 9)
      + rightAligned(weightText(weight), 8)
      + (changed ? rightAligned(changeText(change), 8) : "")
      + (reading.effect.map { rightAligned(weightText($0.moved(place)), 8) } ?? "")
    lines.append(weight > 0 ? line + "  " + bar : line)
  }
  lines.append("      Σα \(decimal(reading.row.sum, places: 3))   a(\(query)) = Σ α·v")
  if reading.row.sum == 0, reading.final == nil {
    lines.append("      every score is masked, so there is nothing to attend to")
  } else if !reading.nearest.isEmpty {
    if let effect = reading.effect {
      lines.append(
        "      final vector of \(query): cos to before the edits "
          + decimal(effect.cosines[reading.row.query], places: 3))
      lines.append("      before   " + words(reading.originalNearest))
      lines.append("      now      " + words(reading.nearest))
    } else {
      let what = reading.final == nil ? "nearest" : "final vector near"
      lines.append("      \(what)  " + words(reading.nearest))
    }
  } else if reading.blend.count <= 12 {
    lines.append("      blend    " + numbers(of: reading.blend, in: sentence))
  }
  lines += reading.probes.map { probe in
    "      probe    \(probe.word.shown)  \(reading.final == nil ? "own v" : "alone") "
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
    let name = sentence.scene.dimensions?[dimension].shown
    return (name.map { $0 + " " } ?? "") + decimal(number, places: 3)
  }.joined(separator: "  ")
}
