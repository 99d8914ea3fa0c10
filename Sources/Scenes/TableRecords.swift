/// The records of a table with the lines on which they start, from 1; blank lines are none.
///
/// With commas between columns a field may stand in quotation marks, which are doubled inside it,
/// and then holds commas and line ends as they are (RFC 4180). With tabs a quotation mark means
/// itself.
struct TableRecords: Sequence, IteratorProtocol {
  /// A record.
  struct Record {
    let line: Int
    let fields: [ArraySlice<UInt8>]
    /// Whether the table ends inside a field in quotation marks.
    let isOpen: Bool
  }

  private var rest: ArraySlice<UInt8>
  private let separator: UInt8
  private let hasQuotes: Bool
  private var line = 1

  init(_ bytes: ArraySlice<UInt8>, as format: SentenceFile.Format) {
    rest = bytes
    hasQuotes = format == .commaSeparated
    separator = hasQuotes ? UInt8(ascii: ",") : UInt8(ascii: "\t")
  }

  /// How many lines are left.
  var linesLeft: Int { Lines(rest).count }

  mutating func next() -> Record? {
    while !rest.isEmpty {
      let start = line
      var fields: [ArraySlice<UInt8>] = []
      var (isLast, isOpen) = (false, false)
      while !isLast {
        let isQuoted = hasQuotes && rest.first == UInt8(ascii: "\"")
        var quoted: ArraySlice<UInt8> = []
        if isQuoted { (quoted, isOpen) = takeQuoted() }
        let end = rest.firstIndex { $0 == separator || $0 == UInt8(ascii: "\n") } ?? rest.endIndex
        isLast = end == rest.endIndex || rest[end] == UInt8(ascii: "\n")
        var field = rest[..<end]
        if isLast, field.last == UInt8(ascii: "\r") { field.removeLast() }
        fields.append(isQuoted ? quoted + field : field)
        if end < rest.endIndex, isLast { line += 1 }
        rest = rest[end...].dropFirst()
      }
      guard fields.count > 1 || fields.first?.isEmpty == false else { continue }
      return Record(line: start, fields: fields, isOpen: isOpen)
    }
    return nil
  }

  /// Takes what stands between quotation marks, and says whether the second one is missing.
  private mutating func takeQuoted() -> (field: ArraySlice<UInt8>, isOpen: Bool) {
    var field: ArraySlice<UInt8> = []
    rest.removeFirst()
    while let end = rest.firstIndex(of: UInt8(ascii: "\"")) {
      field += rest[..<end]
      rest = rest[end...].dropFirst()
      guard rest.first == UInt8(ascii: "\"") else {
        line += field.count { $0 == UInt8(ascii: "\n") }
        return (field, false)
      }
      field.append(rest.removeFirst())
    }
    field += rest
    rest = []
    return (field, true)
  }
}
