/// The records of a table with the lines on which they start, from 1; blank lines are none.
///
/// With commas between columns a field may stand in quotation marks, which are doubled inside it,
/// and then holds commas and line ends as they are (RFC 4180). Where the first line has more
/// semicolons than commas, as some countries' tables do, or more tabs, these part the columns. With
/// tabs a quotation mark means itself, unless the table shows that it does not (`quotesFields`).
struct TableRecords: Sequence, IteratorProtocol {
  /// A record.
  struct Record {
    let line: Int
    fileprivate(set) var fields: [ArraySlice<UInt8>] = []
    /// Whether the table ends inside a field in quotation marks.
    fileprivate(set) var isOpen = false
    /// Whether something of it stands in quotation marks, and whether these are doubled inside.
    fileprivate(set) var isQuoted = false, isDoubled = false
    /// Whether what stands in quotation marks goes on behind them.
    fileprivate(set) var isUneven = false
  }

  /// What stands between the columns.
  let separator: UInt8
  private var rest: ArraySlice<UInt8>
  private var hasQuotes: Bool
  private var line = 1
  /// How many records have lacked a quotation mark. Each is looked through to the end of the table, so
  /// that after many of them marks are none.
  private var openRecords = 0
  private static let mostOpen = 64

  init(_ bytes: ArraySlice<UInt8>, as format: SentenceFile.Format) {
    let tab = UInt8(ascii: "\t")
    let separator = format == .tabSeparated ? tab : Self.separator(of: bytes)
    self.init(bytes, separator: separator, hasQuotes: separator != tab)
    if separator == tab { hasQuotes = Self.quotesFields(bytes) }
  }

  private init(_ bytes: ArraySlice<UInt8>, separator: UInt8, hasQuotes: Bool) {
    (rest, self.separator, self.hasQuotes) = (bytes, separator, hasQuotes)
  }

  /// What parts the columns of the first line most often, outside quotation marks.
  private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isInside = false
    for byte in bytes {
      if byte == UInt8(ascii: "\n"), !isInside { break }
      if byte == UInt8(ascii: "\"") { isInside.toggle() }
      if !isInside { counts[byte, default: 0] += 1 }
    }
    return [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].reduce(UInt8(ascii: ",")) {
      counts[$1, default: 0] > counts[$0, default: 0] ? $1 : $0
    }
  }

  /// Whether quotation marks part the fields of a table with tabs: where every field that begins with
  /// one ends with one and all records have as many fields, and the first record has such a field, or
  /// one has a doubled mark, or without them the records' fields would not be as many.
  ///
  /// The data sets of GLUE have marks that mean themselves; what a spreadsheet writes has others.
  private static func quotesFields(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.contains(UInt8(ascii: "\"")) else { return false }
    let tab = UInt8(ascii: "\t")
    var isFirst = true
    var (width, shows, isQuoted) = (0, false, false)
    for record in TableRecords(bytes, separator: tab, hasQuotes: true) {
      if isFirst { (width, shows, isFirst) = (record.fields.count, record.isQuoted, false) }
      if record.isOpen || record.isUneven || record.fields.count != width { return false }
      if record.isDoubled { shows = true }
      if record.isQuoted { isQuoted = true }
    }
    return shows
      || (isQuoted
        && TableRecords(bytes, separator: tab, hasQuotes: false).contains {
          $0.fields.count != width
        })
  }

  /// How many lines are left.
  var linesLeft: Int { Lines(rest).count }

  mutating func next() -> Record? {
    while !rest.isEmpty {
      let start = self
      var record = Record(line: line)
      var isLast = false
      while !isLast {
        let isQuoted = hasQuotes && rest.first == UInt8(ascii: "\"")
        let quoted = isQuoted ? takeQuoted(&record) : []
        let end = rest.firstIndex { $0 == separator || $0 == UInt8(ascii: "\n") } ?? rest.endIndex
        isLast = end == rest.endIndex || rest[end] == UInt8(ascii: "\n")
        var field = rest[..<end]
        if isLast, field.last == UInt8(ascii: "\r") { field.removeLast() }
        if isQuoted {
          (record.isQuoted, record.isUneven) = (true, record.isUneven || !field.isEmpty)
        }
        record.fields.append(isQuoted ? quoted + field : field)
        if end < rest.endIndex, isLast { line += 1 }
        rest = rest[end...].dropFirst()
      }
      guard record.fields.count > 1 || record.fields.first?.isEmpty == false || record.isQuoted
      else {
        continue
      }
      // A mark that is missing must not take the records behind it along.
      if record.isOpen {
        self = start.afterLine
        openRecords += 1
        if openRecords == Self.mostOpen { hasQuotes = false }
      }
      return record
    }
    return nil
  }

  /// The records behind the line that is next.
  private var afterLine: TableRecords {
    var records = self
    records.rest = rest.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
    records.line += 1
    return records
  }

  /// Takes what stands between quotation marks, and says whether the second one is missing.
  private mutating func takeQuoted(_ record: inout Record) -> ArraySlice<UInt8> {
    var field: ArraySlice<UInt8> = []
    rest.removeFirst()
    while let end = rest.firstIndex(of: UInt8(ascii: "\"")) {
      field += rest[..<end]
      rest = rest[end...].dropFirst()
      guard rest.first == UInt8(ascii: "\"") else {
        line += field.count { $0 == UInt8(ascii: "\n") }
        return field
      }
      record.isDoubled = true
      field.append(rest.removeFirst())
    }
    field += rest
    rest = []
    record.isOpen = true
    return field
  }
}
