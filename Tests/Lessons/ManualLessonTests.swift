import Explorer
import Canvas
import Views
import Foundation
import Lessons
import Testing

/// What the manual says of lessons of one's own is what the program takes.
struct ManualLessonTests {
  private let section: String

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let manual = try String(
      contentsOf: root.appendingPathComponent("Resources/Manual.md"), encoding: .utf8)
    let start = try #require(manual.range(of: "### A lesson of your own")).upperBound
    let end = try #require(manual.range(of: "## Sentence files")).lowerBound
    section = String(manual[start..<end])
  }

  @Test func theExampleIsALessonThatCanBePlayed() throws {
    let start = try #require(section.range(of: "```json\n")).upperBound
    let rest = section[start...]
    let example = rest[..<(try #require(rest.range(of: "```")).lowerBound)]
    try withFolder(["1.json": String(example)]) { path in
      let folder = try LessonFolder(path: path, models: models)
      var lesson = Lesson(folder)
      #expect(!lesson.isDone)
      lesson.press(.right, .shiftUp)
      #expect(lesson.isDone)
    }
  }

  @Test func everyConditionViewAndStepIsNamed() {
    let names =
      ConditionDecoder.keys + allViews.map { $0.name } + Demonstration.Part.names
      + Instrument.allCases.map(\.rawValue)
    for name in names { #expect(section.contains("`\(name)`"), "\(name)") }
  }
}
