import JSON

extension MappedFile {
  /// What `body` reads of the JSON that the file holds.
  ///
  /// - Throws: what is wrong with it first, and on which line.
  func json<T>(
    _ body: (inout JSONReader) throws(Flaw) -> T
  ) throws(ModelFileError) -> T {
    try ModelFileError.naming(path) { () throws(Flaw) in try JSONReader.read(bytes, body) }
  }
}

extension ModelFileError {
  /// What `body` reads of the JSON in `file`.
  ///
  /// - Throws: what is wrong there, as an error of that file.
  static func naming<T>(
    _ file: String, _ body: () throws(Flaw) -> T
  ) throws(ModelFileError) -> T {
    do {
      return try body()
    } catch {
      throw ModelFileError(file: file, line: error.line, reason: error.reason)
    }
  }
}
