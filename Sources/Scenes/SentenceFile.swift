import FoundationEssentials
import JSON

/// Sentence files: text with a sentence a line, JSON with scenes, tables with a column of sentences,
/// treebanks.
///
/// What is wrong in a file is told as a `Problem`; the scenes beside it still open.
public enum SentenceFile {
  /// The most bytes a sentence file may have: 32 MB. Nobody writes so much by hand.
  public static let largestFile = 32 << 20

  /// The most sentences, or entries that would be some, that are read of a file.
  public static let mostSentences = 100_000

  /// Reads the file at `path`.
  ///
  /// - Parameter mayWait: whether a pipe is read as well, however long it takes; a program that
  ///   has a person's keys to answer should not.
  public static func read(
    path: String, mayWait: Bool = true, options: ReadingOptions = ReadingOptions()
  ) -> FileReading {
    if isCapture(path: path) { return readCapture(path: path, tokens: options.captured) }
    // Taken before: what is written while it is read counts as changed.
    let version = FileVersion(at: path)
    var reading = read(named: path, options: options) { () throws(FileBytesError) in
      try fileBytes(path: path, mayWait: mayWait)
    }
    reading.files = version.map { [$0] } ?? []
    return reading
  }

  /// Reads standard input.
  public static func readStandardInput(options: ReadingOptions = ReadingOptions()) -> FileReading {
    read(named: "standard input", options: options) { () throws(FileBytesError) in
      try fileBytes(descriptor: 0)
    }
  }

  /// Reads the sentence files in a folder, in the order of their names.
  public static func read(folder: String) -> FileReading {
    var reading = FileReading()
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      for name in names.sorted() where [".txt", ".json", ".jsonl"].contains(where: name.hasSuffix) {
        reading.append(read(path: "\(folder)/\(name)"))
      }
    } catch {
      reading.report(
        Problem(
          file: folder, line: nil, scene: nil,
          reason: "can't be listed; name a folder of sentence files", kind: .unreadable))
    }
    return reading
  }

  /// Reads sentences from `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: the content of a file, which is to be UTF-8.
  ///   - format: how it is written; `nil` leaves it to `options`, the content and the name.
  ///   - name: what to call the file in problems.
  ///   - options: what of it is to be read.
  public static func read(
    _ bytes: [UInt8], as format: Format? = nil, name: String,
    options: ReadingOptions = ReadingOptions()
  ) -> FileReading {
    var reader = SentenceReader(name: name, options: options)
    if let reason = foreignContent(bytes) {
      reader.report(reason)
      return reader.reading
    }
    guard bytes.count <= largestFile else {
      reader.report("is larger than 32 MB; split it into smaller files")
      return reader.reading
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let format =
      format ?? options.format
      ?? Format(of: content, path: name, hasFields: !options.fields.isEmpty)
    switch format {
    case .text where !options.fields.isEmpty:
      reader.report("is text, which has no columns or keys for --field; name its --input-format")
    case .treebank where !options.fields.isEmpty:
      reader.report("is CoNLL-U, whose sentences need no --field; leave it out")
    case .text: reader.readText(content)
    case .json: reader.readJSON(content)
    case .jsonLines: reader.readJSONLines(content)
    case .commaSeparated, .tabSeparated: reader.readTable(content, as: format)
    case .treebank: reader.readTreebank(content)
    }
    if reader.reading == FileReading() { reader.report(emptiness(of: format)) }
    return reader.reading
  }

  /// What to say where a file has nothing.
  private static func emptiness(of format: Format) -> String {
    switch format {
    case .text: "has no sentence; write one a line"
    case .json, .jsonLines: "has no scene; write at least one {…}"
    case .commaSeparated, .tabSeparated:
      "has no sentence; write one a record, below the names of the columns"
    case .treebank:
      "has no sentence; write its words in lines, such as 1 and Dogs with a tab between"
    }
  }

  private static func read(
    named name: String, options: ReadingOptions, bytes: () throws(FileBytesError) -> [UInt8]
  ) -> FileReading {
    do {
      return read(try bytes(), name: name, options: options)
    } catch {
      var reading = FileReading()
      reading.report(
        Problem(file: name, line: nil, scene: nil, reason: error.reason, kind: .unreadable))
      return reading
    }
  }
}
