// swift-format-ignore-file: NeverUseForceTry
import OpenedSentences
import Explorer
import Canvas
import Views
import Lessons
import Resources
import Scenes
import Screen
import Testing
import Text

private let bundled = try! LessonFolder(path: Resources.lesson, models: models)

/// The lesson's screens: as text for a person to read in `Screens`, and all of them at 80 × 24.
struct LessonScreenTests {
  /// A page, both numbers counted from 1, what is pressed there and how long is waited then.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let chapter: Int
    let page: Int
    var keys: [Key] = []
    var seconds = 10.0
    var size = Size.classic
    var glyphs = Glyphs.unicode

    var testDescription: String { name }
  }

  private static let onwards = Key.character(" ")

  static let cases = [
    Case(name: "lesson-act", chapter: 1, page: 2, keys: [.right, .shiftUp]),
    Case(
      name: "lesson-small", chapter: 1, page: 2, size: .small),
    Case(name: "lesson-answer", chapter: 2, page: 1, keys: [.character("2")]),
    Case(
      name: "lesson-vectors-arrive", chapter: 3, page: 1, keys: [onwards], seconds: 0.6),
    Case(name: "lesson-weigh", chapter: 3, page: 1, keys: [onwards, onwards]),
    Case(
      name: "lesson-flight", chapter: 3, page: 1,
      keys: Array(repeating: onwards, count: 9), seconds: 0.35),
    Case(
      name: "lesson-sum", chapter: 3, page: 1, keys: Array(repeating: onwards, count: 10),
      size: .large),
    Case(
      name: "lesson-sum-ascii", chapter: 3, page: 1, keys: Array(repeating: onwards, count: 10),
      glyphs: .ascii),
    Case(name: "lesson-raw", chapter: 4, page: 1, keys: [.shiftDown]),
    Case(name: "lesson-symbol", chapter: 5, page: 2, keys: [onwards, onwards]),
    Case(name: "lesson-rows-half", chapter: 7, page: 1, keys: [onwards], seconds: 0.6),
    Case(name: "lesson-rows", chapter: 7, page: 1, keys: [onwards, onwards, onwards]),
    Case(name: "lesson-pair", chapter: 7, page: 4, keys: [.character("g")]),
    Case(
      name: "lesson-training", chapter: 8, page: 1, keys: Array(repeating: onwards, count: 12),
      seconds: 0.35),
    Case(
      name: "lesson-unseen", chapter: 8, page: 1, keys: Array(repeating: onwards, count: 17),
      size: .large),
    Case(
      name: "lesson-hundred", chapter: 9, page: 2,
      keys: [.home] + Array(repeating: .character(">"), count: 4)),
    Case(name: "lesson-quiz", chapter: 10, page: 6, keys: [.character("1")], size: .large),
    Case(name: "lesson-find", chapter: 7, page: 2, keys: [.character("/"), .character("d")]),
    Case(
      name: "lesson-quiz-small", chapter: 10, page: 6, keys: [.character("1")], size: .small),
    Case(
      name: "lesson-end", chapter: 11, page: 9, keys: [.character("u"), onwards]),
  ]

  @Test(arguments: cases)
  func screenIsAsItWas(_ screen: Case) throws {
    var lesson = lesson(chapter: screen.chapter - 1, page: screen.page - 1)
    lesson.pass(10)
    for key in screen.keys.dropLast() {
      _ = lesson.press([key])
      lesson.pass(10)
    }
    if let key = screen.keys.last { _ = lesson.press([key]) }
    lesson.pass(screen.seconds)
    let canvas = Screen.draw(lesson, size: screen.size, glyphs: screen.glyphs)
    try expectSnapshot(canvas.text, screen.name)
  }

  /// At the size of the smallest comfortable terminal, with whatever was answered: all that a page
  /// says stands there line by line, its live sentence has room, and no key is cut.
  @Test(arguments: [Glyphs.unicode, .ascii])
  func everyPageFits(glyphs: Glyphs) {
    for chapter in bundled.chapters.indices {
      for page in bundled.chapters[chapter].pages.indices {
        for lesson in everyState(chapter: chapter, page: page) {
          let screen = Screen.draw(lesson, size: .classic, glyphs: glyphs).text
          // What goes over the end of a line goes on at the start of the next.
          let flowing = screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          for text in said(in: lesson) {
            let plain = glyphs.spelled(text.shown.replacing("*", with: ""))
              .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(flowing.contains(plain), "“\(plain)” is cut:\n\(screen)")
          }
          #expect(!screen.contains("a taller window"), "\(screen)")
          for row in LessonKeys(of: lesson, inASCII: glyphs.isASCII).rows {
            guard let label = row.label else { continue }
            #expect(screen.contains("\(glyphs.spelled(row.name)) \(label)"), "\(screen)")
          }
        }
      }
    }
  }

  /// In a low window what was said to a key is seen, and that there is more.
  @Test func whatIsSaidIsSeenInALowWindow() throws {
    for (chapter, page) in [(1, 0), (3, 5), (9, 5)] {
      var lesson = lesson(chapter: chapter, page: page)
      _ = lesson.press([.character("1")])
      guard case .answer(let question, _, _) = lesson.work else {
        Issue.record("nothing is asked on page \(page) of chapter \(chapter)")
        continue
      }
      for rows in 20...30 {
        let size = Size(rows: rows, columns: 80)
        let screen = Screen.draw(lesson, size: size, glyphs: .unicode).text
        let flowing = screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flowing.contains(question.options[0].reply.shown.replacing("*", with: "")))
      }
      for size in [Size.small, Size(rows: 14, columns: 80)] {
        let screen = Screen.draw(lesson, size: size, glyphs: .unicode).text
        #expect(screen.contains("a taller window shows more"), "\(screen)")
      }
      _ = lesson.press([.character("i")])
      let message = try #require(lesson.message)
      let screen = Screen.draw(lesson, size: .small, glyphs: .unicode).text
      #expect(screen.contains(message.prefix(20)), "\(screen)")
    }
  }

  /// From nothing to larger than any screen: nothing traps, and every row has exactly its columns.
  @Test(arguments: [Glyphs.unicode, .ascii])
  func anySizeCanBeDrawn(glyphs: Glyphs) {
    for (chapter, page) in [(0, 0), (2, 0), (4, 1), (6, 0), (7, 0), (9, 12)] {
      for lesson in everyState(chapter: chapter, page: page) {
        for rows in [0, 1, 11, 12, 13, 24, 60] {
          for columns in [0, 1, 39, 40, 80, 133, 300] {
            let canvas = Screen.draw(
              lesson, size: Size(rows: rows, columns: columns), glyphs: glyphs)
            for row in 0..<rows {
              let characters = canvas[row: row].compactMap(\.character)
              #expect(characters.reduce(0) { $0 + displayWidth(of: String($1)) } == columns)
            }
          }
        }
      }
    }
  }

  @Test func asciiLessonsHaveNothingElse() {
    for chapter in bundled.chapters.indices {
      for page in bundled.chapters[chapter].pages.indices {
        for lesson in everyState(chapter: chapter, page: page) {
          let screen = Screen.draw(lesson, size: .classic, glyphs: .ascii).text
          #expect(screen.utf8.allSatisfy { $0 < 0x80 }, "\(screen)")
          // What has no spelling becomes a question mark.
          let marks = { (text: String) in text.count { $0 == "?" } }
          let unicode = Screen.draw(lesson, size: .classic, glyphs: .unicode).text
          #expect(marks(screen) <= marks(unicode), "\(screen)")
        }
      }
    }
  }

  private func lesson(chapter: Int, page: Int) -> Lesson {
    Lesson(
      bundled, at: Lesson.Place(chapter: chapter, page: page))
  }

  /// The page as it opens, and after every answer or every step.
  private func everyState(chapter: Int, page: Int) -> [Lesson] {
    var lesson = lesson(chapter: chapter, page: page)
    var states = [lesson]
    switch lesson.work {
    case .read, .act, .reckon, .contents: break
    case .answer(let question, _, _):
      for option in question.options.indices {
        _ = lesson.press([.character(Character("\(option + 1)"))])
        states.append(lesson)
      }
    case .watch(let playback):
      for _ in 1..<playback.count {
        _ = lesson.press([Self.onwards])
        lesson.pass(0.4)
        states.append(lesson)
        lesson.pass(10)
        states.append(lesson)
      }
    }
    return states
  }

  private func said(in lesson: Lesson) -> [SafeText] {
    (lesson.explorer == nil ? lesson.page.picture.filter { !$0.original.isEmpty } : [])
      + spoken(in: lesson)
  }

  private func spoken(in lesson: Lesson) -> [SafeText] {
    switch lesson.work {
    case .read, .contents: [lesson.page.text]
    case .reckon(let question, _): [lesson.page.text, question.text]
    case .act(let goal, _): [lesson.page.text, goal.say]
    case .watch(let playback): [lesson.page.text, playback.say]
    case .answer(let question, let chosen, _):
      [lesson.page.text, question.text] + question.options.map(\.text)
        + (chosen.map { [question.options[$0].reply] } ?? [])
    }
  }
}
