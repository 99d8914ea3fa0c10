import Canvas
import AttentionCore
import Explorer
import Text

/// Draws where the explorer stands: the query, the key token, how far edits reach, and what holds
/// for every score.
package func drawStatus(of explorer: Explorer, row: Int, on canvas: inout Canvas) {
  let instruments = explorer.instruments
  guard showsStatus(of: explorer) else { return }
  let sentence = explorer.sentence
  let glyphs = canvas.glyphs
  let interventions = sentence.interventions
  let entropy = decimal(explorer.analysis.row.entropy, places: 2)
  let temperature = temperatureText(interventions.temperature.value)
  let isShort = canvas.size.columns < (sentence.source.hasHeads ? 100 : 60)
  let right =
    (instruments.shows(.reach) ? reachText(of: sentence).map { $0 + "   " } ?? "" : "")
    + (interventions.isCausal ? "causal   " : "")
    + (instruments.shows(.entropy) && canvas.size.columns >= 60 ? "entropy \(entropy) nats   " : "")
    + (instruments.shows(.temperature)
      ? (isShort ? "T \(temperature) " : "temperature \(temperature) ") : "")
  canvas.write(right, row: row, endingAt: canvas.size.columns)
  let end = canvas.size.columns - displayWidth(of: right) - 2
  let query = sentence.tokens[sentence.query].text.shown
  let selected = sentence.tokens[sentence.selected].text.shown
  var column = 1 + canvas.write("query ", row: row, column: 1, style: .faint)
  column += canvas.write(
    "\(glyphs.query)\(glyphs.clipped(query, to: 14)) \(sentence.query) ", row: row, column: column,
    width: end - column, style: .query)
  guard end - column > 8 else { return }
  column += canvas.write("  key ", row: row, column: column, width: end - column, style: .faint)
  canvas.write(
    "\(glyphs.selected)\(glyphs.clipped(selected, to: 14)) \(sentence.selected)", row: row,
    column: column, width: end - column, style: .heading)
}

/// Whether there is anything of that to read.
package func showsStatus(of explorer: Explorer) -> Bool {
  explorer.instruments.show(anyOf: .entropy, .temperature, .reach)
}

/// How far the next edit reaches; `nil` where there is one head alone.
package func reachText(of sentence: Sentence) -> String? {
  sentence.source.hasHeads
    ? "reach \(sentence.reach.scope(at: sentence.head).name)"
      + (sentence.changesQueryAlone ? " at ◆" : "")
      + (sentence.patchedPart == .output ? "" : "   P: \(sentence.patchedPart.name)")
      + (sentence.ablations.isEmpty ? "" : "   \(sentence.ablations.count) ablated")
      + (sentence.patchedPlaces == 0 ? "" : "   \(sentence.patchedPlaces) patched") : nil
}

/// Draws a line about the pair that is held, and at its end how far the next edit reaches.
package func drawSummary(_ text: String, of sentence: Sentence, row: Int, on canvas: inout Canvas) {
  let reach = reachText(of: sentence).map { "  \($0) " } ?? ""
  canvas.write(reach, row: row, endingAt: canvas.size.columns)
  canvas.write(
    text, row: row, column: 1, width: canvas.size.columns - 1 - displayWidth(of: reach),
    style: .heading)
}

/// What sentence this is and where its scores come from: `bank, the money kind, given`.
package func sourceText(of explorer: Explorer) -> String {
  let sentence = explorer.sentence
  let origin = explorer.analysis.origin
  let row = origin == sentence.source.kind ? "" : ", this row \(origin.rawValue)"
  let name = (sentence.scene.title ?? sentence.scene.sentence).shown
  let kind = sentence.source.kind
  return "\(name), \(kind.rawValue)"
    + (sentence.source.hasHeads && explorer.instruments.shows(.head) ? " \(sentence.head)" : "")
    + row
}
