import Foundation

/// A folder that is gone when nobody holds it any more.
final class TemporaryFolder {
  let path: String

  init() throws {
    // Not in TMPDIR: the path of a socket must be short.
    path = "/tmp/attnviz-" + UUID().uuidString.prefix(13)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file.
  ///
  /// - Returns: its path.
  @discardableResult
  func write(_ text: String, to name: String = "file") throws -> String {
    try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
    return "\(path)/\(name)"
  }

  /// The text of a file; `nil` where there is none.
  func read(_ name: String) -> String? {
    try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }
}
