import Text

/// What a program wrote to a terminal: characters that show, and sequences that draw. Anything else would
/// be obeyed by the terminal, and comes from outside.
enum WrittenBytes {
  /// What gives the terminal back, after what took it.
  private static let pairs = [
    ("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?25l", "\u{1B}[?25h"),
    ("\u{1B}[?1h", "\u{1B}[?1l"),
    ("\u{1B}[?2004h", "\u{1B}[?2004l"), ("\u{1B}[?1000h", "\u{1B}[?1000l"),
    ("\u{1B}[?1002h", "\u{1B}[?1002l"), ("\u{1B}[?1006h", "\u{1B}[?1006l"),
    ("\u{1B}[?1004h", "\u{1B}[?1004l"),
  ]

  /// Says what is wrong with all that was written from the start of the program to its end.
  static func check(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let before = bytes[..<rest.startIndex].suffix(60)
      do {
        try checkNext(&rest)
      } catch {
        throw Broken("\(error), after \(String(decoding: before, as: UTF8.self).debugDescription)")
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    for (taking, giving) in pairs {
      guard let taken = text.lastRange(of: taking) else { continue }
      let given = text.lastRange(of: giving)
      try require(
        given.map { $0 > taken } ?? false, "it ended without \(giving.dropFirst()) at the end")
    }
  }

  private static func checkNext(_ rest: inout ArraySlice<UInt8>) throws {
    switch rest.removeFirst() {
    case 0x08, 0x09, 0x0A, 0x0D, 0x20...0x7E: break
    case 0x1B: try checkSequence(&rest)
    case let first where first >= 0x80: try checkCharacter(first, &rest)
    case let control: throw Broken("it wrote the control byte \(control)")
    }
  }

  private static func checkSequence(_ rest: inout ArraySlice<UInt8>) throws {
    switch rest.popFirst() {
    case UInt8(ascii: "["):
      let body = rest.prefix { 0x20...0x3F ~= $0 }
      rest = rest.dropFirst(body.count)
      let final = rest.popFirst().map { Character(Unicode.Scalar($0)) }
      try require(
        final.map { "ABCDEFGHJKLMPSTXZ`@bcdghilmnprtu".contains($0) } ?? false,
        "it wrote ESC [ \(named(String(decoding: body, as: UTF8.self))) \(final ?? " ")")
    case UInt8(ascii: "]"):
      let end = rest.firstIndex { $0 == 0x07 || $0 == 0x1B } ?? rest.endIndex
      let body = String(decoding: rest[..<end], as: UTF8.self)
      rest = rest[end...].dropFirst(rest[end...].first == 0x1B ? 2 : 1)
      let number = body.prefix { $0.isNumber }
      try require(
        ["4", "10", "11", "104", "110", "111"].contains(number), "it wrote ESC ] \(named(body))")
    case UInt8(ascii: "("), UInt8(ascii: ")"): rest = rest.dropFirst()
    case UInt8(ascii: "7"), UInt8(ascii: "8"), UInt8(ascii: "="), UInt8(ascii: ">"),
      UInt8(ascii: "M"), UInt8(ascii: "D"):
      break
    case let other: throw Broken("it wrote ESC \(other.map(String.init) ?? "")")
    }
  }

  private static func checkCharacter(_ first: UInt8, _ rest: inout ArraySlice<UInt8>) throws {
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let bytes = [first] + rest.prefix(length - 1)
    rest = rest.dropFirst(length - 1)
    guard let text = String(validating: bytes, as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else { throw Broken("it wrote the bytes \(bytes), which are no UTF-8") }
    let joins = [0x200D, 0xFE0E, 0xFE0F].contains(scalar.value)
    try require(joins || !SafeText.isHostile(scalar), "it wrote \(named(text))")
  }
}

extension String {
  /// Where `text` begins the last time, in bytes.
  fileprivate func lastRange(of text: String) -> Int? {
    let (bytes, wanted) = (Array(utf8), Array(text.utf8))
    guard bytes.count >= wanted.count else { return nil }
    return (0...bytes.count - wanted.count).last { bytes[$0...].starts(with: wanted) }
  }
}
