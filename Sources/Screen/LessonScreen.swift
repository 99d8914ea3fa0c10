import Explorer
import Lessons
import SentenceFiles

extension Screen {
  /// The screen of `lesson` at `size`: what the page says, its live sentence, what is to be done.
  public static func draw(_ lesson: Lesson, size: Size, glyphs: Glyphs) -> Canvas {
    var canvas = Canvas(size, glyphs: glyphs)
    guard hasRoom(in: size) else {
      canvas.write(
        "q quits; the lesson needs \(smallest.columns) × \(smallest.rows)", row: size.rows / 2,
        column: 0)
      return canvas
    }
    let last = size.rows - 1
    drawTitle(of: lesson, on: &canvas)
    drawKeyLine(
      LessonKeys.hints(for: lesson, inASCII: glyphs.isASCII).map { ($0.name, $0.label) }, row: last,
      on: &canvas)
    canvas.fill(glyphs.rule, row: last - 1, columns: 0..<size.columns, style: .faint)
    if case .finished = lesson.work {
      drawEnd(of: lesson, rows: 2..<last - 1, on: &canvas)
    } else {
      drawPage(of: lesson, rows: 2..<last - 1, on: &canvas)
    }
    return canvas
  }

  /// Lines longer than this are hard to read.
  static let widestText = 100
}

private func drawTitle(of lesson: Lesson, on canvas: inout Canvas) {
  let columns = canvas.size.columns
  let right =
    "chapter \(lesson.place.chapter + 1) of \(lesson.chapters.count)   page "
    + "\(lesson.place.page + 1) of \(lesson.chapter.pages.count) "
  canvas.write(right, row: 0, endingAt: columns, style: .faint)
  let room = columns - displayWidth(of: right) - 1
  let name = canvas.write(" attnviz lesson  ", row: 0, column: 0, width: room, style: .title)
  canvas.write(
    lesson.chapter.title.shown, row: 0, column: name, width: room - name, style: .heading)
  canvas.fill(canvas.glyphs.rule, row: 1, columns: 0..<columns, style: .faint)
}

/// The text, the live sentence, and under it what is to be done; a question stands above the live
/// sentence, which is what explains its answers.
private func drawPage(of lesson: Lesson, rows: Range<Int>, on canvas: inout Canvas) {
  let width = min(canvas.size.columns - 2, Screen.widestText)
  var above = lines(lesson.page.text.shown, .plain, width: width, most: canvas.size.rows / 3)
  var below: [Line] = []
  switch lesson.work {
  case .read, .finished: break
  case .act(let goal, let isDone):
    below = lines(
      (isDone ? "✓ " : "▸ ") + goal.say.shown, isDone ? .more : .heading, width: width, most: 3)
  case .answer(let question, let chosen):
    // A blank before the question, where there is room for it.
    above += rows.count >= 30 ? [([], .plain)] : []
    above += questionLines(question, chosen: chosen, width: width)
  case .watch(let playback):
    below = highest(playback.everythingSaid, playback.say, .heading, width: width, most: 4)
  }
  let said = lesson.message ?? lesson.explorer?.message?.text
  below += lines(said ?? "", .query, width: width, most: 2)
  let top = min(rows.lowerBound + above.count, rows.upperBound)
  let bottom = max(top, rows.upperBound - below.count)
  draw(above, rows: rows, on: &canvas)
  draw(below, rows: bottom..<rows.upperBound, on: &canvas)
  guard let explorer = lesson.explorer, top < bottom else { return }
  guard bottom - top > RowHeights.fewest else {
    canvas.write("a taller window shows the live sentence", row: top, column: 1, style: .faint)
    return
  }
  canvas.fill(canvas.glyphs.rule, row: top, columns: 0..<canvas.size.columns, style: .faint)
  if case .watch(let playback) = lesson.work {
    drawFigure(of: playback, rows: top + 1..<bottom, on: &canvas)
  } else {
    drawView(of: explorer, rows: top + 1..<bottom, on: &canvas)
  }
}

private typealias Line = (runs: [MarkedText.Run], style: Style)

private func lines(_ text: String, _ style: Style, width: Int, most: Int) -> [Line] {
  MarkedText(text, width: width, lines: most).lines.map { ($0, style) }
}

private func draw(_ lines: [Line], rows: Range<Int>, on canvas: inout Canvas) {
  for (row, line) in zip(rows, lines) {
    MarkedText.draw(line.runs, row: row, column: 1, style: line.style, on: &canvas)
  }
}

/// One of several texts in as many lines as the longest of them has, so that what stands around it
/// stays where it is.
private func highest(
  _ texts: [SafeText], _ shown: SafeText?, _ style: Style, width: Int, most: Int
) -> [Line] {
  let height = texts.map { lines($0.shown, style, width: width, most: most).count }.max() ?? 0
  let said = shown.map { lines($0.shown, style, width: width, most: most) } ?? []
  return said + Array(repeating: ([], .plain), count: max(0, height - said.count))
}

private func questionLines(_ question: Lessons.Question, chosen: Int?, width: Int) -> [Line] {
  var asked = lines(question.text.shown, .heading, width: width, most: 3)
  for (place, option) in question.options.enumerated() {
    let isRight = place == question.right
    let isChosen = chosen == place
    let mark = isChosen ? (isRight ? " ✓" : " ✗") : ""
    asked += lines(
      "\(place + 1)  \(option.text.shown)\(mark)", isChosen ? (isRight ? .more : .less) : .plain,
      width: width, most: 2)
  }
  return asked
    + highest(
      question.options.map(\.reply), chosen.map { question.options[$0].reply }, .query,
      width: width, most: 3)
}

/// What comes after the last page: how many answers were right, and where to look again.
private func drawEnd(of lesson: Lesson, rows: Range<Int>, on canvas: inout Canvas) {
  var said: [(text: String, style: Style)] = [("This was the last page.", .plain)]
  let score = lesson.score
  if score.of > 0 {
    said += [("", .plain), ("\(score.right) of \(score.of) right at once", .heading)]
    if score.answered < score.of {
      said.append(("\(score.of - score.answered) were not answered this time", .faint))
    }
    said.append(("", .plain))
    let again = lesson.chaptersToSeeAgain
    said.append(
      (again.isEmpty ? "Nothing is left to see again." : "See again:", .plain))
    said += again.map { ("  \($0 + 1)  \(lesson.chapters[$0].title.shown)", .heading) }
  }
  said += [
    ("", .plain), ("attnviz alone opens sentences to explore; ? there lists all keys.", .faint),
  ]
  if let message = lesson.message { said.append((message, .query)) }
  for (row, line) in zip(rows.dropFirst(), said) {
    canvas.write(line.text, row: row, column: 1, style: line.style)
  }
}
