import Screen
import Views
import Canvas
import AttentionCore
import Explorer
import Models
import Text

/// Writes one sentence as `attnviz print` writes it for a person, each row when it is read.
///
/// - Parameters:
///   - queries: the tokens whose rows are printed.
///   - allHeads: whether these are in every head, not in the one shown alone.
///   - counting: what the weights count for, in a column of its own where that is not the weights alone.
///   - write: takes whole lines, a part after the other.
public func printedText(
  of sentence: Sentence, queries: [Int], allHeads: Bool = false, counting: Counting = .weights,
  glyphs: Glyphs, to write: (String) throws -> Void
) rethrows {
  let text = { (lines: [String]) in lines.map { glyphs.spelled($0) + "\n" }.joined() }
  try write(text(heading(of: sentence)))
  let heads = allHeads ? sentence.source.allHeads : [sentence.head]
  var counted = CountedHeads(counting, sentence)
  for analysis in sentence.analyses(queries: queries, heads: heads) {
    var lines = [""] + row(analysis, of: sentence, counted.row(of: analysis), glyphs: glyphs)
    // What the query ends with is the same in all heads: it is said once, after the last.
    if heads.count == 1 {
      lines += meaning(analysis, of: sentence)
    } else if analysis.head == heads.last {
      let query = sentence.tokens[analysis.row.query].text.shown
      lines += [
        "", "query \(glyphs.query) \(query) (\(analysis.row.query))   after the last layer",
      ]
      lines += meaning(analysis, of: sentence)
    }
    try write(text(lines))
  }
}

private func heading(of sentence: Sentence) -> [String] {
  let title = sentence.scene.title.map { [$0.shown] } ?? []
  let cut =
    sentence.unread > 0
    ? ["cut to \(sentence.count) of \(sentence.count + sentence.unread) tokens"] : []
  let model = sentence.source.runs ? [modelText(of: sentence.model)] : []
  let order = readingNote(of: sentence).map { [$0] } ?? []
  let edits = sentence.edits.map { SafeText($0.text).shown }
  let ablations = sentence.ablations.map { SafeText($0.text).shown }
  let patches = sentence.patches.map { SafeText($0.text).shown }
  let beside =
    (sentence.scene.second ?? sentence.besideText).map { text in
      [(sentence.scene.second == nil ? "beside  " : "read with  ") + text.shown]
    } ?? []
  return title + [sentence.scene.sentence.shown] + order + model + cut
    + (edits.isEmpty ? [] : ["edits  " + edits.joined(separator: "  ")])
    + (ablations.isEmpty ? [] : ["ablations  " + ablations.joined(separator: "  ")])
    + beside + (patches.isEmpty ? [] : ["patches  " + patches.joined(separator: "  ")])
}

/// What read the sentence: `model all-MiniLM-L6-v2   bert   6 layers × 12 heads`.
private func modelText(of model: LanguageModel) -> String {
  let shape = "\(model.shape.layers) layers × \(model.shape.heads) heads"
  return "model \(SafeText(model.name).shown)   \(model.transformer.type)   \(shape)"
}

private func row(
  _ analysis: RowAnalysis, of sentence: Sentence, _ counted: (numbers: [Float], name: String)?,
  glyphs: Glyphs
) -> [String] {
  let tokens = sentence.tokens.map(\.text.shown)
  let interventions = sentence.interventions
  let width = min(24, max(5, tokens.map { displayWidth(of: $0) }.max() ?? 5))
  let changed = interventions != sentence.original
  let query = tokens[analysis.row.query]
  // What weights count for is a share, and drawn as one.
  let top = counted == nil ? BarScale(analysis, earlier: nil).top : 1
  var lines = [
    "query \(glyphs.query) \(query) (\(analysis.row.query))   source \(analysis.origin.rawValue)"
      + (sentence.source.hasHeads ? " \(analysis.head)" : "")
      + "   temperature \(temperatureText(interventions.temperature.value))"
      + (interventions.isCausal ? "   causal" : "")
      + "   entropy \(decimal(analysis.row.entropy, places: 3)) nats"
      + (top == 1 ? "" : "   a full bar is \(shortest(top))"),
    "      " + leftAligned("token", width) + "    score  weight"
      + (counted.map { "  " + $0.name } ?? "") + (changed ? "  change" : "")
      + (analysis.finalShift == nil ? "" : "   moved"),
  ]
  for (place, token) in tokens.enumerated() {
    let weight = analysis.row.weights[place]
    let change = weight - analysis.original.weights[place]
    let share = counted.map { Double($0.numbers[place]) } ?? weight
    let bar = bar(ofShare: share / top, glyphs)
    let line =
      rightAligned("\(place)", 4) + "  " + leftAligned(glyphs.clipped(token, to: width), width)
      + rightAligned(decimal(analysis.row.scores[place], places: 2), 9)
      + rightAligned(weightText(weight), 8)
      + (counted.map {
        rightAligned(weightText(Double($0.numbers[place])), displayWidth(of: $0.name) + 2)
      } ?? "")
      + (changed ? rightAligned(changeText(change), 8) : "")
      + (analysis.finalShift.map { rightAligned(weightText($0.distance(place)), 8) } ?? "")
    lines.append(share > 0 ? line + "  " + bar : line)
  }
  lines.append(
    "      Σα \(decimal(analysis.row.sum, places: 3))"
      + (analysis.blend.isEmpty ? "" : "   a(\(query)) = Σ α·v"))
  if let flaw = analysis.flaw { lines.append("      this row: \(flaw)") }
  return lines
}

/// A bar of at most 24 columns, in eighths of one; an eighth at least.
private func bar(ofShare share: Double, _ glyphs: Glyphs) -> String {
  let eighths = share.isFinite ? max(1, Int((min(1, share) * 24 * 8).rounded())) : 0
  let whole = String(repeating: glyphs.growing[8], count: eighths / 8)
  return eighths % 8 == 0 ? whole : whole + String(glyphs.growing[eighths % 8])
}

/// The end of a scale under 1 with no more decimals than it needs.
private func shortest(_ top: Double) -> String {
  decimal(top, places: top < 0.01 ? 3 : top < 0.1 ? 2 : 1)
}

/// What the query means, and how near the probes are to that.
private func meaning(_ analysis: RowAnalysis, of sentence: Sentence) -> [String] {
  var lines: [String] = []
  if analysis.row.sum == 0, analysis.final == nil {
    lines.append("      every score is masked, so there is nothing to attend to")
  } else if !analysis.nearest.isEmpty {
    if let shift = analysis.finalShift {
      lines.append(
        "      final vector of \(sentence.tokens[analysis.row.query].text.shown): cos to before the edits "
          + decimal(shift.cosines[analysis.row.query], places: 3))
      lines.append("      before   " + words(analysis.originalNearest))
      lines.append("      now      " + words(analysis.nearest))
    } else {
      let what = analysis.final == nil ? "nearest" : "final vector near"
      lines.append("      \(what)  " + words(analysis.nearest))
    }
  } else if analysis.lacksWords {
    lines.append("      nearest  \(noWords)")
  } else if !analysis.blend.isEmpty, analysis.blend.count <= 12 {
    lines.append("      blend    " + numbers(of: analysis.blend, in: sentence))
  }
  if let prediction = analysis.prediction {
    let next = prediction.candidates.prefix(RowAnalysis.nearestCount).map {
      let number = prediction.kind.isNumber ? $0.now.logit : $0.now.probability
      return "\($0.token.text.shown) \(decimal(number, places: 3))"
    }
    let name = prediction.word
    lines.append(
      "      " + name + String(repeating: " ", count: 9 - name.count) + next.joined(separator: "  ")
    )
    if let pair = prediction.pair {
      lines.append("      pair     " + pairText(pair, isEdited: analysis.isEdited))
    }
  }
  lines += analysis.probes.map { probe in
    let word = "      probe    \(probe.word.shown)  "
    guard let cosines = probe.cosines else { return word + "not in the vocabulary" }
    return word + (analysis.final == nil ? "own v " : "alone ") + decimal(cosines.own, places: 3)
      + (analysis.isEdited ? "  before \(decimal(cosines.before, places: 3))  now" : "  here")
      + " \(decimal(cosines.now, places: 3))"
  }
  return lines
}

private func words(_ neighbors: [WordVectors.Neighbor]) -> String {
  neighbors.map { "\($0.word) \(decimal($0.cosine, places: 3))" }.joined(separator: "  ")
}

private func numbers(of blend: [Float], in sentence: Sentence) -> String {
  blend.enumerated().map { dimension, number in
    let name = sentence.dimensionName(dimension)?.shown
    return (name.map { $0 + " " } ?? "") + decimal(number, places: 3)
  }.joined(separator: "  ")
}
