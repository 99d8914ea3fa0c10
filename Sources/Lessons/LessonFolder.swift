import FoundationEssentials
import SentenceFiles

/// A folder of lesson files: a chapter for each `.json` file, in the order of their names, and
/// `glossary.json` with a line for each word that may be new.
public struct LessonFolder: Sendable {
  /// The chapters.
  public let chapters: [Chapter]
  /// What words mean, a line each.
  public let glossary: [(word: SafeText, meaning: SafeText)]

  /// Reads the folder at `path`.
  ///
  /// - Throws: the first `Problem` that there is: a lesson is read whole or not at all.
  public init(path: String) throws(Problem) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw Problem(
        file: path, line: nil, scene: nil, reason: "can't be listed; name a folder of chapters",
        kind: .unreadable)
    }
    var chapters: [Chapter] = []
    var glossary: [(word: SafeText, meaning: SafeText)] = []
    for name in names.sorted() where name.hasSuffix(".json") {
      let file = path + "/" + name
      let value = try jsonFile(path: file)
      do {
        if name == "glossary.json" {
          glossary = try Self.glossary(value)
        } else {
          chapters.append(try ChapterDecoder.chapter(value))
        }
      } catch {
        throw Problem(
          file: file, line: error.line, scene: nil, reason: error.reason, kind: .content)
      }
    }
    guard !chapters.isEmpty else {
      throw Problem(
        file: path, line: nil, scene: nil, reason: "has no chapters; write at least one .json file",
        kind: .content)
    }
    self.chapters = chapters
    self.glossary = glossary
  }

  private static func glossary(
    _ value: JSONValue
  ) throws(Flaw) -> [(word: SafeText, meaning: SafeText)] {
    guard case .object(let members) = value.content else {
      throw Flaw(line: value.line, reason: "a glossary is an object of words and their meanings")
    }
    var glossary: [(word: SafeText, meaning: SafeText)] = []
    for (word, meaning) in members {
      glossary.append((SafeText(word), SafeText(try JSONObject.string(meaning, word))))
    }
    return glossary
  }
}
