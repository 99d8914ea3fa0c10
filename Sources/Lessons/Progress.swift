import Glibc
import JSON
import Scenes

/// How far a learner has come, kept in a file from one time to the next.
public struct Progress: Equatable, Sendable {
  /// The page to go on with; `nil` is the first.
  public var place: Place?
  /// For every question that was answered, by what it asks, the first answer. So an answer stays with
  /// its question when a lesson is written anew.
  public var answers: [String: Answer]

  /// A page by the name of its chapter and its place there, from 0: a new chapter before it moves
  /// nobody.
  public struct Place: Equatable, Sendable {
    /// The name of the chapter's file, without its ending.
    public var chapter: String
    /// The page in it.
    public var page: Int

    /// The page `page` of the chapter of this name.
    public init(chapter: String, page: Int) {
      self.chapter = chapter
      self.page = page
    }
  }

  /// The first answer to a question.
  public struct Answer: Equatable, Sendable {
    /// Whether it was right.
    public var isRight: Bool
    /// What it was; `nil` where that was not kept.
    public var given: String?

    /// An answer.
    public init(isRight: Bool, given: String? = nil) {
      self.isRight = isRight
      self.given = given
    }
  }

  /// At this page, with these answers.
  public init(place: Place? = nil, answers: [String: Answer] = [:]) {
    self.place = place
    self.answers = answers
  }

  /// Goes to the start of `chapter`, whose questions are then asked anew.
  public mutating func start(_ chapter: Chapter) {
    place = Place(chapter: chapter.name, page: 0)
    for question in chapter.questions { answers[question.text.original] = nil }
  }

  /// The file that keeps it: `lesson.json` in the `stateFolder`, or for a lesson of one's own a file in
  /// its folder `lessons`, which is named by that of the lesson; `nil` where there is none.
  ///
  /// - Parameter folder: the path of a lesson of one's own, from the root; `nil` is the bundled lesson.
  public static func path(folder: String? = nil, environment: [String: String]) -> String? {
    guard let state = stateFolder(environment: environment) else { return nil }
    guard let folder else { return state + "/lesson.json" }
    // No name of a file may be longer than 255 bytes; the end tells lessons apart.
    let name = folder.split(separator: "/").joined(separator: "%").suffix(longestName)
    return "\(state)/lessons/\(name).json"
  }

  private static let longestName = 60

  /// Reads the file at `path`; `nil` where there is none.
  ///
  /// - Throws: the `Problem` with a file that is damaged.
  public static func read(path: String) throws(Problem) -> Progress? {
    guard access(path, F_OK) == 0 else { return nil }
    let value = try jsonFile(path: path)
    do throws(Flaw) {
      let object = try JSONObject(value, "the progress", keys: ["chapter", "page", "answers"])
      var progress = Progress(place: try place(object))
      _ = try object.member("answers") { (value, name) throws(Flaw) in
        try JSONObject.array(value, name) { (value, name) throws(Flaw) in
          let answer = try JSONObject(value, name, keys: ["question", "right", "given"])
          guard let question = try answer.string("question"),
            let isRight = try answer.member("right", JSONObject.bool)
          else {
            throw Flaw(
              line: answer.line, reason: "\(name) must have a question, and right: true or false")
          }
          progress.answers[question] = Answer(
            isRight: isRight, given: try answer.string("given"))
        }
      }
      return progress
    } catch {
      throw Problem(
        file: path, line: error.line, scene: nil, reason: error.reason, kind: .content)
    }
  }

  private static func place(_ object: JSONObject) throws(Flaw) -> Place? {
    let page = try object.member("page", JSONObject.number)?.integer
    guard let chapter = try object.member("chapter", chapter), let page, page >= 0 else {
      throw Flaw(
        line: object.line, reason: "chapter must be the name of one, and page a number from 0")
    }
    return chapter.isEmpty ? nil : Place(chapter: chapter, page: page)
  }

  /// A chapter by its name; by its number where an older program wrote the file.
  private static func chapter(_ value: JSONValue, _ name: String) throws(Flaw) -> String {
    guard case .number(let number) = value.content else {
      return try JSONObject.string(value, name)
    }
    guard let number = number.integer, number >= 0 else {
      throw Flaw(line: value.line, reason: "\(name) must be the name of a chapter")
    }
    return onceNumbered[min(number, onceNumbered.count - 1)]
  }

  /// The chapters of the bundled lesson when progress went by their numbers.
  private static let onceNumbered = [
    "1-weighted-averages", "2-what-is-it", "3-collect-weigh-sum", "4-what-weights-must-be",
    "5-every-token", "6-scores-first", "7-properties", "8-what-came-before", "9-quiz",
  ]

  /// Writes it to a file beside `path` and renames that, so that the file is whole at any time. Its
  /// folder is to be there, and locked where another program may write to the same file.
  ///
  /// - Throws: the `Problem` that keeps it from being written.
  public func write(path: String) throws(Problem) {
    let beside = path + ".new"
    guard let descriptor = try? newFile(at: beside, holding: Array(text.utf8), mode: 0o666) else {
      throw Self.unwritable(path)
    }
    close(descriptor)
    guard rename(beside, path) == 0 else {
      unlink(beside)
      throw Self.unwritable(path)
    }
  }

  private var text: String {
    let answers = answers.sorted { $0.key < $1.key }.map { question, answer in
      JSONText.object(
        [("question", .string(question)), ("right", .bool(answer.isRight))]
          + (answer.given.map { [("given", .string($0))] } ?? [])
      ).onLine(indent: 2)
    }
    let progress = JSONText.object([
      ("chapter", .string(place?.chapter ?? "")), ("page", .integer(place?.page ?? 0)),
      ("answers", .array(answers)),
    ])
    return "\(progress)\n"
  }

  private static func unwritable(_ path: String) -> Problem {
    Problem(
      file: path, line: nil, scene: nil,
      reason: "can't be written, so this page is not kept for next time", kind: .unreadable)
  }
}
