/// What is wrong with a file of a model, in words for a person.
public struct ModelFileError: Error, Equatable, CustomStringConvertible {
  /// The path of the file.
  public let file: String
  /// What is wrong with it, and what would be right.
  public let reason: String

  /// An error about the file at the path `file`.
  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }

  /// `FILE: what is wrong and what would be right`.
  public var description: String { "\(file): \(reason)" }
}
