import Canvas
import Explorer
import Scenes
import Text
import Views

/// Draws the list of the open sentences: of each its number, whether it has edits that are not saved,
/// its title and as much of its text as there is room for; behind them what did not open. What is not
/// shown is not looked at.
func drawSentenceList(
  _ list: SentenceList, of explorer: Explorer, rows: Range<Int>, on canvas: inout Canvas
) {
  let glyphs = canvas.glyphs
  let columns = canvas.size.columns
  let legend =
    "\(glyphs.point) not saved " + (explorer.problems.isEmpty ? "" : "  ✗ did not open ")
  canvas.write("open sentences", row: rows.lowerBound, column: 1, style: .heading)
  if columns >= 60 { canvas.write(legend, row: rows.lowerBound, endingAt: columns, style: .faint) }
  let body = rows.dropFirst()
  if list.count == 0 {
    canvas.write("no sentence has these words", row: body.lowerBound, column: 1)
  }
  let number = String(explorer.sentences.count).count
  let shown = lines(body.count, of: list.count, around: list.chosen)
  for (row, place) in zip(body, shown) {
    canvas.mark(.line(place), row: row, columns: 0..<columns)
    let isChosen = place == list.chosen
    let style = isChosen ? Style.selected : .plain
    if isChosen {
      canvas.fill(" ", row: row, columns: 0..<columns, style: .selected)
      canvas.write(String(glyphs.selected), row: row, column: 0, style: .selected)
    }
    let start = number + 4
    switch list[place] {
    case .problem(let problem):
      canvas.write("✗", row: row, column: number + 2, style: isChosen ? .selected : .problem)
      canvas.write(problem.description, row: row, column: start, style: style)
    case .sentence(let sentence):
      canvas.write(
        String(sentence + 1), row: row, endingAt: number + 1, style: isChosen ? .selected : .faint)
      if explorer.sentences.hasUnsavedEdits(at: sentence) {
        canvas.write(
          String(glyphs.point), row: row, column: number + 2,
          style: isChosen ? .selected : .more)
      }
      let scene = explorer.sentences.scene(at: sentence)
      let isShown = sentence == explorer.sentences.index
      let first = (scene.title ?? scene.sentence).shown
      let end =
        start
        + canvas.write(
          first, row: row, column: start, style: isChosen || !isShown ? style : .heading)
      if scene.title != nil {
        canvas.write(
          scene.sentence.shown, row: row, column: end + 2, style: isChosen ? .selected : .faint)
      }
    }
  }
}
