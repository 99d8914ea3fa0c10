// swift-format-ignore-file: NeverUseForceTry
import Canvas
import Export
import Foundation
import Lessons
import OpenedSentences
import Resources
import Screen
import Testing

private let bundled = try! LessonFolder(path: Resources.lesson, models: models)

struct AsciicastTests {
  private func lines(
    _ lesson: Lesson, _ size: Size, _ theme: Theme = Theme(.dark), glyphs: Glyphs = .unicode
  ) throws -> [String] {
    var lines: [String] = []
    try asciicast(of: lesson, size: size, theme, glyphs: glyphs) { lines.append($0) }
    return lines
  }

  private func object(_ line: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(line.utf8))
  }

  /// Read back on an emulated screen, it shows what the film shows when each of its steps ends.
  @Test(
    arguments: [Size(rows: 24, columns: 80), Size(rows: 40, columns: 120)],
    [Theme(.dark), Theme(.light)])
  func whatIsRecordedIsTheFilm(size: Size, theme: Theme) throws {
    var lesson = Lesson(bundled)
    lesson.startFilm()
    let lines = try lines(lesson, size, theme)
    let header = try #require(try object(lines[0]) as? [String: Any])
    #expect(header["version"] as? Int == 2)
    #expect(header["width"] as? Int == size.columns && header["height"] as? Int == size.rows)
    var screen = PlayedScreen(columns: size.columns, rows: size.rows)
    var last = 0.0
    var events = try lines.dropFirst().map { line in
      let event = try #require(try object(line) as? [Any])
      #expect(event.count == 3 && event[1] as? String == "o" && line.hasSuffix("]\n"))
      return (time: try #require(event[0] as? Double), output: try #require(event[2] as? String))
    }[...]
    for event in events {
      #expect(event.time >= last)
      last = event.time
    }
    #expect(abs(last - (lesson.film?.duration ?? 0)) < 0.01)
    // Between what moves nothing is written.
    #expect(lines.count < 2000)
    for _ in 0..<(try #require(lesson.film).count - 1) {
      let film = try #require(lesson.film)
      let end = film.elapsed + film.step.seconds - 0.1
      lesson.pass(end - film.elapsed)
      while let work = lesson.longWork { lesson.take(work.done()) }
      while let event = events.first, event.time <= end {
        screen.take(event.output)
        events.removeFirst()
      }
      let drawn = Screen.draw(lesson.gliding, size: size, glyphs: .unicode).text
      // The clock is the one thing that goes on without anything else.
      #expect(withoutClock(screen.text) == withoutClock(drawn))
      lesson.pass(0.1)
    }
    #expect(screen.unknown.isEmpty)
  }

  private func withoutClock(_ screen: String) -> String {
    screen.replacing(/film \d+:\d\d| in [\d.]+ ms/, with: "").split(separator: "\n").map {
      $0.replacing(/\s+$/, with: "")
    }.joined(separator: "\n")
  }

  @Test func itIsWrittenInASCIIToo() throws {
    var lesson = Lesson(bundled, at: Lesson.Place(chapter: 8, page: 0), isAnimated: false)
    lesson.startFilm()
    #expect(
      try lines(lesson, Size(rows: 24, columns: 80), glyphs: .ascii).joined().utf8.allSatisfy {
        $0 < 0x80
      })
  }
}
