/// Reads JSON from its start to its end, member by member, without building a tree.
///
/// The decoder in FoundationEssentials takes keys for equal that only mean the same ("é" in one
/// code point and in two), and the last of two equal keys; a vocabulary needs its keys byte for
/// byte. It also needs far longer.
struct JSONScanner {
  /// Where the text is no JSON, or not of the form that was asked for.
  struct Flaw: Error {
    let reason: String
  }

  private static let deepest = 128
  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  private var depth = 0

  /// A scanner of `bytes`, which are UTF-8 and stay valid while it reads.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// The first byte of the next value; 0 at the end.
  mutating func peek() -> UInt8 {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0a, 0x0d: position += 1
      case let byte: return byte
      }
    }
    return 0
  }

  /// Reads the object that comes next. `body` gets each key and must read its value.
  mutating func object(
    _ body: (_ key: [UInt8], inout JSONScanner) throws(Flaw) -> Void
  ) throws(Flaw) {
    var key: [UInt8] = []
    try collection("{", "}", of: "an object") { scanner throws(Flaw) in
      key.removeAll(keepingCapacity: true)
      try scanner.string(into: &key)
      try scanner.expect(":", "a colon")
      try body(key, &scanner)
    }
  }

  /// Reads the array that comes next. `body` must read each value.
  mutating func array(_ body: (inout JSONScanner) throws(Flaw) -> Void) throws(Flaw) {
    try collection("[", "]", of: "an array", body)
  }

  private mutating func collection(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, of what: String,
    _ body: (inout JSONScanner) throws(Flaw) -> Void
  ) throws(Flaw) {
    try expect(opening, what)
    guard depth < Self.deepest else {
      throw Flaw(reason: "is nested deeper than the \(Self.deepest) levels it may have")
    }
    depth += 1
    var isFirst = true
    while isFirst ? peek() != UInt8(ascii: closing) : true {
      try body(&self)
      isFirst = false
      if peek() == UInt8(ascii: closing) { break }
      try expect(",", "a comma")
    }
    position += 1
    depth -= 1
  }

  /// The string that comes next.
  mutating func string() throws(Flaw) -> String {
    var text: [UInt8] = []
    try string(into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the bytes of the string that comes next to `text`.
  mutating func string(into text: inout [UInt8]) throws(Flaw) {
    try expect("\"", "a string")
    while position < bytes.count {
      let start = position
      while position < bytes.count, Self.standsForItself(bytes[position]) { position += 1 }
      text.append(contentsOf: bytes[start..<position])
      guard position < bytes.count else { break }
      position += 1
      switch bytes[position - 1] {
      case UInt8(ascii: "\""): return
      case UInt8(ascii: "\\"): text.append(contentsOf: try escaped().utf8)
      default: throw expected("no control character", at: position - 1)
      }
    }
    throw expected("the end of a string", at: position)
  }

  /// Whether `byte` means itself in a string.
  private static func standsForItself(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private mutating func escaped() throws(Flaw) -> String {
    let start = position
    let byte = position < bytes.count ? bytes[position] : 0
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw expected("an escape", at: start)
    }
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return String(scalar) }
    if UTF16.isLeadSurrogate(first), bytes[position...].starts(with: "\\u".utf8) {
      position += 2
      let second = try codeUnit()
      if UTF16.isTrailSurrogate(second) {
        return String(UTF16.decode(UTF16.EncodedScalar([first, second])))
      }
    }
    throw expected("both halves of a surrogate pair", at: start)
  }

  private mutating func codeUnit() throws(Flaw) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard position < bytes.count,
        let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
      else { throw expected("a hexadecimal digit", at: position) }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }

  /// The whole number that comes next; `nil`, and the value is passed over, for anything else.
  mutating func wholeNumber() throws(Flaw) -> Int? {
    _ = peek()
    let start = position
    try skip()
    guard position - start <= 18 else { return nil }
    var number = 0
    for index in start..<position {
      guard 0x30...0x39 ~= bytes[index] else { return nil }
      number = number * 10 + Int(bytes[index] - 0x30)
    }
    return number
  }

  /// The truth value that comes next, `nil` for null.
  mutating func truth() throws(Flaw) -> Bool? {
    switch peek() {
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"):
      try word("false")
      return false
    case UInt8(ascii: "n"):
      try word("null")
      return nil
    default: throw expected("true, false or null", at: position)
    }
    return true
  }

  /// Passes over the value that comes next.
  mutating func skip() throws(Flaw) {
    switch peek() {
    case UInt8(ascii: "{"): try object { _, scanner throws(Flaw) in try scanner.skip() }
    case UInt8(ascii: "["): try array { scanner throws(Flaw) in try scanner.skip() }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): _ = try truth()
    default: try number()
    }
  }

  /// Reads to the end, where nothing but white space may stand.
  mutating func end() throws(Flaw) {
    _ = peek()
    guard position == bytes.count else { throw expected("the end", at: position) }
  }

  private mutating func number() throws(Flaw) {
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
    try digits()
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
    position += 1
    if position < bytes.count, [0x2b, 0x2d].contains(bytes[position]) { position += 1 }
    try digits()
  }

  private mutating func digits() throws(Flaw) {
    let start = position
    while position < bytes.count, 0x30...0x39 ~= bytes[position] { position += 1 }
    guard position > start else { throw expected("a value", at: start) }
  }

  private mutating func word(_ text: String) throws(Flaw) {
    guard bytes[position...].starts(with: text.utf8) else { throw expected(text, at: position) }
    position += text.utf8.count
  }

  private mutating func expect(_ scalar: Unicode.Scalar, _ what: String) throws(Flaw) {
    guard peek() == UInt8(ascii: scalar) else { throw expected(what, at: position) }
    position += 1
  }

  private func expected(_ what: String, at place: Int) -> Flaw {
    Flaw(
      reason: place < bytes.count
        ? "should have \(what) at byte \(place + 1)" : "ends where \(what) should follow")
  }
}
