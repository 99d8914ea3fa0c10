/// What is wrong with a file of a model, in words for a person.
public struct ModelFileError: Error, Equatable, CustomStringConvertible {
  /// The path of the file.
  public let file: String
  /// The line, from 1; `nil` where the problem is the whole file's.
  public let line: Int?
  /// What is wrong with it, and what would be right.
  public let reason: String

  /// An error about the file at the path `file`, or about a line of it.
  public init(file: String, line: Int? = nil, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// `FILE: what is wrong and what would be right`, or `FILE:LINE: …`.
  public var description: String {
    let place = line.map { ":\($0)" } ?? ""
    return "\(file)\(place): \(reason)"
  }
}
