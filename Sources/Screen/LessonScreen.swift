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
    let width = min(size.columns - 2, widestText)
    drawTitle(of: lesson, on: &canvas)
    let text = wrapped(lesson.page.text.shown, width: width, lines: size.rows / 3)
    var row = 2
    for line in text {
      canvas.write(line, row: row, column: 1)
      row += 1
    }
    let last = size.rows - 1
    drawKeys(of: lesson, row: last, on: &canvas)
    canvas.fill(glyphs.rule, row: last - 1, columns: 0..<size.columns, style: .faint)
    let task = taskLines(of: lesson, width: width)
    let end = last - 1 - task.count
    for (line, taskRow) in zip(task, end..<last - 1) {
      canvas.write(line.text, row: taskRow, column: 1, style: line.style)
    }
    if let explorer = lesson.explorer, end - row > RowHeights.fewest {
      canvas.fill(glyphs.rule, row: row, columns: 0..<size.columns, style: .faint)
      drawView(of: explorer, rows: row + 1..<end, on: &canvas)
    } else if lesson.explorer != nil, row < end {
      canvas.write(
        "a taller window shows the live sentence", row: row, column: 1, style: .faint)
    }
    return canvas
  }

  /// Lines longer than this are hard to read.
  private static let widestText = 100
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

/// What is to be done, whether it was, and what there is to say about it.
private func taskLines(of lesson: Lesson, width: Int) -> [(text: String, style: Style)] {
  var lines: [(text: String, style: Style)] = []
  switch lesson.page.step {
  case .read: break
  case .act(let goal):
    let mark = lesson.isDone ? "✓ " : "▸ "
    lines += wrapped(mark + goal.say.shown, width: width, lines: 3).map {
      ($0, lesson.isDone ? .more : .heading)
    }
  case .answer(let question):
    lines += wrapped(question.text.shown, width: width, lines: 3).map { ($0, .heading) }
    for (place, option) in question.options.enumerated() {
      let isChosen = lesson.chosen == place
      let mark = isChosen ? (place == question.right ? " ✓" : " ✗") : ""
      let style: Style = isChosen ? (place == question.right ? .more : .less) : .plain
      lines += wrapped("\(place + 1)  \(option.text.shown)\(mark)", width: width, lines: 2).map {
        ($0, style)
      }
    }
    if let chosen = lesson.chosen {
      lines += wrapped(question.options[chosen].reply.shown, width: width, lines: 3).map {
        ($0, .plain)
      }
    }
  }
  let said = lesson.message ?? lesson.explorer?.message?.text
  return lines + wrapped(said ?? "", width: width, lines: 2).map { ($0, .query) }
}

private func drawKeys(of lesson: Lesson, row: Int, on canvas: inout Canvas) {
  var keys: [(name: String, label: String)] = [
    ("Space", lesson.isDone ? "go on" : "go on when done"), ("Backspace", "back"),
  ]
  if case .answer(let question) = lesson.page.step {
    keys.append(("1-\(question.options.count)", "answer"))
  }
  if lesson.explorer != nil { keys.append((canvas.glyphs.isASCII ? "<> ^v" : "←→ ↑↓", "move")) }
  if !lesson.newWords.isEmpty { keys.append(("i", "new words")) }
  keys.append(("q", "quit"))
  var column = 1
  for key in keys {
    column += canvas.write(key.name + " ", row: row, column: column, style: .key)
    column += canvas.write(key.label + "  ", row: row, column: column)
  }
}
