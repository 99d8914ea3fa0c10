import JSON

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
    files = try file.json { reader throws(Flaw) in
      let entries = try JSONObject(reader.value(), "an index")
      guard let map = entries["weight_map"] else {
        throw Flaw(
          line: entries.line,
          reason: "has no weight_map, an object that gives each tensor the name of its file")
      }
      return try Self.names(map)
    }
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

  private static func names(_ map: JSONValue) throws(Flaw) -> [String: String] {
    guard case .object(let members) = map.content else {
      throw JSONObject.mismatch(map, "weight_map", "an object")
    }
    var names: [String: String] = [:]
    for (key, value) in members { names[key.text] = try JSONObject.string(value, key.text) }
    return names
  }
}
