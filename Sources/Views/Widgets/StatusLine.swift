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
  let query = glyphs.clipped(sentence.tokens[sentence.query].text.shown, to: 14)
  let selected = glyphs.clipped(sentence.tokens[sentence.selected].text.shown, to: 14)
  let names = "query  \(query) \(sentence.query)   key  \(selected) \(sentence.selected)   "
  let reach = instruments.shows(.reach) ? reachText(of: sentence).map { $0 + "   " } ?? "" : ""
  let causal = interventions.isCausal ? "causal   " : ""
  let entropyLabel = instruments.shows(.entropy) ? "entropy \(entropy) nats   " : ""
  let temperatureLabel =
    instruments.shows(.temperature)
    ? (isShort ? "T \(temperature) " : "temperature \(temperature) ") : ""
  // The entropy gives way to the names.
  let all = names + reach + causal + entropyLabel + temperatureLabel
  let hasRoom = displayWidth(of: glyphs.spelled(all)) <= canvas.size.columns
  let right = reach + causal + (hasRoom ? entropyLabel : "") + temperatureLabel
  canvas.write(right, row: row, endingAt: canvas.size.columns)
  let end = canvas.size.columns - displayWidth(of: glyphs.spelled(right)) - 2
  var column = 1 + canvas.write("query ", row: row, column: 1, style: .faint)
  column += canvas.write(
    "\(glyphs.query)\(query) \(sentence.query) ", row: row, column: column,
    width: end - column, style: .query)
  guard end - column > 8 else { return }
  column += canvas.write("  key ", row: row, column: column, width: end - column, style: .faint)
  canvas.write(
    "\(glyphs.selected)\(selected) \(sentence.selected)", row: row,
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
      + (sentence.patchedPlaces == 0 ? "" : "   \(sentence.patchedPlaces) patched")
      + (sentence.patchNote == nil ? "" : ": reading …") : nil
}

/// Draws a line about the pair that is held, and at its end, where there is room, how far the next edit
/// reaches.
package func drawSummary(_ text: String, of sentence: Sentence, row: Int, on canvas: inout Canvas) {
  let room = canvas.size.columns - 1
  canvas.write(text, row: row, column: 1, width: room, style: .heading)
  guard let reach = reachText(of: sentence).map({ "  \($0) " }),
    displayWidth(of: canvas.glyphs.spelled(text + reach)) <= room
  else { return }
  canvas.write(reach, row: row, endingAt: canvas.size.columns)
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
