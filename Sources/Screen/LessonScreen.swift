import Views
import Canvas
import Explorer
import Lessons
import Scenes
import Text

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
    canvas.fill(glyphs.rule, row: last - 1, columns: 0..<size.columns, style: .faint)
    let body = 2..<last - 1
    switch (lesson.work, lesson.explorer?.focus) {
    case (.finished, _): drawEnd(of: lesson, rows: body, on: &canvas)
    case (_, .help(let line)?):
      if let explorer = lesson.explorer {
        drawHelp(of: explorer, from: line, rows: body, on: &canvas)
        drawMessage(of: lesson, row: last - 1, on: &canvas)
      }
    case (_, .prompt(let prompt)?):
      drawPage(of: lesson, rows: body.dropLast(), on: &canvas)
      canvas.fill(" ", row: last - 2, columns: 0..<size.columns)
      drawTypedLine(
        prompt.line, after: prompt.label, row: last - 2, columns: size.columns, on: &canvas)
      drawMessage(of: lesson, row: last - 1, on: &canvas)
    default: drawPage(of: lesson, rows: body, on: &canvas)
    }
    drawKeyLine(keys(of: lesson, glyphs), row: last, on: &canvas)
    return canvas
  }

  private static func drawMessage(of lesson: Lesson, row: Int, on canvas: inout Canvas) {
    guard let message = lesson.message else { return }
    canvas.write(" \(message) ", row: row, column: 0, width: canvas.size.columns - 2, style: .query)
  }

  /// Lines longer than this are hard to read.
  static let widestText = 100
}

private func keys(of lesson: Lesson, _ glyphs: Glyphs) -> [KeyHint] {
  if let explorer = lesson.explorer, explorer.focus != .sentence {
    return keyHints(of: explorer, glyphs)
  }
  return LessonKeys(of: lesson, inASCII: glyphs.isASCII).rows.compactMap { row in
    row.label.map { KeyHint(name: row.name, keys: row.keys.map(\.key), label: $0) }
  }
}

private func drawTitle(of lesson: Lesson, on canvas: inout Canvas) {
  let columns = canvas.size.columns
  var right =
    "chapter \(lesson.place.chapter + 1) of \(lesson.chapters.count)   page "
    + "\(lesson.place.page + 1) of \(lesson.chapter.pages.count) "
  if case .finished = lesson.work { right = "the end " }
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
  let page = PageLines(lesson, rows: rows.count, columns: canvas.size.columns, canvas.glyphs)
  let top = min(rows.lowerBound + page.above.count, rows.upperBound)
  let bottom = max(top, rows.upperBound - page.below.count)
  draw(page.above, rows: rows.lowerBound..<top, on: &canvas)
  draw(page.below, rows: bottom..<rows.upperBound, on: &canvas)
  if let message = page.message {
    let end = MarkedText.draw(
      message.runs, row: rows.upperBound, column: 1, style: message.style, on: &canvas)
    canvas.fill(" ", row: rows.upperBound, columns: end..<end + 1)
  }
  if lesson.explorer == nil, !lesson.page.picture.isEmpty {
    return drawPicture(lesson.page.picture, rows: top..<bottom, on: &canvas)
  }
  guard let explorer = lesson.explorer, bottom - top > RowHeights.fewest else {
    guard lesson.explorer != nil, top < bottom else { return }
    draw([taller], rows: top..<bottom, on: &canvas)
    return
  }
  canvas.fill(canvas.glyphs.rule, row: top, columns: 0..<canvas.size.columns, style: .faint)
  var title = sourceText(of: explorer)
  if case .watch(let playback) = lesson.work { title = playback.figureTitle }
  canvas.write(
    " \(title) ", row: top, column: 2, width: canvas.size.columns - 4, style: .faint)
  if case .watch(let playback) = lesson.work {
    drawFigure(of: playback, rows: top + 1..<bottom, on: &canvas)
  } else {
    explorer.drawSentence(rows: top + 1..<bottom, on: &canvas)
  }
}

/// The lines of a page's picture, as they are.
private func drawPicture(_ lines: [SafeText], rows: Range<Int>, on canvas: inout Canvas) {
  guard let top = rows.first else { return }
  canvas.fill(canvas.glyphs.rule, row: top, columns: 0..<canvas.size.columns, style: .faint)
  let room = rows.dropFirst()
  for (row, line) in zip(room, lines) {
    canvas.write(line.shown, row: row, column: 1, width: canvas.size.columns - 2)
  }
  if lines.count > room.count, let last = room.last {
    canvas.fill(" ", row: last, columns: 0..<canvas.size.columns)
    draw([taller], rows: last..<last + 1, on: &canvas)
  }
}

/// A line of text.
private struct Line {
  var runs: [MarkedText.Run] = []
  var style = Style.plain
  /// What it is for one who points at it.
  var spot: Spot?
}

/// What stands where there is more than fits.
private let taller = Line(
  runs: [MarkedText.Run(text: "… a taller window shows more", isMarked: false)], style: .faint)

private func draw(_ lines: [Line], rows: Range<Int>, on canvas: inout Canvas) {
  for (row, line) in zip(rows, lines) {
    let end = MarkedText.draw(line.runs, row: row, column: 1, style: line.style, on: &canvas)
    if let spot = line.spot { canvas.mark(spot, row: row, columns: 1..<end) }
  }
}

/// What is said above the live sentence and below it: as much as fits, and the most needed first.
private struct PageLines {
  private(set) var above: [Line] = []
  private(set) var below: [Line] = []
  /// What stands on the rule under it all.
  private(set) var message: Line?
  private let width: Int
  private let glyphs: Glyphs

  init(_ lesson: Lesson, rows: Int, columns: Int, _ glyphs: Glyphs) {
    width = min(columns - 2, Screen.widestText)
    self.glyphs = glyphs
    var text = lines(lesson.page.text.shown, .plain, most: max(3, rows / 3 + 1))
    var question: [Line] = []
    switch lesson.work {
    case .read, .finished: break
    case .act(let goal, let isDone):
      below = lines(
        (isDone ? "✓ " : "▸ ") + goal.say.shown, isDone ? .done : .heading, most: 3)
    case .answer(let asked, let chosen, _):
      question = self.question(asked, chosen: chosen, options: asked.options.indices)
      if let chosen, question.count + 1 > rows {
        question = self.question(asked, chosen: chosen, options: chosen..<chosen + 1)
      }
      // A blank before the question, where there is room for it.
      if rows >= 30 { question.insert(Line(), at: 0) }
    case .watch(let playback):
      below = highest(playback.everythingSaid, playback.say, .heading, most: 4)
    }
    // A message may have names from outside in it, in which an asterisk is no mark.
    let said: [Line] = wrapped(glyphs.spelled(lesson.message ?? ""), width: width, lines: 2).map {
      Line(runs: [MarkedText.Run(text: $0, isMarked: false)], style: .query)
    }
    // One line stands on the rule, so that nothing jumps for it.
    if said.count == 1 { message = said.first } else { below += said }
    // Of what does not fit, the page's text goes first; the answers that were not given went before.
    let room = max(1, rows - below.count)
    let needed = lesson.explorer == nil && lesson.page.picture.isEmpty ? 0 : 1
    if text.count + question.count + needed > room {
      text = Array(text.prefix(max(0, room - question.count - 1)))
      above = Array((text + question).prefix(room - 1)) + [taller]
    } else {
      above = text + question
    }
    below = Array(below.prefix(rows))
  }

  private func lines(_ text: String, _ style: Style, most: Int) -> [Line] {
    MarkedText(text, width: width, lines: most, glyphs: glyphs).lines.map {
      Line(runs: $0, style: style)
    }
  }

  /// One of several texts in as many lines as the longest of them has, so that what stands around it
  /// stays where it is.
  private func highest(
    _ texts: [SafeText], _ shown: SafeText?, _ style: Style, most: Int
  ) -> [Line] {
    let height = texts.map { lines($0.shown, style, most: most).count }.max() ?? 0
    let said = shown.map { lines($0.shown, style, most: most) } ?? []
    return said + Array(repeating: Line(), count: max(0, height - said.count))
  }

  /// What is asked, those of its answers that are to be shown, and what there is to say to the one
  /// that was given.
  private func question(_ question: Question, chosen: Int?, options: Range<Int>) -> [Line] {
    var asked = lines(question.text.shown, .heading, most: 3)
    for place in options {
      let option = question.options[place]
      let isRight = place == question.right
      let isChosen = chosen == place
      let mark = isChosen ? (isRight ? " ✓" : " ✗") : ""
      var answer = lines(
        "\(place + 1)  \(option.text.shown)\(mark)",
        isChosen ? (isRight ? .done : .problem) : .plain, most: 2)
      for line in answer.indices {
        answer[line].spot = .key(.character(Character("\(place + 1)")))
      }
      asked += answer
    }
    return asked
      + highest(
        question.options.map(\.reply), chosen.map { question.options[$0].reply }, .query, most: 3)
  }
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
  // Without the first blank where all of it would not fit.
  let body = said.count < rows.count ? rows.dropFirst() : rows
  for (row, line) in zip(body, said) {
    canvas.write(line.text, row: row, column: 1, style: line.style)
  }
  if said.count > body.count {
    canvas.fill(" ", row: body.upperBound - 1, columns: 0..<canvas.size.columns)
    draw([taller], rows: body.upperBound - 1..<body.upperBound, on: &canvas)
  }
}
