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
  /// What read its sentences.
  public let models: OpenModels

  private static let scenesName = "scenes.json"
  private static let glossaryName = "glossary.json"
  private static let trainingName = "training.json"

  /// Reads the folder at `path`.
  ///
  /// - Parameter models: what reads the sentences.
  /// - Throws: the first `Problem` that there is: a lesson is read whole or not at all.
  public init(path: String, models: OpenModels) throws(Problem) {
    let (folder, problems) = Self.read(path: path, models: models)
    if let problem = problems.first { throw problem }
    guard let folder else { throw Self.empty(path) }
    self = folder
  }

  private init(chapters: [Chapter], glossary: Glossary, models: OpenModels) {
    (self.chapters, self.glossary, self.models) = (chapters, glossary, models)
  }

  /// Reads the folder at `path` as far as it can be read, and tells all that is wrong in it.
  ///
  /// - Parameter models: what reads the sentences.
  /// - Returns: what is without a flaw, `nil` where no page is; and the problems, file by file.
  public static func read(
    path: String, models: OpenModels
  ) -> (folder: LessonFolder?, problems: [Problem]) {
    guard let names = Scenes.names(inFolder: path) else {
      let problem = Problem(
        file: path, line: nil, scene: nil, reason: "can't be listed; name a folder of chapters",
        kind: .unreadable)
      return (nil, [problem])
    }
    var problems: [Problem] = []
    var scenes: [String: Scene]? = [:]
    if names.contains(scenesName) {
      scenes = decode(path + "/" + scenesName, &problems) { value, flaws in
        self.scenes(value, in: path, flaws)
      }
    }
    var glossary = Glossary()
    if names.contains(glossaryName) {
      let entries = decode(path + "/" + glossaryName, &problems, self.entries)
      glossary = Glossary(entries ?? [])
    }
    var training: [String: TrainingSet] = [:]
    if names.contains(trainingName) {
      training =
        decode(path + "/" + trainingName, &problems) { value, flaws in
          flaws.collect { () throws(Flaw) in try TrainingSetDecoder.sets(value) }
        } ?? [:]
    }
    // As a person counts them: 10 comes after 9. Hidden files are other programs'.
    let chapterNames = names.filter {
      $0.lowercased().hasSuffix(".json") && !$0.hasPrefix(".")
        && ![scenesName, glossaryName, trainingName].contains($0)
    }.sorted { (number(of: $0), $0) < (number(of: $1), $1) }
    if chapterNames.isEmpty { problems.append(empty(path)) }
    let decoder = ChapterDecoder(
      stages: StageDecoder(scenes: scenes, folder: path, models: models), training: training,
      chapters: chapterNames.count)
    let chapters = chapterNames.compactMap { name in
      let file = path + "/" + name
      return decode(file, &problems) { value, flaws in
        decoder.chapter(value, path: file, flaws)
      }
    }
    return (
      chapters.isEmpty ? nil : LessonFolder(chapters: chapters, glossary: glossary, models: models),
      problems
    )
  }

  private static func empty(_ path: String) -> Problem {
    Problem(
      file: path, line: nil, scene: nil, reason: "has no chapters; write at least one .json file",
      kind: .content)
  }

  /// The number with which a file's name begins.
  private static func number(of name: String) -> Int {
    Int(name.prefix { ("0"..."9").contains($0) }) ?? .max
  }

  /// What `decode` makes of what stands in `file`; its flaws become problems, in the order of their lines.
  private static func decode<T>(
    _ file: String, _ problems: inout [Problem], _ decode: (JSONValue, Flaws) -> T?
  ) -> T? {
    let value: JSONValue
    do throws(Problem) {
      value = try jsonFile(path: file)
    } catch {
      problems.append(error)
      return nil
    }
    let flaws = Flaws()
    let decoded = decode(value, flaws)
    problems += flaws.all.enumerated().sorted {
      ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
    }.map { _, flaw in
      Problem(file: file, line: flaw.line, scene: nil, reason: flaw.reason, kind: .content)
    }
    return decoded
  }

  /// The scenes by their names; `nil` where they are no such object, or one of them can't be read.
  private static func scenes(
    _ value: JSONValue, in folder: String, _ flaws: Flaws
  ) -> [String: Scene]? {
    guard case .object(let members) = value.content else {
      flaws.add(value.line, "scenes are an object of names and scenes")
      return nil
    }
    var scenes: [String: Scene] = [:]
    for (name, value) in members {
      let scene = flaws.collect { () throws(Flaw) in try SceneDecoder(value, in: folder).scene() }
      guard let scene else { continue }
      if scenes.updateValue(scene, forKey: name.text) != nil {
        flaws.add(value.line, "\(quoted(name.text)) is given twice; keep one of them")
      }
    }
    return flaws.all.isEmpty ? scenes : nil
  }

  private static func entries(_ value: JSONValue, _ flaws: Flaws) -> [Glossary.Entry]? {
    guard case .object(let members) = value.content else {
      flaws.add(value.line, "a glossary is an object of words and their meanings")
      return nil
    }
    return members.compactMap { key, meaning in
      flaws.collect { () throws(Flaw) in
        let word = key.text
        guard word.contains(where: \.isLetter), word.utf8.count <= longestLessonText else {
          throw Flaw(
            line: meaning.line, reason: "\(quoted(word)) is no word; write one with letters")
        }
        return Glossary.Entry(
          word: SafeText(word), meaning: try JSONObject.text(meaning, quoted(word)))
      }
    }
  }
}
