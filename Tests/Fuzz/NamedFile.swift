import FoundationEssentials

/// A file by its name and what stands in it, as an item: the name in a line, and then the rest.
struct NamedFile: Sendable {
  let name: String
  let bytes: [UInt8]

  init(name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }

  init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  init(item: [UInt8]) {
    let line = item.prefix { $0 != UInt8(ascii: "\n") }
    self.init(
      name: String(decoding: line, as: UTF8.self), bytes: Array(item.dropFirst(line.count + 1)))
  }

  var item: [UInt8] { Array(name.utf8) + [UInt8(ascii: "\n")] + bytes }
}

/// The files in `folder`, in the order of their names.
func namedFiles(in folder: String) throws -> [NamedFile] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
    NamedFile(name: $0, bytes: try bytes(ofFile: "\(folder)/\($0)"))
  }
}
