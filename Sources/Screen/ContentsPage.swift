import Canvas
import Lessons
import Text
import Views

/// Draws the chapters, of which one is chosen to go to; after the last page also how many answers were
/// right at once, and which chapters to see again for the others.
func drawContents(
  of lesson: Lesson, chosen: Int, isEnd: Bool, rows: Range<Int>, on canvas: inout Canvas
) {
  let score = lesson.score
  let isScored = isEnd && score.answered > 0
  let again = isScored ? lesson.chaptersToSeeAgain : []
  var said: [(text: String, style: Style)] = []
  if isEnd { said.append(("This was the last page.", .plain)) }
  if isScored {
    said.append(("\(score.right) of \(score.of) right at once", .heading))
    if score.answered < score.of {
      said.append(("\(score.of - score.answered) were not answered this time", .faint))
    }
    if again.isEmpty { said.append(("Nothing is left to see again.", .plain)) }
  }
  var end: [(text: String, style: Style)] = []
  if isEnd {
    end.append(
      ("attnviz alone opens sentences to explore; ? there lists all keys.", .faint))
  }
  if let message = lesson.message { end.append((message, .query)) }
  // Blanks between these and the chapters, where there is room for them.
  let needed = said.count + end.count + lesson.chapters.count
  let gap = rows.count >= needed + 3 ? 1 : 0
  var row = rows.lowerBound + (isEnd ? gap : 0)
  for line in said {
    canvas.write(line.text, row: row, column: 1, style: line.style)
    row += 1
  }
  row += gap
  let room = max(1, rows.upperBound - row - end.count - (end.isEmpty ? 0 : gap))
  let column = 2 + displayWidth(of: "\(lesson.chapters.count)") + 2
  for chapter in lines(room, of: lesson.chapters.count, around: chosen) {
    let isChosen = chapter == chosen
    if isChosen {
      canvas.write(String(canvas.glyphs.selected), row: row, column: 1, style: .selected)
    }
    canvas.write(
      "\(chapter + 1)", row: row, endingAt: column - 2, style: isChosen ? .heading : .faint)
    let title = canvas.write(
      lesson.chapters[chapter].title.shown, row: row, column: column,
      style: isChosen ? .selected : .plain)
    let note =
      again.contains(chapter)
      ? "see again" : chapter == lesson.place.chapter && !isEnd ? "here" : ""
    canvas.write(note, row: row, column: column + title + 2, style: .query)
    // The tenth is 0, as on the keyboard; the others are chosen by the arrows alone.
    if chapter < 10 {
      canvas.mark(
        .key(.character(Character("\((chapter + 1) % 10)"))), row: row,
        columns: 1..<column + title)
    }
    row += 1
  }
  row += end.isEmpty ? 0 : gap
  for line in end {
    canvas.write(line.text, row: row, column: 1, style: line.style)
    row += 1
  }
}
