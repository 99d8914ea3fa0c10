import FoundationEssentials

/// Sentence files: `.txt` with a sentence a line, `.json` with a scene or an array of scenes,
/// `.jsonl` with a scene a line.
///
/// What is wrong in a file is told as a `Problem`; the scenes beside it still open.
public enum SentenceFile {
  /// How a sentence file is written.
  public enum Format: Equatable, Sendable {
    /// A sentence a line.
    case text
    /// A scene, or an array of scenes.
    case json
    /// A scene a line.
    case jsonLines

    /// The format that the ending of `path` stands for: text, but for `.json` and `.jsonl`.
    public init(path: String) {
      let path = path.lowercased()
      self = path.hasSuffix(".json") ? .json : path.hasSuffix(".jsonl") ? .jsonLines : .text
    }
  }

  /// The most bytes a sentence file may have: 32 MB. Nobody writes so much by hand.
  public static let largestFile = 32 << 20

  /// Reads the file at `path`.
  ///
  /// - Parameter mayWait: whether a pipe is read as well, however long it takes; a program that
  ///   has a person's keys to answer should not.
  public static func read(path: String, mayWait: Bool = true) -> FileReading {
    // Taken before: what is written while it is read counts as changed.
    let version = FileVersion(at: path)
    var reading = read(named: path, as: Format(path: path)) { () throws(FileBytesError) in
      try fileBytes(path: path, mayWait: mayWait)
    }
    reading.files = version.map { [$0] } ?? []
    return reading
  }

  /// Reads sentences, one a line, from standard input.
  public static func readStandardInput() -> FileReading {
    read(named: "standard input", as: .text) { () throws(FileBytesError) in
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
      reading.problems.append(
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
  ///   - format: how it is written.
  ///   - name: what to call the file in problems.
  public static func read(_ bytes: [UInt8], as format: Format, name: String) -> FileReading {
    var reader = SentenceReader(name: name)
    guard bytes.count <= largestFile else {
      reader.report("is larger than 32 MB; split it into smaller files")
      return reader.reading
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      reader.report("is UTF-16; save it as UTF-8")
      return reader.reading
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    switch format {
    case .text: reader.readText(content)
    case .json: reader.readJSON(content)
    case .jsonLines: reader.readJSONLines(content)
    }
    if reader.reading == FileReading() {
      reader.report(
        format == .text
          ? "has no sentence; write one a line" : "has no scene; write at least one {…}")
    }
    return reader.reading
  }

  private static func read(
    named name: String, as format: Format, bytes: () throws(FileBytesError) -> [UInt8]
  ) -> FileReading {
    do {
      return read(try bytes(), as: format, name: name)
    } catch {
      var reading = FileReading()
      reading.problems.append(
        Problem(file: name, line: nil, scene: nil, reason: error.reason, kind: .unreadable))
      return reading
    }
  }
}
