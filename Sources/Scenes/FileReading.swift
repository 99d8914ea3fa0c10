import Text

/// What reading sentence files gave: the scenes that open, and why the others don't.
public struct FileReading: Equatable, Sendable {
  /// The scenes that open, in the order of their files.
  public var scenes: [Scene] { entries.map(\.scene) }
  /// What does not open, and why.
  public private(set) var problems: [Problem] = []
  /// The scenes that open, each with its place.
  public private(set) var entries: [Entry] = []
  /// The files that were read, as they were then.
  public internal(set) var files: [FileVersion] = []

  /// A scene and where it stands.
  public struct Entry: Equatable, Sendable {
    /// The scene.
    public let scene: Scene
    let place: Place

    /// What is wrong with the scene for one who wants to make something of it.
    ///
    /// - Parameter reason: what is wrong and what would be right; safe to show.
    public func problem(_ reason: String) -> Problem {
      Problem(
        file: place.file, line: place.line, scene: place.scene, reason: reason, kind: .content)
    }
  }

  /// Where a scene stands: a file as it was named, a line from 1, an index in a JSON array from 0.
  struct Place: Equatable, Sendable {
    let file: String
    var line: Int?
    var scene: Int?
  }

  /// A reading of nothing yet.
  public init() {}

  /// A reading of one scene that stands in no file; problems name it `name`.
  public init(_ scene: Scene, named name: String) {
    append(scene, at: Place(file: name))
  }

  /// Tells of `problem` as well: by itself, or among the others of its file that are only counted.
  mutating func report(_ problem: Problem) { problems.report(problem) }

  mutating func append(_ scene: Scene, at place: Place) {
    entries.append(Entry(scene: scene, place: place))
  }

  /// Adds what another file gave.
  public mutating func append(_ other: FileReading) {
    entries += other.entries
    problems += other.problems
    files += other.files
  }
}

/// Why a sentence file, or one entry of it, does not open.
public struct Problem: Error, Equatable, Sendable, CustomStringConvertible {
  /// Whose fault it is; the exit status tells them apart.
  public enum Kind: Equatable, Sendable {
    /// The file opens, but what it says is wrong: exit status 65.
    case content
    /// The file can't be read at all: exit status 66.
    case unreadable
  }

  /// The file, as it was named.
  public let file: String
  /// The line, from 1; `nil` where the problem is the whole file's.
  public let line: Int?
  /// The index of the entry in a JSON array, from 0; `nil` elsewhere.
  public let scene: Int?
  /// What is wrong and what would be right; safe to show.
  public let reason: String
  /// Whose fault it is.
  public let kind: Kind
  /// How many entries it tells of: one, or all that did not open beside those told one by one.
  public let count: Int
  /// Whether it only counts the problems that are not told.
  private(set) var isCount = false

  package init(
    file: String, line: Int?, scene: Int?, reason: String, kind: Kind, count: Int = 1
  ) {
    self.count = count
    self.file = file
    self.line = line
    self.scene = scene
    self.reason = reason
    self.kind = kind
  }

  fileprivate init(countOf count: Int, like problem: Problem) {
    self.init(
      file: problem.file, line: nil, scene: nil,
      reason: "\(count) more \(count == 1 ? "does" : "do") not open; mend those told above first",
      kind: problem.kind, count: count)
    isCount = true
  }

  /// `FILE:LINE: what is wrong and what would be right`, safe to show.
  public var description: String {
    let place = line.map { ":\($0)" } ?? ""
    let entry = scene.map { "scene \($0): " } ?? ""
    return "\(SafeText(file).shown)\(place): \(entry)\(reason)"
  }
}

extension [Problem] {
  /// How many problems in a row are told one by one where they are of one file.
  package static let mostTold = 20

  /// Adds `problem`, which is only counted where `mostTold` of its file stand last already and it
  /// tells of one entry.
  package mutating func report(_ problem: Problem) {
    guard let last, last.file == problem.file, problem.count == 1,
      last.isCount
        || suffix(Self.mostTold).count(where: { $0.file == problem.file }) == Self.mostTold
    else { return append(problem) }
    if last.isCount { removeLast() }
    append(Problem(countOf: 1 + (last.isCount ? last.count : 0), like: problem))
  }

  /// How many entries did not open.
  package var entries: Int { reduce(0) { $0 + $1.count } }
}
