import JSON

/// The one value that the JSON file at `path` holds.
///
/// - Throws: the `Problem` that keeps it from being read.
package func jsonFile(path: String) throws(Problem) -> JSONValue {
  let bytes: [UInt8]
  do {
    bytes = try fileBytes(path: path, mayWait: false)
  } catch {
    throw Problem(file: path, line: nil, scene: nil, reason: error.reason, kind: .unreadable)
  }
  do {
    return try JSONReader.read(bytes[...]) { reader throws(Flaw) in try reader.value() }
  } catch {
    throw Problem(file: path, line: error.line, scene: nil, reason: error.reason, kind: .content)
  }
}
