import Canvas
import Explorer
import FoundationEssentials
import Glibc
import Lessons
import Models
import RandomText
import Resources
import Screen

/// Keys and seconds into the lesson, drawn at random sizes.
///
/// An item is lines: `place` begins at a chapter and a page, `moving` or `still`; `ascii`, `unicode` and
/// `size` say how to draw; `film` begins the film; `press` presses keys at once; `point` moves the
/// pointer; `paste` pastes text; `pass` lets milliseconds pass. At the end
/// progress is kept and read again.
struct LessonKeyPresses: Kind {
  static let name = "lesson"
  static let share = 2.0
  static let unit = Unit.lines

  private let folder: LessonFolder
  private let scratch: String

  init(scratch: String) throws {
    let models = OpenModels(
      try LanguageModel(folder: Resources.model), environment: [:], bundled: Resources.models)
    folder = try LessonFolder(path: Resources.lesson, models: models)
    self.scratch = scratch
  }

  func make(using random: inout SeededGenerator) -> [UInt8] {
    let chapter = Int.random(in: 0..<folder.chapters.count, using: &random)
    let page = Int.random(in: 0..<folder.chapters[chapter].pages.count, using: &random)
    let isStill = random.isOne(in: 3)
    var lines = ["place \(chapter) \(page) \(isStill ? "still" : "moving")"]
    for _ in 0..<Int.random(in: 1...60, using: &random) {
      switch Int.random(in: 0..<20, using: &random) {
      case 0: lines.append(Bool.random(using: &random) ? "ascii" : "unicode")
      case 1..<3:
        let size = randomSize(using: &random)
        lines.append("size \(size.rows) \(size.columns)")
      case 8..<10:
        lines.append("point " + PointerNames.random(using: &random).joined(separator: " "))
      case 10 where random.isOne(in: 4): lines.append("film")
      case 3: lines.append("paste " + ScalarNames.name(ScalarNames.randomPaste(using: &random)))
      case 4..<8:
        let most = random.one(of: [10, 200, 2000, 1_000_000])
        lines.append("pass \(Int.random(in: 0...most, using: &random))")
      default:
        let longest = random.one(of: [1, 1, 4, 40])
        let keys = (0..<Int.random(in: 1...longest, using: &random)).map { _ in
          KeyNames.name(Self.key(using: &random))
        }
        lines.append("press " + keys.joined(separator: " "))
      }
    }
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
    var size = Size(rows: 24, columns: 80)
    var glyphs = Glyphs.unicode
    var canvas = Canvas(size, glyphs: glyphs)
    var pointer = PointerReader()
    var count = 0
    for line in String(decoding: item, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      let numbers = words.compactMap { Int($0) }
      count += ["press", "point"].contains(words.first) ? words.count - 1 : 1
      switch words.first {
      case "place" where numbers.count == 2:
        lesson = Lesson(
          folder, at: Lesson.Place(chapter: numbers[0], page: numbers[1]),
          isAnimated: words.last == "moving")
      case "film": lesson.startFilm()
      case "ascii": glyphs = .ascii
      case "unicode": glyphs = .unicode
      case "size" where numbers.count == 2: size = Size(rows: numbers[0], columns: numbers[1])
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
      canvas = Screen.draw(lesson, size: size, glyphs: glyphs)
      try check(canvas, size)
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
