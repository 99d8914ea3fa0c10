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
    let keys = LessonKeys(of: lesson, inASCII: glyphs.isASCII)
    drawTitle(of: lesson, keys, on: &canvas)
    canvas.fill(glyphs.rule, row: last - 1, columns: 0..<size.columns, style: .faint)
    let body = 2..<last - 1
    switch (lesson.work, lesson.explorer?.focus) {
    case (.contents(let chosen, let isEnd), _):
      drawContents(of: lesson, chosen: chosen, isEnd: isEnd, rows: body, on: &canvas)
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
    drawKeyLine(hints(keys, of: lesson, glyphs), row: last, on: &canvas)
    return canvas
  }

  private static func drawMessage(of lesson: Lesson, row: Int, on canvas: inout Canvas) {
    guard let message = lesson.message else { return }
    canvas.write(" \(message) ", row: row, column: 0, width: canvas.size.columns - 2, style: .query)
  }

  /// Lines longer than this are hard to read.
  static let widestText = 100
}

private func hints(_ keys: LessonKeys, of lesson: Lesson, _ glyphs: Glyphs) -> [KeyHint] {
  if let explorer = lesson.explorer, explorer.focus != .sentence {
    return keyHints(of: explorer, glyphs)
  }
  return keys.rows.compactMap { row in
    row.label.map { KeyHint(name: row.name, keys: row.keys.map(\.key), label: $0) }
  }
}

private func drawTitle(of lesson: Lesson, _ keys: LessonKeys, on canvas: inout Canvas) {
  let columns = canvas.size.columns
  var right =
    "chapter \(lesson.place.chapter + 1) of \(lesson.chapters.count)   page "
    + "\(lesson.place.page + 1) of \(lesson.chapter.pages.count) "
  if case .contents(_, let isEnd) = lesson.work { right = isEnd ? "the end " : "the chapters " }
  if let film = lesson.film {
    right =
      (film.isPaused ? "paused   " : "") + (film.speed == 1 ? "" : "×\(shortest(film.speed))   ")
      + "film \(clock(film.elapsed)) of \(clock(film.duration)) "
  }
  canvas.write(right, row: 0, endingAt: columns, style: .faint)
  var room = columns - displayWidth(of: right) - 1
  if keys.command(for: .character("L")) == .showContents {
    canvas.write("L", row: 0, column: room - 1, style: .key)
    canvas.mark(.key(.character("L")), row: 0, columns: room - 1..<columns)
    room -= 2
  }
  let name = canvas.write(" attnviz lesson  ", row: 0, column: 0, width: room, style: .title)
  canvas.write(
    lesson.chapter.title.shown, row: 0, column: name, width: room - name, style: .heading)
  canvas.fill(canvas.glyphs.rule, row: 1, columns: 0..<columns, style: .faint)
}

/// A time as a clock shows it: `1:05`.
private func clock(_ seconds: Double) -> String {
  let seconds = Int(seconds)
  return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
}

private func shortest(_ number: Double) -> String {
  number == number.rounded() ? "\(Int(number))" : "\(number)"
}

extension Screen {
  /// Whether all that the page of `lesson` says fits in `size`, with room for its live sentence.
  static func hasRoom(for lesson: Lesson, in size: Size, _ glyphs: Glyphs = .unicode) -> Bool {
    let rows = size.rows - 4
    let page = PageLines(lesson, rows: rows, columns: size.columns, glyphs)
    return page.isWhole
      && (lesson.explorer == nil
        || rows - page.above.count - page.below.count > RowHeights.fewest)
  }
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
    canvas.fill(" ", row: rows.upperBound, columns: 0..<1)
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
