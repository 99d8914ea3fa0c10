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
    /// A treebank of Universal Dependencies: a word a line, a blank line after each sentence.
    case treebank = "conllu"

    /// The format that the ending of `path` stands for: text where it stands for none.
    public init(path: String) {
      let endings: [(String, Format)] = [
        (".json", .json), (".jsonl", .jsonLines), (".ndjson", .jsonLines),
        (".csv", .commaSeparated), (".tsv", .tabSeparated), (".conllu", .treebank),
      ]
      let path = path.lowercased()
      self = endings.first { path.hasSuffix($0.0) }?.1 ?? .text
    }

    /// The format of a file: what its content shows, unless its ending says that it is text or a
    /// table; else what its ending stands for.
    ///
    /// - Parameter hasFields: whether a person named a field of it, which text has none of: its first
    ///   line is a table's, then.
    init(of content: ArraySlice<UInt8>, path: String, hasFields: Bool) {
      let named = Format(path: path)
      let isNamed = named != .text || path.lowercased().hasSuffix(".txt")
      switch named {
      case .commaSeparated, .tabSeparated, .treebank: self = named
      case .text where isNamed: self = hasFields ? Self.table(in: content) ?? .text : .text
      case .text, .json, .jsonLines:
        self = Self.json(in: content) ?? named
        if self == .text, Self.isTreebank(content) { self = .treebank }
        if self == .text, hasFields { self = Self.table(in: content) ?? .text }
      }
    }

    /// Whether the first line that is no comment is the first word of a sentence in ten columns.
    private static func isTreebank(_ content: ArraySlice<UInt8>) -> Bool {
      var lines = Lines(content)
      while let (_, text) = lines.next() {
        if text.first == UInt8(ascii: "#") || text.allSatisfy(isBlank) { continue }
        let columns = text.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        return columns.count == 10
          && ["1", "0.1"].contains {
            columns[0].elementsEqual($0.utf8) || columns[0].starts(with: "1-".utf8)
          }
      }
      return false
    }

    /// A table with tabs or commas, where the first line has some.
    private static func table(in content: ArraySlice<UInt8>) -> Format? {
      let line = content.drop(while: isBlank).prefix { $0 != UInt8(ascii: "\n") }
      if line.contains(UInt8(ascii: "\t")) { return .tabSeparated }
      return line.contains { [UInt8(ascii: ","), UInt8(ascii: ";")].contains($0) }
        ? .commaSeparated : nil
    }

    /// JSON or JSON lines, where `content` starts as an object or as an array of objects does, or is
    /// an array of texts.
    private static func json(in content: ArraySlice<UInt8>) -> Format? {
      var start = content.lazy.filter { !isBlank($0) }.prefix(2).makeIterator()
      switch (start.next(), start.next()) {
      case (UInt8(ascii: "{"), UInt8(ascii: "\"")), (UInt8(ascii: "{"), UInt8(ascii: "}")),
        (UInt8(ascii: "["), UInt8(ascii: "{")), (UInt8(ascii: "["), UInt8(ascii: "]")):
        return holdsLines(content) ? .jsonLines : .json
      // Text may begin so as well.
      case (UInt8(ascii: "["), UInt8(ascii: "\"")): return isWhole(content) ? .json : nil
      default: return nil
      }
    }

    /// Whether `content` is one JSON value.
    private static func isWhole(_ content: ArraySlice<UInt8>) -> Bool {
      do {
        return try JSONReader.read(content) { reader throws(Flaw) in
          try reader.skip()
          return reader.isAtEnd()
        }
      } catch {
        return false
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
