import Canvas
import JSON
import Lessons
import Screen
import Text

/// Writes the film of `lesson` as an asciicast, version 2, which players of asciinema show: a line about
/// the screen, and then a line for each time at which something of it changes. No terminal is needed
/// for it and no time passes.
///
/// - Parameters:
///   - lesson: with its film begun.
///   - write: takes in a line, with its end.
public func asciicast(
  of lesson: Lesson, size: Size, _ theme: Theme, glyphs: Glyphs,
  write: (String) throws -> Void
) throws {
  var lesson = lesson
  let header = JSONText.object([
    ("version", .integer(2)), ("width", .integer(size.columns)), ("height", .integer(size.rows)),
    ("title", .string("attnviz lesson")),
  ])
  try write("\(header)\n")
  var shown: Canvas?
  while let film = lesson.film {
    while let work = lesson.longWork { lesson.take(work.done()) }
    let canvas = Screen.draw(lesson.gliding, size: size, glyphs: glyphs)
    let changed = changes(from: shown, to: canvas, theme)
    if !changed.isEmpty { try write(event(film.elapsed, changed)) }
    shown = canvas
    guard !film.isOver, let rest = lesson.rest else { break }
    lesson.pass(min(rest, 1))
  }
  try write(event(lesson.film?.elapsed ?? 0, "\u{1B}[\(size.rows);1H\u{1B}[?25h\r\n"))
}

/// A line that says what a terminal gets, and when, in seconds from the beginning.
private func event(_ seconds: Double, _ text: String) throws -> String {
  // Six decimals, as asciinema writes them.
  let time = try JSONText.number((seconds * 1_000_000).rounded() / 1_000_000)
  return "\(JSONText.array([time, .string("o"), .string(text)]))\n"
}

/// What a terminal gets to show `canvas` where it shows `before`: the rows that differ.
private func changes(from before: Canvas?, to canvas: Canvas, _ theme: Theme) -> String {
  var changes = before == nil ? "\u{1B}[?25l\u{1B}[0m\u{1B}[2J" : ""
  for row in 0..<canvas.size.rows {
    if let before, before[row: row].elementsEqual(canvas[row: row]) { continue }
    // Cleared first: after its last column a row would lose that.
    changes += "\u{1B}[\(row + 1);1H\u{1B}[K\(ansiRow(row, of: canvas, theme))"
  }
  return changes
}
