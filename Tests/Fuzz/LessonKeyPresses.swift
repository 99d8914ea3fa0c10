import Canvas
import Explorer
import FoundationEssentials
import Glibc
import Lessons
import RandomText
import Resources
import Screen

/// Keys and seconds into the lesson, drawn at random sizes.
///
/// An item is lines: `place` begins at a chapter and a page, `moving` or `still`; `film` begins the
/// film; `pass` lets milliseconds pass; the others are `ScreenLines`. At the end progress is kept and read again.
struct LessonKeyPresses: Kind {
  static let name = "lesson"
  static let share = 2.0
  static let unit = Unit.lines

  private let folder: LessonFolder
  private let scratch: String

  init(scratch: String) throws {
    folder = try LessonFolder(path: Resources.lesson, models: try bundledModels())
    self.scratch = scratch
  }

  func make(using random: inout SeededGenerator) -> [UInt8] {
    let chapter = Int.random(in: 0..<folder.chapters.count, using: &random)
    let page = Int.random(in: 0..<folder.chapters[chapter].pages.count, using: &random)
    let isStill = random.isOne(in: 3)
    var lines = ["place \(chapter) \(page) \(isStill ? "still" : "moving")"]
    lines += ScreenLines.random(
      own: { random in
        if random.isOne(in: 20) { return "film" }
        let most = random.one(of: [10, 200, 2000, 1_000_000])
        return "pass \(Int.random(in: 0...most, using: &random))"
      }, key: { Self.key(using: &$0) }, using: &random)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static let own: [Key] =
    [.character(" "), .character(" "), .right, .left, .enter, .backspace]
    + "Raiq123".map { .character($0) }

  private static func key(using random: inout SeededGenerator) -> Key {
    Bool.random(using: &random)
      ? random.one(of: own) : KeyNames.random(using: &random)
  }

  func run(_ item: [UInt8]) throws -> Int {
    var lesson = Lesson(folder)
    var form = ScreenForm()
    var canvas = Canvas(form.size, glyphs: form.glyphs)
    var pointer = PointerReader()
    var count = 0
    for (words, events) in ScreenLines.read(item) {
      count += events
      form.take(words)
      let numbers = words.compactMap { Int($0) }
      switch words.first {
      case "place" where numbers.count == 2:
        lesson = Lesson(
          folder, at: Lesson.Place(chapter: numbers[0], page: numbers[1]),
          isAnimated: words.last == "moving")
      case "film": lesson.startFilm()
      case "pass" where numbers.count == 1: lesson.pass(Double(numbers[0]) / 1000)
      case "point":
        for event in words.dropFirst().compactMap(PointerNames.pointer) {
          let spot = canvas.spot(row: event.row, column: event.column)
          switch pointer.meaning(of: event, at: spot, in: lesson.explorer) {
          case .key(let key)?: _ = lesson.press([key])
          case .commands(let commands)?: lesson.point(commands)
          case nil: break
          }
        }
      case "paste": lesson.paste(words.dropFirst().map(ScalarNames.text).joined())
      // q leaves the program; here it goes on.
      case "press":
        for key in words.dropFirst().compactMap(KeyNames.key) { _ = lesson.press([key]) }
      default: break
      }
      if let explorer = lesson.explorer { try check(explorer) }
      if let message = lesson.message { try checkSafe(message, "the message") }
      canvas = Screen.draw(lesson, size: form.size, glyphs: form.glyphs)
      try check(canvas, form.size)
    }
    try checkKeeping(lesson.progress)
    return count
  }

  private func checkKeeping(_ progress: Progress) throws {
    let path = scratch + "/lesson.json"
    var file = ProgressFile(path: path)
    _ = file.read()
    file.finish(progress)
    var other = ProgressFile(path: path)
    let kept = other.read()
    try require(
      kept.place == progress.place && progress.answers.allSatisfy { kept.answers[$0.key] != nil },
      "progress was \(progress) when kept, and is \(kept) read again")
    try FileManager.default.removeItem(atPath: path)
  }
}
