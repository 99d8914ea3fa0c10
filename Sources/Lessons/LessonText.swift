import JSON
import Scenes
import Text

/// The most UTF-8 bytes that a title, a sentence of a page or a line of the glossary may have.
let longestLessonText = 10_000

extension JSONObject {
  /// The text called `key`, safe to show, if it is there.
  ///
  /// - Throws: that it is no string, or too long to be one of a lesson.
  func text(_ key: String) throws(Flaw) -> SafeText? {
    try member(key, Self.text)
  }

  /// A text, safe to show.
  static func text(_ value: JSONValue, _ name: String) throws(Flaw) -> SafeText {
    let text = try string(value, name)
    guard text.utf8.count <= longestLessonText else {
      throw Flaw(
        line: value.line,
        reason: "\(name) has \(text.utf8.count) bytes; it may have \(longestLessonText)")
    }
    return SafeText(text)
  }
}
