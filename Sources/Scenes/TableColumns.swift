import JSON
import Text

/// Which columns of a table have the sentences.
struct TableColumns {
  /// Whether the first record names the columns, and is none of the sentences.
  let hasNames: Bool
  /// The columns from 0: of the sentence, and of the one beside it if there is one.
  private let columns: [Int]
  private let width: Int

  /// - Parameters:
  ///   - fields: the names of columns, or where the first record has no such names, their numbers from
  ///     1; without any, the one called `sentence`.
  ///   - first: the first record.
  /// - Throws: that there is no such column, with those that there are.
  init(_ fields: [String], first: TableRecords.Record) throws(Flaw) {
    let names = first.fields.map { String(decoding: $0, as: UTF8.self) }
    let wanted = fields.isEmpty ? ["sentence"] : fields
    let named = wanted.map { names.firstIndex(of: $0) }
    var columns: [Int] = []
    for (field, place) in zip(wanted, named) {
      let number = isIndex(field) ? Int(field).map { $0 - 1 } : nil
      guard let column = place ?? number, names.indices.contains(column) else {
        throw Self.missing(field, in: names, line: first.line)
      }
      columns.append(column)
    }
    self.columns = columns
    hasNames = named.contains { $0 != nil }
    width = names.count
  }

  /// The sentence of `record`, and the one beside it if there is one.
  ///
  /// - Throws: why there is none.
  func sentences(
    of record: TableRecords.Record, separator: UInt8
  ) throws(Flaw) -> [String] {
    func flaw(_ reason: String) -> Flaw { Flaw(line: record.line, reason: reason) }
    if record.isOpen { throw flaw("the quotation mark that ends a field is missing") }
    let count = "has \(record.fields.count) \(record.fields.count == 1 ? "column" : "columns")"
    // A tab stands in no sentence, but a comma does, and what follows it would be lost.
    if separator != UInt8(ascii: "\t"),
      record.fields.dropFirst(width).contains(where: { !$0.isEmpty })
    {
      throw flaw(
        "\(count) where the first line has \(width); put a field with"
          + " \(quoted(String(UnicodeScalar(separator)))) in it between quotation marks")
    }
    var sentences: [String] = []
    for column in columns {
      guard record.fields.indices.contains(column) else {
        throw flaw("\(count); the sentence is to be in column \(column + 1)")
      }
      guard let sentence = String(validating: record.fields[column], as: UTF8.self) else {
        throw flaw("is not UTF-8; save the file as UTF-8")
      }
      sentences.append(sentence)
    }
    return sentences
  }

  private static func missing(_ field: String, in names: [String], line: Int) -> Flaw {
    let listed = names.prefix(20).map { quoted($0) }.joined(separator: ", ")
    // The longest field is most likely the sentence, should there be one already.
    let longest = names.indices.max { names[$0].utf8.count < names[$1].utf8.count } ?? 0
    return Flaw(
      line: line,
      reason:
        "has no column \(quoted(field)); say with --field which one has the sentences: \(listed);"
        + " where these are no names, its number: --field \(longest + 1)")
  }
}
