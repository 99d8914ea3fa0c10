import Text

/// What reading sentence files gave: the scenes that open, and why the others don't.
public struct FileReading: Equatable, Sendable {
  /// The scenes that open, in the order of their files.
  public var scenes: [Scene] { entries.map(\.scene) }
  /// What does not open, and why.
  public internal(set) var problems: [Problem] = []
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

  package init(file: String, line: Int?, scene: Int?, reason: String, kind: Kind) {
    self.file = file
    self.line = line
    self.scene = scene
    self.reason = reason
    self.kind = kind
  }

  /// `FILE:LINE: what is wrong and what would be right`, safe to show.
  public var description: String {
    let place = line.map { ":\($0)" } ?? ""
    let entry = scene.map { "scene \($0): " } ?? ""
    return "\(SafeText(file).shown)\(place): \(entry)\(reason)"
  }
}
