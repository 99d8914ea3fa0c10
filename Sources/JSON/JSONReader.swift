import Glibc
import Text

/// Reads JSON from its start to its end: member by member, without building a tree, or as a tree
/// whose values know their lines.
///
/// The decoder in FoundationEssentials says neither where the syntax is wrong nor on which line a
/// value stands, takes the last of two equal keys, takes keys for equal that only mean the same,
/// and gives up a whole array for one bad entry. A teacher who writes a file by hand needs better
/// than that, and so does a vocabulary.
package struct JSONReader {
  private static let deepest = 64
  let bytes: UnsafeRawBufferPointer
  private let firstLine: Int
  var position = 0
  private var depth = 0
  /// How many lines end before `end`: they are counted only as far as somebody asks.
  private var counted = (end: 0, lines: 0)

  private init(_ bytes: UnsafeRawBufferPointer, line: Int) {
    self.bytes = bytes
    firstLine = line
  }

  /// What `body` reads of the JSON in `bytes`, after which nothing but white space may follow.
  ///
  /// - Parameter line: the number of the line on which `bytes` start.
  /// - Throws: what is wrong first, on which line and, in the syntax, in which column.
  package static func read<T>(
    _ bytes: UnsafeRawBufferPointer, line: Int = 1,
    _ body: (inout JSONReader) throws(Flaw) -> T
  ) throws(Flaw) -> T {
    var reader = JSONReader(bytes, line: line)
    let result = try body(&reader)
    guard reader.nextByte() == nil else { throw reader.expected("the end") }
    return result
  }

  /// What `body` reads of the JSON in `bytes`, after which nothing but white space may follow.
  ///
  /// - Parameter line: the number of the line on which `bytes` start.
  /// - Throws: what is wrong first, on which line and, in the syntax, in which column.
  package static func read<T>(
    _ bytes: ArraySlice<UInt8>, line: Int = 1,
    _ body: (inout JSONReader) throws(Flaw) -> T
  ) throws(Flaw) -> T {
    try bytes.withUnsafeBufferPointer { bytes throws(Flaw) in
      try read(UnsafeRawBufferPointer(bytes), line: line, body)
    }
  }

  /// Whether nothing but white space is left.
  package mutating func isAtEnd() -> Bool { nextByte() == nil }

  /// What the value that comes next is by its first letter; `nil` where no value starts with it.
  package mutating func kind() -> JSONKind? {
    switch nextByte() {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
    case UInt8(ascii: "n"): .null
    default: nil
    }
  }

  /// The line that is reached: where what was read last ends.
  package mutating func line() -> Int {
    counted.lines += lineFeeds(in: counted.end..<position)
    counted.end = position
    return firstLine + counted.lines
  }

  /// The value that comes next, with all that is in it.
  package mutating func value() throws(Flaw) -> JSONValue {
    let kind = kind()
    let line = line()
    let content: JSONValue.Content
    switch kind {
    case .object:
      var members: [(key: JSONKey, value: JSONValue)] = []
      try object(equalKeys: true) { key, reader throws(Flaw) in
        members.append((key, try reader.value()))
      }
      content = .object(members)
    case .array:
      var elements: [JSONValue] = []
      try array { reader throws(Flaw) in elements.append(try reader.value()) }
      content = .array(elements)
    case .string: content = .string(try string())
    case .number: content = .number(try number())
    case .bool: content = .bool(try bool())
    case .null:
      try literal("null")
      content = .null
    case nil: throw noValue()
    }
    return JSONValue(content: content, line: line)
  }

  /// Reads the object that comes next. `body` gets each key and must read its value.
  ///
  /// - Parameter equalKeys: whether `body` gets equal keys too, because it tells them itself.
  package mutating func object(
    equalKeys: Bool = false, _ body: (JSONKey, inout JSONReader) throws(Flaw) -> Void
  ) throws(Flaw) {
    var keys: Set<JSONKey> = []
    try collection("{", "}", of: "an object") { reader throws(Flaw) in
      guard reader.kind() == .string else { throw reader.expected("a key in quotation marks") }
      let key = JSONKey(try reader.string())
      guard equalKeys || keys.insert(key).inserted else {
        throw Flaw(
          line: reader.line(), reason: "\(quoted(key.text)) is given twice; keep one of them")
      }
      guard reader.nextByte() == UInt8(ascii: ":") else { throw reader.expected("\":\"") }
      reader.position += 1
      try body(key, &reader)
    }
  }

  /// Reads the array that comes next. `body` must read each element, and gets those before a
  /// mistake.
  package mutating func array(
    _ body: (inout JSONReader) throws(Flaw) -> Void
  ) throws(Flaw) {
    try collection("[", "]", of: "an array", body)
  }

  private mutating func collection(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, of what: String,
    _ body: (inout JSONReader) throws(Flaw) -> Void
  ) throws(Flaw) {
    guard nextByte() == UInt8(ascii: opening) else { throw expected(what) }
    position += 1
    guard depth < Self.deepest else {
      throw flaw("is nested deeper than the \(Self.deepest) levels it may have")
    }
    depth += 1
    var isOpen = nextByte() != UInt8(ascii: closing)
    while isOpen {
      try body(&self)
      let next = nextByte()
      guard next == UInt8(ascii: ",") || next == UInt8(ascii: closing) else {
        throw expected("\",\" or \"\(closing)\"")
      }
      isOpen = next == UInt8(ascii: ",")
      if isOpen { position += 1 }
    }
    position += 1
    depth -= 1
  }

  /// The number that comes next.
  package mutating func number() throws(Flaw) -> JSONNumber {
    guard kind() == .number else { throw expected("a number") }
    let start = position
    try passNumber()
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let number = JSONNumber(text) else {
      position = start
      throw flaw("is \(quoted(text)), too large a number; it must be below 1.8e308")
    }
    return number
  }

  private mutating func passNumber() throws(Flaw) {
    if byte == UInt8(ascii: "-") {
      position += 1
      if isNumberOfOthers { throw noValue() }
    }
    if byte == UInt8(ascii: "0") { position += 1 } else { try passDigits() }
    if byte == UInt8(ascii: ".") {
      position += 1
      try passDigits()
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      position += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
      try passDigits()
    }
  }

  private mutating func passDigits() throws(Flaw) {
    let start = position
    while let byte, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
    if position == start { throw expected("a digit") }
  }

  /// The truth value that comes next.
  package mutating func bool() throws(Flaw) -> Bool {
    guard kind() == .bool else { throw expected("true or false") }
    let isTrue = byte == UInt8(ascii: "t")
    try literal(isTrue ? "true" : "false")
    return isTrue
  }

  private mutating func literal(_ text: StaticString) throws(Flaw) {
    let letters = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard bytes[position...].starts(with: letters) else {
      throw isNumberOfOthers ? noValue() : expected("\(text)")
    }
    position += letters.count
  }

  /// Passes over the value that comes next.
  package mutating func skip() throws(Flaw) {
    switch kind() {
    case .object: try object(equalKeys: true) { _, reader throws(Flaw) in try reader.skip() }
    case .array: try array { reader throws(Flaw) in try reader.skip() }
    case .string: try passString()
    case .number: try passNumber()
    case .bool: _ = try bool()
    case .null: try literal("null")
    case nil: throw noValue()
    }
  }

  var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The next byte that is not white space; `nil` at the end.
  mutating func nextByte() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        position += 1
      case let byte: return byte
      }
    }
    return nil
  }

  private func lineFeeds(in range: Range<Int>) -> Int {
    bytes[range].count { $0 == UInt8(ascii: "\n") }
  }

  /// Whether what comes next is `NaN`, `Infinity`, `-inf` or such, which others write and JSON does not
  /// have.
  private var isNumberOfOthers: Bool {
    let word = String(decoding: bytes[position...].prefix(3), as: UTF8.self)
    return word.hasPrefix("N") || word.hasPrefix("I") || word == "nan" || word == "inf"
  }

  private func noValue() -> Flaw {
    expected(isNumberOfOthers ? "a number, or null for a masked score," : "a value")
  }

  func expected(_ what: String) -> Flaw {
    guard byte != nil else {
      return Flaw(
        line: firstLine + lineFeeds(in: 0..<position),
        reason: "the text ends where \(what) must stand")
    }
    // Sixteen bytes hold a whole scalar at least, and a message needs no more.
    let rest = bytes[position...].prefix(16)
    let found = String(decoding: rest, as: UTF8.self).prefix(1)
    guard rest.starts(with: found.unicodeScalars.prefix(1).map(String.init).joined().utf8) else {
      return flaw("is not UTF-8; save the file as UTF-8")
    }
    return flaw("has \(quoted(String(found))) where \(what) must stand")
  }

  func flaw(_ reason: String) -> Flaw {
    let lineStart = bytes[..<position].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let before = String(decoding: bytes[lineStart..<position], as: UTF8.self)
    return Flaw(
      line: firstLine + lineFeeds(in: 0..<position),
      reason: "column \(before.unicodeScalars.count + 1) \(reason)")
  }
}
