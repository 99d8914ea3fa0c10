import Text
import Canvas
import Explorer

/// Draws the probes: how near each word is to the query's own vector, to what attention made of it
/// before anything was changed, and to what it makes of it now.
package func drawProbes(
  _ analysis: RowAnalysis, rows: Range<Int>, columns: Range<Int>, on canvas: inout Canvas
) {
  guard rows.count > 1, !analysis.probes.isEmpty else { return }
  let start = columns.lowerBound + 1
  let ends = [21, 29, 37].map { start + $0 }
  canvas.write("probes", row: rows.lowerBound, column: start, style: .heading)
  let own = analysis.final == nil ? "own v" : "alone"
  for (end, name) in zip(ends, [own, "before", "now"]) {
    canvas.write(name, row: rows.lowerBound, endingAt: end, style: .faint)
  }
  for (row, probe) in zip(rows.dropFirst(), analysis.probes) {
    canvas.write(probe.word.shown, row: row, column: start, width: 14)
    guard let cosines = probe.cosines else {
      canvas.write("not in the vocabulary", row: row, endingAt: ends[2], style: .faint)
      continue
    }
    for (end, cosine) in zip(ends, [cosines.own, cosines.before, cosines.now]) {
      canvas.write(decimal(cosine, places: 3), row: row, endingAt: end)
    }
    guard analysis.isEdited, abs(cosines.now - cosines.before) >= 0.0005 else { continue }
    let rose = cosines.now > cosines.before
    canvas.write(rose ? "▲" : "▼", row: row, column: ends[2] + 1, style: rose ? .more : .less)
  }
}
