import Text
import Views
import Canvas
import Explorer
import Lessons

/// Draws the rows of weights that are there so far, in the order in which they are computed.
func drawComputedRows(
  _ computed: ComputedRows, of playback: Playback, rows: Range<Int>, on canvas: inout Canvas
) {
  let sentence = playback.explorer.sentence
  let count = computed.count(at: playback.progress)
  let cells = WeightCells(count: sentence.tokens.count, columns: canvas.size.columns)
  let top = scaleTop(for: [computed.largest])
  cells.drawNames(of: sentence.tokens, row: rows.lowerBound, on: &canvas)
  let room = rows.dropFirst().dropLast()
  let newest = count > 0 ? computed.places[count - 1] : nil
  let shown = lines(room.count, of: sentence.tokens.count, around: newest ?? 0)
  for (row, query) in zip(room, shown) {
    let isNewest = query == newest && playback.progress < 1
    canvas.write(
      "\(isNewest ? canvas.glyphs.selected : " ")\(sentence.tokens[query].text.shown)", row: row,
      column: 1, width: WeightCells.label - 2, style: isNewest ? .selected : .plain)
    if computed.holds(query, count: count) {
      cells.draw(computed.weights[query], top: top, row: row, on: &canvas)
    }
  }
  guard playback.progress == 1 else { return }
  let time = count < fewestTimed ? "" : " in \(decimal(computed.seconds * 1000, places: 1)) ms"
  let outcome =
    computed.difference.map {
      "largest difference to the rows computed downwards: \($0 == 0 ? "0" : "\($0)")"
        + (time.isEmpty ? "" : "; all \(count) rows" + time)
    } ?? "all \(count) rows are there" + time
  canvas.write(outcome, row: rows.upperBound - 1, column: 1, style: .done)
}

/// So many rows at least take a time that a clock can tell.
private let fewestTimed = 100
