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

/// The text above, the task below, and between them what the page shows.
private func drawPage(of lesson: Lesson, rows: Range<Int>, on canvas: inout Canvas) {
  let width = min(canvas.size.columns - 2, Screen.widestText)
  var row = rows.lowerBound
  for line in wrapped(lesson.page.text.shown, width: width, lines: canvas.size.rows / 3) {
    canvas.write(line, row: row, column: 1)
    row += 1
  }
  let task = taskLines(of: lesson, width: width)
  let end = max(row, rows.upperBound - task.count)
  for (line, taskRow) in zip(task, end..<rows.upperBound) {
    canvas.write(line.text, row: taskRow, column: 1, style: line.style)
  }
  guard lesson.explorer != nil, row < end else { return }
  guard end - row > RowHeights.fewest else {
    canvas.write("a taller window shows the live sentence", row: row, column: 1, style: .faint)
    return
  }
  canvas.fill(canvas.glyphs.rule, row: row, columns: 0..<canvas.size.columns, style: .faint)
  let body = row + 1..<end
  if case .watch(let playback) = lesson.work {
    drawFigure(of: playback, rows: body, on: &canvas)
  } else if let explorer = lesson.explorer {
    drawView(of: explorer, rows: body, on: &canvas)
  }
}

private typealias Line = (text: String, style: Style)

/// What is to be done, whether it was, and what there is to say about it.
private func taskLines(of lesson: Lesson, width: Int) -> [Line] {
  var lines: [Line] = []
  switch lesson.work {
  case .read, .finished: break
  case .act(let goal, let isDone):
    lines += wrapped((isDone ? "✓ " : "▸ ") + goal.say.shown, width: width, lines: 3).map {
      ($0, isDone ? .more : .heading)
    }
  case .answer(let question, let chosen):
    lines += questionLines(question, chosen: chosen, width: width)
  case .watch(let playback):
    let said = wrapped(playback.say.shown, width: width, lines: 4)
    // As high as the longest that is said, so that the figure stays where it is.
    let height = playback.everythingSaid.map {
      wrapped($0.shown, width: width, lines: 4).count
    }.max()
    lines += said.map { ($0, .heading) }
    lines += Array(repeating: ("", .plain), count: (height ?? 0) - said.count)
  }
  let said = lesson.message ?? lesson.explorer?.message?.text
  return lines + wrapped(said ?? "", width: width, lines: 2).map { ($0, .query) }
}

private func questionLines(_ question: Lessons.Question, chosen: Int?, width: Int) -> [Line] {
  var lines: [Line] = wrapped(question.text.shown, width: width, lines: 3).map { ($0, .heading) }
  for (place, option) in question.options.enumerated() {
    let isRight = place == question.right
    let isChosen = chosen == place
    let mark = isChosen ? (isRight ? " ✓" : " ✗") : ""
    let style: Style = isChosen ? (isRight ? .more : .less) : .plain
    lines += wrapped("\(place + 1)  \(option.text.shown)\(mark)", width: width, lines: 2).map {
      ($0, style)
    }
  }
  guard let chosen else { return lines }
  return lines
    + wrapped(question.options[chosen].reply.shown, width: width, lines: 3).map { ($0, .query) }
}

/// What comes after the last page: how many answers were right, and where to look again.
private func drawEnd(of lesson: Lesson, rows: Range<Int>, on canvas: inout Canvas) {
  var lines: [Line] = [("This was the last page.", .plain)]
  let score = lesson.score
  if score.of > 0 {
    lines += [("", .plain), ("\(score.right) of \(score.of) right at once", .heading)]
    if score.answered < score.of {
      lines.append(("\(score.of - score.answered) were not answered this time", .faint))
    }
    lines.append(("", .plain))
    let again = lesson.chaptersToSeeAgain
    lines.append(
      (again.isEmpty ? "Nothing is left to see again." : "See again:", .plain))
    lines += again.map { ("  \($0 + 1)  \(lesson.chapters[$0].title.shown)", .heading) }
  }
  lines += [
    ("", .plain), ("attnviz alone opens sentences to explore; ? there lists all keys.", .faint),
  ]
  if let message = lesson.message { lines.append((message, .query)) }
  for (row, line) in zip(rows.dropFirst(), lines) {
    canvas.write(line.text, row: row, column: 1, style: line.style)
  }
}
