import Foundation

/// A folder of its own for a test's model files; all of them are removed when the tests end.
struct TemporaryModel {
  let folder: String

  private static let parent: String = {
    atexit { try? FileManager.default.removeItem(atPath: TemporaryModel.parent) }
    return NSTemporaryDirectory() + "attnviz-tests-" + UUID().uuidString
  }()

  init() throws {
    folder = Self.parent + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ name: String, _ content: some Sequence<UInt8>) throws -> String {
    let path = folder + "/" + name
    try Data(content).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Writes a .safetensors file with this header and these bytes after it, and gives its path.
  @discardableResult
  func writeTensors(_ header: String, _ data: [UInt8] = []) throws -> String {
    let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian, Array.init)
    return try write("model.safetensors", length + Array(header.utf8) + data)
  }

  /// The bytes of `numbers`, lowest first.
  static func bytes<Number: BitwiseCopyable>(_ numbers: [Number]) -> [UInt8] {
    numbers.withUnsafeBytes(Array.init)
  }
}
