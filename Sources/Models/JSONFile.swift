import JSON

extension MappedFile {
  /// What `body` reads of the JSON that the file holds.
  ///
  /// - Throws: what is wrong with it first, and on which line.
  func json<T>(
    _ body: (inout JSONReader) throws(Flaw) -> T
  ) throws(ModelFileError) -> T {
    do {
      return try JSONReader.read(bytes, body)
    } catch {
      throw ModelFileError(file: path, line: error.line, reason: error.reason)
    }
  }
}
