import Text

/// Reads JSON and remembers lines.
///
/// The decoder in FoundationEssentials says neither where the syntax is wrong nor on which line a
/// value stands, takes the last of two equal keys, and gives up a whole array for one bad entry.
/// A teacher who writes a file by hand needs better than that.
package struct JSONParser {
  private static let deepest = 64
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var line: Int
  private var lineStart: Int
  private var depth = 0

  package init(_ bytes: ArraySlice<UInt8>, line: Int = 1) {
    self.bytes = bytes
    self.line = line
    position = bytes.startIndex
    lineStart = position
  }

  /// The next byte that is not white space; `nil` at the end.
  package mutating func peek() -> UInt8? {
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: "\n"):
        line += 1
        lineStart = position + 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: return bytes[position]
      }
      position += 1
    }
    return nil
  }

  package mutating func value() throws(Flaw) -> JSONValue {
    let next = peek()
    let line = line
    guard depth < Self.deepest else {
      throw flaw("is nested deeper than the \(Self.deepest) levels it may have")
    }
    depth += 1
    defer { depth -= 1 }
    let content: JSONValue.Content
    switch next {
    case UInt8(ascii: "{"): content = .object(try object())
    case UInt8(ascii: "["):
      var elements: [JSONValue] = []
      try eachElement { elements.append($0) }
      content = .array(elements)
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      content = .number(try number())
    case UInt8(ascii: "t"): content = try literal("true", .bool(true))
    case UInt8(ascii: "f"): content = try literal("false", .bool(false))
    case UInt8(ascii: "n"): content = try literal("null", .null)
    case UInt8(ascii: "N"), UInt8(ascii: "I"):
      throw expected("a number, or null for a masked score,")
    default: throw expected("a value")
    }
    return JSONValue(content: content, line: line)
  }

  /// Hands over the elements of the array that starts here as they are read, so that those before
  /// a mistake are not lost.
  package mutating func eachElement(_ body: (JSONValue) -> Void) throws(Flaw) {
    position += 1
    guard peek() != UInt8(ascii: "]") else {
      position += 1
      return
    }
    while true {
      body(try value())
      if try endsAfterElement(with: UInt8(ascii: "]")) { return }
    }
  }

  package mutating func end() throws(Flaw) {
    if peek() != nil { throw expected("the end") }
  }

  private mutating func object() throws(Flaw) -> [(key: String, value: JSONValue)] {
    position += 1
    var members: [(key: String, value: JSONValue)] = []
    guard peek() != UInt8(ascii: "}") else {
      position += 1
      return members
    }
    while true {
      guard peek() == UInt8(ascii: "\"") else { throw expected("a key in quotation marks") }
      let key = try string()
      guard peek() == UInt8(ascii: ":") else { throw expected("\":\"") }
      position += 1
      members.append((key, try value()))
      if try endsAfterElement(with: UInt8(ascii: "}")) { return members }
    }
  }

  private mutating func endsAfterElement(with closing: UInt8) throws(Flaw) -> Bool {
    let next = peek()
    guard next == closing || next == UInt8(ascii: ",") else {
      throw expected("\",\" or \"\(Character(Unicode.Scalar(closing)))\"")
    }
    position += 1
    return next == closing
  }

  private mutating func literal(
    _ text: String, _ content: JSONValue.Content
  ) throws(Flaw) -> JSONValue.Content {
    guard bytes[position...].starts(with: text.utf8) else { throw expected(text) }
    position += text.utf8.count
    return content
  }

  private mutating func number() throws(Flaw) -> Double {
    let start = position
    if byte == UInt8(ascii: "-") { position += 1 }
    if byte == UInt8(ascii: "0") { position += 1 } else { try digits() }
    if byte == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      position += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let number = Double(text), number.isFinite else {
      position = start
      throw flaw("is \(quoted(text)), too large a number; it must be below 1.8e308")
    }
    return number
  }

  private mutating func digits() throws(Flaw) {
    let start = position
    while let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    if position == start { throw expected("a digit") }
  }

  private mutating func string() throws(Flaw) -> String {
    let start = position
    var text: [UInt8] = []
    position += 1
    while let byte, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: String(try escaped()).utf8)
      } else if byte < 0x20 {
        throw expected("\"\\n\", \"\\t\" or another escape in the string")
      } else {
        text.append(byte)
        position += 1
      }
    }
    guard byte != nil else { throw expected("the quotation mark that ends the string") }
    position += 1
    guard let string = String(validating: text, as: UTF8.self) else {
      position = start
      throw flaw("starts a string that is not UTF-8; save the file as UTF-8")
    }
    return string
  }

  private mutating func escaped() throws(Flaw) -> Unicode.Scalar {
    position += 1
    guard byte == UInt8(ascii: "u") else {
      let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r",
        "t": "\t",
      ]
      guard let byte, let scalar = escapes[Unicode.Scalar(byte)] else {
        throw expected("one of \"\\/bfnrtu")
      }
      position += 1
      return scalar
    }
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if UTF16.isLeadSurrogate(first), byte == UInt8(ascii: "\\") {
      position += 1
      if byte == UInt8(ascii: "u") {
        let second = try codeUnit()
        if UTF16.isTrailSurrogate(second) {
          return UTF16.decode(UTF16.EncodedScalar([first, second]))
        }
      }
    }
    throw flaw("ends half a surrogate pair; write both halves, or the character itself")
  }

  private mutating func codeUnit() throws(Flaw) -> UInt16 {
    position += 1
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw expected("a hexadecimal digit")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }

  private var byte: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private func expected(_ what: String) -> Flaw {
    guard byte != nil else {
      return Flaw(line: line, reason: "the text ends where \(what) must stand")
    }
    // Sixteen bytes hold a whole scalar at least, and a message needs no more.
    let found = String(decoding: bytes[position...].prefix(16), as: UTF8.self).prefix(1)
    return flaw("has \(quoted(String(found))) where \(what) must stand")
  }

  private func flaw(_ reason: String) -> Flaw {
    let before = String(decoding: bytes[lineStart..<position], as: UTF8.self)
    return Flaw(line: line, reason: "column \(before.unicodeScalars.count + 1) \(reason)")
  }
}
