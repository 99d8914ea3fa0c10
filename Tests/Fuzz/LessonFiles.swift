import Canvas
import Explorer
import Export
import FoundationEssentials
import Glibc
import Lessons
import RandomText
import Resources
import Scenes
import Screen

/// Broken files of a lesson: chapters, the scenes that they call, the glossary, and progress.
///
/// An item is the name of a file in a line, and below it what stands in that.
struct LessonFiles: Kind {
  static let name = "lesson-files"
  static let share = 2.0
  static let unit = Unit.bytes

  private static let progress = NamedFile(
    name: "progress",
    text: """
      {"chapter": "4-what-weights-must-be", "page": 2, "answers": [
        {"question": "What decided how much weight *trophy* got?", "right": true, "given": "A rule"},
        {"question": "b", "right": false}]}
      """)

  private let models: OpenModels
  private let scratch: String
  private let whole: [NamedFile]

  init(scratch: String) throws {
    models = try bundledModels()
    self.scratch = scratch
    whole = try namedFiles(in: Resources.lesson)
  }

  func make(using random: inout SeededGenerator) -> [UInt8] {
    let file = random.one(of: whole + [Self.progress])
    let bytes = Mutation.broken(
      file.bytes, isJSON: true, others: whole.map(\.bytes), using: &random)
    return NamedFile(name: file.name, bytes: bytes).item
  }

  func run(_ item: [UInt8]) throws -> Int {
    let file = NamedFile(item: item)
    if file.name == Self.progress.name { try runProgress(file) } else { try runChapter(file) }
    return 1
  }

  /// What is damaged is set aside, and nothing is lost of it.
  private func runProgress(_ file: NamedFile) throws {
    let path = scratch + "/progress.json"
    defer { for name in [path, path + ".damaged"] { unlink(name) } }
    try Data(file.bytes).write(to: URL(fileURLWithPath: path))
    var kept = ProgressFile(path: path)
    let progress = kept.read()
    if let problem = kept.problem {
      try checkSafe(problem, "a problem with progress")
      try require(problem.contains(path), "a problem does not name \(path): \(problem)")
      try require(
        try bytes(ofFile: path + ".damaged") == file.bytes, "damaged progress is not kept aside")
    } else {
      kept.finish(progress)
      var again = ProgressFile(path: path)
      try require(again.read() == progress, "progress is another one after it was kept")
    }
    _ = try? play(try LessonFolder(path: Resources.lesson, models: models), from: progress)
  }

  private func runChapter(_ file: NamedFile) throws {
    let folder = scratch + "/lesson"
    let manager = FileManager.default
    defer { try? manager.removeItem(atPath: folder) }
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // One chapter is enough, and the last one asks for all scenes.
    for other in whole
    where ["glossary.json", "scenes.json", "2-what-is-it.json"].contains(other.name) {
      try Data(other.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(other.name)"))
    }
    let name = file.name.contains("/") || file.name.isEmpty ? "1.json" : file.name
    try Data(file.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    let lesson: LessonFolder
    do {
      lesson = try LessonFolder(path: folder, models: models)
    } catch {
      return try check(error, of: folder)
    }
    for chapter in lesson.chapters.indices {
      try play(
        lesson, from: Progress(place: .init(chapter: lesson.chapters[chapter].name, page: 0)))
    }
    try checkSafeLines(printedLesson(lesson, glyphs: .unicode), "the printed lesson")
  }

  private func play(_ folder: LessonFolder, from progress: Progress) throws {
    var lesson = Lesson(folder, from: progress)
    let size = Size(rows: 24, columns: 80)
    for key in Array("   1 2 3 i  ".map(Key.character)) + [.up, .right, .character("q")] {
      _ = lesson.press([key])
      lesson.pass(0.7)
      if let explorer = lesson.explorer { try check(explorer) }
      try check(Screen.draw(lesson, size: size, glyphs: .unicode), size)
    }
  }
}
