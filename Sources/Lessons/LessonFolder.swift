import FoundationEssentials
import LanguageModel
import SentenceFiles

/// A folder of lesson files: a chapter for each `.json` file, in the order of their names;
/// `glossary.json` with a line for each word that may be new; and `scenes.json` with scenes that
/// chapters call by name.
public struct LessonFolder: Sendable {
  /// The chapters.
  public let chapters: [Chapter]
  /// What words mean, a line each.
  public let glossary: [(word: SafeText, meaning: SafeText)]

  private static let scenesName = "scenes.json"

  /// Reads the folder at `path`.
  ///
  /// - Parameter model: what reads the sentences.
  /// - Throws: the first `Problem` that there is: a lesson is read whole or not at all.
  public init(path: String, model: BertModel) throws(Problem) {
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
    let scenes =
      names.contains(Self.scenesName)
      ? try Self.read(path + "/" + Self.scenesName, Self.scenes) : [:]
    let decoder = ChapterDecoder(scenes: scenes, model: model)
    // As a person counts them: 10 comes after 9.
    let order = names.sorted { (Self.number(of: $0), $0) < (Self.number(of: $1), $1) }
    for name in order where name.hasSuffix(".json") && name != Self.scenesName {
      if name == "glossary.json" {
        glossary = try Self.read(path + "/" + name, Self.glossary)
      } else {
        chapters.append(try Self.read(path + "/" + name, decoder.chapter))
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

  /// The number with which a file's name begins.
  private static func number(of name: String) -> Int {
    Int(name.prefix { ("0"..."9").contains($0) }) ?? .max
  }

  private static func read<T>(
    _ file: String, _ decode: (JSONValue) throws(Flaw) -> T
  ) throws(Problem) -> T {
    let value = try jsonFile(path: file)
    do {
      return try decode(value)
    } catch {
      throw Problem(
        file: file, line: error.line, scene: nil, reason: error.reason, kind: .content)
    }
  }

  private static func scenes(_ value: JSONValue) throws(Flaw) -> [String: Scene] {
    guard case .object(let members) = value.content else {
      throw Flaw(line: value.line, reason: "scenes are an object of names and scenes")
    }
    var scenes: [String: Scene] = [:]
    for (name, value) in members {
      guard scenes.updateValue(try SceneDecoder(value).scene(), forKey: name) == nil else {
        throw Flaw(line: value.line, reason: "\(quoted(name)) is given twice; keep one of them")
      }
    }
    return scenes
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
