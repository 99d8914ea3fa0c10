import Scenes

/// Where `print` prints to: standard output as it comes, or a file, which is there when all of it is.
struct PrintedOutput {
  /// The file; `nil` for standard output.
  let path: String?
  private var content: [UInt8] = []

  init(path: String?) { self.path = path }

  /// - Throws: `Failure` where standard output can't be written.
  mutating func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// - Throws: `Failure` where standard output can't be written.
  mutating func write(_ bytes: [UInt8]) throws {
    if path == nil { try output(bytes) } else { content += bytes }
  }

  /// - Throws: `Failure` where the file can't be written.
  func close() throws {
    guard let path else { return }
    do {
      try writeFile(content, to: path, replacing: FileVersion(at: path))
    } catch {
      throw Failure(.unwritable, error.description)
    }
  }
}
