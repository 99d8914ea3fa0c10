import Glibc
import JSON
import Scenes

/// How far a learner has come, kept in a file from one time to the next.
public struct Progress: Equatable, Sendable {
  /// The page to go on with.
  public var place: Lesson.Place
  /// For every question that was answered, by what it asks, whether the first answer was right. So an
  /// answer stays with its question when a lesson is written anew.
  public var answers: [String: Bool]

  /// At this page, with these answers.
  public init(
    place: Lesson.Place = Lesson.Place(chapter: 0, page: 0), answers: [String: Bool] = [:]
  ) {
    self.place = place
    self.answers = answers
  }

  /// Goes to the start of the chapter at this index, whose questions are then asked anew.
  public mutating func start(_ chapter: Int, of chapters: [Chapter]) {
    place = Lesson.Place(chapter: chapter, page: 0)
    for question in chapters[chapter].questions { answers[question.text.original] = nil }
  }

  /// The file that keeps it: `lesson.json` in the `stateFolder`; `nil` where there is none.
  public static func path(environment: [String: String]) -> String? {
    stateFolder(environment: environment).map { $0 + "/lesson.json" }
  }

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
          let answer = try JSONObject(value, name, keys: ["question", "right"])
          guard let question = try answer.string("question"),
            let isRight = try answer.member("right", JSONObject.bool)
          else {
            throw Flaw(
              line: answer.line, reason: "\(name) must have a question, and right: true or false")
          }
          progress.answers[question] = isRight
        }
      }
      return progress
    } catch {
      throw Problem(
        file: path, line: error.line, scene: nil, reason: error.reason, kind: .content)
    }
  }

  private static func place(_ object: JSONObject) throws(Flaw) -> Lesson.Place {
    let chapter = try object.member("chapter", JSONObject.number)?.integer
    let page = try object.member("page", JSONObject.number)?.integer
    guard let chapter, let page, chapter >= 0, page >= 0 else {
      throw Flaw(line: object.line, reason: "chapter and page must be numbers from 0")
    }
    return Lesson.Place(chapter: chapter, page: page)
  }

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
    let answers = answers.sorted { $0.key < $1.key }.map {
      JSONText.object([("question", .string($0.key)), ("right", .bool($0.value))])
        .onLine(indent: 2)
    }
    let progress = JSONText.object([
      ("chapter", .integer(place.chapter)), ("page", .integer(place.page)),
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
