import FoundationEssentials
import JSON
import Explorer
import Scenes
import Text

/// A folder of lesson files: a chapter for each `.json` file, in the order of their names;
/// `glossary.json` with a line for each word that may be new; and `scenes.json` and `training.json`
/// with scenes and training sets that chapters call by name.
public struct LessonFolder: Sendable {
  /// The chapters.
  public let chapters: [Chapter]
  /// What words mean, a line each.
  public let glossary: Glossary

  private static let scenesName = "scenes.json"
  private static let glossaryName = "glossary.json"
  private static let trainingName = "training.json"

  /// Reads the folder at `path`.
  ///
  /// - Parameter models: what reads the sentences.
  /// - Throws: the first `Problem` that there is: a lesson is read whole or not at all.
  public init(path: String, models: OpenModels) throws(Problem) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw Problem(
        file: path, line: nil, scene: nil, reason: "can't be listed; name a folder of chapters",
        kind: .unreadable)
    }
    var chapters: [Chapter] = []
    let scenes =
      names.contains(Self.scenesName)
      ? try Self.read(path + "/" + Self.scenesName) { (value) throws(Flaw) in
        try Self.scenes(value, in: path)
      } : [:]
    let glossary =
      names.contains(Self.glossaryName)
      ? try Self.read(path + "/" + Self.glossaryName, Self.glossary) : Glossary()
    let training =
      names.contains(Self.trainingName)
      ? try Self.read(path + "/" + Self.trainingName, TrainingSetDecoder.sets) : [:]
    // As a person counts them: 10 comes after 9. Hidden files are other programs'.
    let chapterNames = names.filter {
      $0.lowercased().hasSuffix(".json") && !$0.hasPrefix(".")
        && ![Self.scenesName, Self.glossaryName, Self.trainingName].contains($0)
    }.sorted { (Self.number(of: $0), $0) < (Self.number(of: $1), $1) }
    let decoder = ChapterDecoder(
      scenes: scenes, training: training, folder: path, chapters: chapterNames.count, models: models
    )
    for name in chapterNames {
      chapters.append(try Self.read(path + "/" + name, decoder.chapter))
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

  private static func scenes(
    _ value: JSONValue, in folder: String
  ) throws(Flaw) -> [String: Scene] {
    guard case .object(let members) = value.content else {
      throw Flaw(line: value.line, reason: "scenes are an object of names and scenes")
    }
    var scenes: [String: Scene] = [:]
    for (name, value) in members {
      guard
        scenes.updateValue(try SceneDecoder(value, in: folder).scene(), forKey: name.text) == nil
      else {
        throw Flaw(
          line: value.line, reason: "\(quoted(name.text)) is given twice; keep one of them")
      }
    }
    return scenes
  }

  private static func glossary(_ value: JSONValue) throws(Flaw) -> Glossary {
    guard case .object(let members) = value.content else {
      throw Flaw(line: value.line, reason: "a glossary is an object of words and their meanings")
    }
    var entries: [Glossary.Entry] = []
    for (key, meaning) in members {
      let word = key.text
      guard word.contains(where: \.isLetter), word.utf8.count <= longestLessonText else {
        throw Flaw(line: meaning.line, reason: "\(quoted(word)) is no word; write one with letters")
      }
      entries.append(
        Glossary.Entry(
          word: SafeText(word), meaning: try JSONObject.text(meaning, quoted(word))))
    }
    return Glossary(entries)
  }
}
