// swift-format-ignore-file: NeverUseForceTry
import Explorer
import Canvas
import Views
import Models
import Lessons
import Resources
import Scenes

/// The bundled model and the lesson that comes with the program, opened once for all tests.
let model = try! LanguageModel(folder: Resources.model)
let models = OpenModels(model, bundled: Resources.models)
let bundled = try! LessonFolder(path: Resources.lesson, models: models)

/// An answer of which only that is known.
extension Progress.Answer: ExpressibleByBooleanLiteral {
  /// Whether it was right.
  public init(booleanLiteral isRight: Bool) { self.init(isRight: isRight) }
}

extension Lesson {
  /// The bundled lesson at a page, both counted from 0.
  static func at(chapter: Int = 0, page: Int = 0, isAnimated: Bool = true) -> Lesson {
    Lesson(
      bundled, at: Place(chapter: chapter, page: page), isAnimated: isAnimated)
  }

  /// Presses keys one after the other.
  mutating func press(_ keys: Key...) {
    for key in keys { _ = press([key]) }
  }

  /// Presses a key `count` times, as one that is held down.
  mutating func hold(_ key: Key, _ count: Int) { _ = press(Array(repeating: key, count: count)) }
}
