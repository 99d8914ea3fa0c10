import Scenes

/// Where `print` prints to: standard output as it comes, or a file, which is there when all of it is.
struct PrintedOutput {
  /// The file; `nil` for standard output.
  let path: String?
  private var text = ""

  init(path: String?) { self.path = path }

  /// - Throws: `Failure` where standard output can't be written.
  mutating func write(_ text: String) throws {
    if path == nil { try output(text) } else { self.text += text }
  }

  /// - Throws: `Failure` where the file can't be written.
  func close() throws {
    guard let path else { return }
    do {
      try writeFile(Array(text.utf8), to: path, replacing: FileVersion(at: path))
    } catch {
      throw Failure(.unwritable, error.description)
    }
  }
}
