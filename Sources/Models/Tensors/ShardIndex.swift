import FoundationEssentials

/// A model.safetensors.index.json: which file of a folder holds which tensor.
struct ShardIndex {
  /// The name of each tensor's file.
  let files: [String: String]

  private static let longest = 100_000_000

  /// Reads the index at `path`.
  ///
  /// - Throws: why it can't be read, or which of its entries is wrong.
  init(path: String) throws(ModelFileError) {
    let file = try MappedFile(path: path, atMost: Self.longest)
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(file.bytes)) else {
      throw ModelFileError(
        file: path,
        reason: "should have a weight_map, an object that gives each tensor the name of its file")
    }
    files = content.weight_map
    guard !files.isEmpty else {
      throw ModelFileError(file: path, reason: "its weight_map names no tensor")
    }
    for (tensor, name) in files.sorted(by: { $0.key < $1.key }) where !Self.isPlain(name) {
      throw ModelFileError(
        file: path,
        reason: "puts the tensor \(tensor) into the file \"\(name)\"; it should be the name of a "
          + "file in the same folder")
    }
  }

  // Nothing outside the folder is opened, whatever a downloaded file says.
  private static func isPlain(_ name: String) -> Bool {
    !["", ".", ".."].contains(name) && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
  }

  private struct Content: Decodable {
    // The name in the file.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let weight_map: [String: String]
  }
}
