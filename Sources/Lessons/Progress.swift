import FoundationEssentials
import Glibc
import SentenceFiles

/// How far a learner has come, kept in a file from one time to the next.
public struct Progress: Equatable, Sendable {
  /// The chapter to go on with, from 0.
  public var chapter: Int
  /// The page in it, from 0.
  public var page: Int

  /// At this page.
  public init(chapter: Int = 0, page: Int = 0) {
    self.chapter = chapter
    self.page = page
  }

  /// The file that keeps it: `attnviz/lesson.json` in `XDG_STATE_HOME`, else in `.local/state` of
  /// `HOME`; `nil` where neither is set. The XDG Base Directory Specification has the folder.
  public static func path(environment: [String: String]) -> String? {
    // A relative path is to be ignored, says the specification.
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return state + "/attnviz/lesson.json"
    }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return home + "/.local/state/attnviz/lesson.json"
  }

  /// Reads the file at `path`; `nil` where there is none.
  ///
  /// - Throws: the `Problem` with a file that is damaged.
  public static func read(path: String) throws(Problem) -> Progress? {
    guard access(path, F_OK) == 0 else { return nil }
    let value = try jsonFile(path: path)
    do throws(Flaw) {
      let object = try JSONObject(value, "the progress", keys: ["chapter", "page"])
      let chapter = try object.member("chapter", JSONObject.number).flatMap { Int(exactly: $0) }
      let page = try object.member("page", JSONObject.number).flatMap { Int(exactly: $0) }
      guard let chapter, let page, chapter >= 0, page >= 0 else {
        throw Flaw(line: object.line, reason: "chapter and page must be numbers from 0")
      }
      return Progress(chapter: chapter, page: page)
    } catch {
      throw Problem(
        file: path, line: error.line, scene: nil, reason: error.reason, kind: .content)
    }
  }

  /// Writes it to a file beside `path` and renames that, so that the file is whole at any time.
  ///
  /// - Throws: the `Problem` that keeps it from being written.
  public func write(path: String) throws(Problem) {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    let beside = path + ".\(getpid())"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try Data("{\"chapter\": \(chapter), \"page\": \(page)}\n".utf8).write(
        to: URL(fileURLWithPath: beside))
    } catch {
      unlink(beside)
      throw Self.unwritable(path)
    }
    guard rename(beside, path) == 0 else {
      unlink(beside)
      throw Self.unwritable(path)
    }
  }

  private static func unwritable(_ path: String) -> Problem {
    Problem(
      file: path, line: nil, scene: nil,
      reason: "can't be written, so the lesson begins anew next time", kind: .unreadable)
  }
}
