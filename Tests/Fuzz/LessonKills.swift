import Canvas
import FoundationEssentials
import Glibc
import Lessons
import RandomText
import Resources

/// The lesson killed at any moment: the progress that was seen is then kept, or what came of a key after
/// it, and the file is whole.
///
/// An item is lines, a run of the program each: the keys whose picture is seen, those that are typed in
/// the end, and after how many microseconds the kill comes.
struct LessonKills: Kind {
  static let name = "lesson-kills"
  static let share = 1.0
  static let unit = Unit.lines
  static let patience: UInt32 = 300

  private let folder: LessonFolder
  private let scratch: String

  init(scratch: String) throws {
    self.scratch = scratch
    folder = try LessonFolder(path: Resources.lesson, models: try bundledModels())
  }

  /// What each letter of an item presses: those that come often, more than once.
  private static let keys: [Character: Key] = [
    "s": .character(" "), "b": .backspace, "1": .character("1"), "2": .character("2"),
    "3": .character("3"), "u": .up, "R": .character("R"),
  ]

  func make(using random: inout SeededGenerator) -> [UInt8] {
    let letters = Array("ssssssbbb123uR")
    let lines = (0..<5).map { _ in
      let texts = [1...20, 1...40].map { (range: ClosedRange<Int>) in
        String(
          (0..<Int.random(in: range, using: &random)).map { _ in random.one(of: letters) })
      }
      let delay = Int.random(in: 0...random.one(of: [500, 5_000, 40_000]), using: &random)
      return "\(texts[0]) \(texts[1]) \(delay)"
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  func run(_ item: [UInt8]) throws -> Int {
    try killedRuns(item, in: scratch) { home, words in
      guard words.count == 3, let delay = UInt32(words[2]) else { return false }
      try kill(home, seen: words[0], last: words[1], after: delay)
      return true
    }
  }

  private func kill(
    _ home: String, seen: Substring, last: Substring, after delay: UInt32
  ) throws {
    let before = try kept(in: home)
    // It begins anywhere, or what comes after the first pages would hardly be seen.
    let chapter = 5
    let program = try ProgramInTerminal(
      ["lesson", "--no-animation"] + (before == nil ? ["\(chapter)"] : []), home: home)
    var first = before ?? Progress()
    if before == nil { first.start(folder.chapters[chapter - 1]) }
    var lesson = Lesson(folder, from: first, isAnimated: false)
    try type(seen, into: program)
    try program.rest()
    press(seen, in: &lesson)
    try type(last, into: program)
    usleep(delay)
    program.kill()
    var possible = [lesson.progress]
    for letter in last {
      press("\(letter)", in: &lesson)
      possible.append(lesson.progress)
    }
    let now = try kept(in: home)
    try require(
      possible.contains { $0 == now },
      "the progress that was seen was \(possible[0]), and \(now.map { "\($0)" } ?? "none") is kept")
  }

  private func type(_ letters: Substring, into program: ProgramInTerminal) throws {
    let bytes: [Character: String] = ["s": " ", "b": "\u{7F}", "u": "\u{1B}[A"]
    try program.type(letters.flatMap { Array((bytes[$0] ?? String($0)).utf8) })
  }

  private func press(_ letters: some StringProtocol, in lesson: inout Lesson) {
    _ = lesson.press(letters.compactMap { Self.keys[$0] })
  }

  private func kept(in home: String) throws -> Progress? {
    do {
      return try Progress.read(path: home + "/.local/state/attnviz/lesson.json")
    } catch {
      throw Broken("the file is not whole: \(error)")
    }
  }
}
