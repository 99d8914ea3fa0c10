import Foundation
import Models
import Testing

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

  /// A model of the fixtures, without the files that are named.
  init(_ fixture: String, without left: String...) throws {
    try self.init()
    let source = Fixture.path(fixture)
    for name in ["config.json", "model.safetensors", "tokenizer.json"] where !left.contains(name) {
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/" + name, withDestinationPath: source + "/" + name)
    }
  }

  /// The same with `new` in the place of `old` in its configuration.
  init(_ fixture: String, replacing old: String, with new: String) throws {
    try self.init(fixture, without: "config.json")
    let text = String(decoding: try Fixture.data(fixture + "/config.json"), as: UTF8.self)
    #expect(text.contains(old))
    try write("config.json", text.replacing(old, with: new).utf8)
  }

  /// Expects that the model can't be opened, and that all of `reasons` are told.
  func expectRefusal(
    _ reasons: String..., at location: SourceLocation = #_sourceLocation
  ) {
    do throws(ModelFileError) {
      _ = try LanguageModel(folder: folder)
      Issue.record("opened; expected: \(reasons)", sourceLocation: location)
    } catch {
      #expect(
        reasons.allSatisfy(error.reason.contains), "\(error)", sourceLocation: location)
    }
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

  /// Where each tensor's numbers lie in the bytes of a .safetensors file.
  static func places(in data: Data) throws -> [String: Range<Int>] {
    let start = 8 + data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = try JSONSerialization.jsonObject(with: data[8..<start]) as? [String: [String: Any]]
    return (header ?? [:]).compactMapValues { entry in
      (entry["data_offsets"] as? [Int]).map { start + $0[0]..<start + $0[1] }
    }
  }
}
