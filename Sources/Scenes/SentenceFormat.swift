import JSON

extension SentenceFile {
  /// How a sentence file is written.
  public enum Format: String, CaseIterable, Sendable {
    /// A sentence a line.
    case text = "txt"
    /// A scene, an array of scenes, or several of these one after the other.
    case json
    /// A scene a line.
    case jsonLines = "jsonl"
    /// A table with commas between its columns (RFC 4180); its first record names them.
    case commaSeparated = "csv"
    /// A table with tabs between its columns and a record a line; the first one names them.
    case tabSeparated = "tsv"

    /// The format that the ending of `path` stands for: text where it stands for none.
    public init(path: String) {
      let endings: [(String, Format)] = [
        (".json", .json), (".jsonl", .jsonLines), (".ndjson", .jsonLines),
        (".csv", .commaSeparated), (".tsv", .tabSeparated),
      ]
      let path = path.lowercased()
      self = endings.first { path.hasSuffix($0.0) }?.1 ?? .text
    }

    /// The format of a file: what its content shows, unless its ending says that it is text or a
    /// table; else what its ending stands for.
    init(of content: ArraySlice<UInt8>, path: String) {
      let named = Format(path: path)
      let isNamed = named != .text || path.lowercased().hasSuffix(".txt")
      switch named {
      case .text where isNamed, .commaSeparated, .tabSeparated: self = named
      case .text, .json, .jsonLines: self = Self.json(in: content) ?? named
      }
    }

    /// JSON or JSON lines, where `content` starts as an object or as an array of objects does.
    private static func json(in content: ArraySlice<UInt8>) -> Format? {
      var start = content.lazy.filter { !isBlank($0) }.prefix(2).makeIterator()
      switch (start.next(), start.next()) {
      case (UInt8(ascii: "{"), UInt8(ascii: "\"")), (UInt8(ascii: "{"), UInt8(ascii: "}")),
        (UInt8(ascii: "["), UInt8(ascii: "{")), (UInt8(ascii: "["), UInt8(ascii: "]")):
        return holdsLines(content) ? .jsonLines : .json
      default: return nil
      }
    }

    /// Whether the first of several values stands on a line of its own. Where that one is broken,
    /// a line that ends as an object does is taken for it.
    private static func holdsLines(_ content: ArraySlice<UInt8>) -> Bool {
      let start = content.drop(while: isBlank)
      let line = start.prefix { $0 != UInt8(ascii: "\n") }
      guard start[line.endIndex...].contains(where: { !isBlank($0) }) else { return false }
      do {
        return try JSONReader.read(line) { reader throws(Flaw) in
          try reader.skip()
          return true
        }
      } catch {
        return line.first == UInt8(ascii: "{") && line.last { !isBlank($0) } == UInt8(ascii: "}")
      }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
      [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains(byte)
    }
  }
}
