import Glibc
import Text

/// How strings are read: what means itself, escapes, and that all of it is UTF-8.
extension JSONReader {
  /// The string that comes next.
  package mutating func string() throws(Flaw) -> String {
    guard nextByte() == UInt8(ascii: "\"") else { throw expected("a string") }
    let start = position
    position += 1
    var unescaped: [UInt8] = []
    while true {
      let plain = passPlain()
      switch byte {
      case UInt8(ascii: "\""):
        let string: String?
        if unescaped.isEmpty {
          string = Self.string(plain)
        } else {
          unescaped += plain
          string = unescaped.withUnsafeBytes { Self.string($0) }
        }
        guard let string else {
          position = start
          throw flaw("starts a string that is not UTF-8; save the file as UTF-8")
        }
        position += 1
        return string
      case UInt8(ascii: "\\"):
        unescaped += plain
        unescaped += String(try escaped()).utf8
      case nil: throw expected("the quotation mark that ends the string")
      default: throw expected("\"\\n\", \"\\t\" or another escape in the string")
      }
    }
  }

  /// What `bytes` are as UTF-8; `nil` where they are not: where decoding them changed something.
  /// `String(validating:)` takes thrice as long for what is as short as a token.
  private static func string(_ bytes: UnsafeRawBufferPointer) -> String? {
    let string = String(decoding: bytes, as: UTF8.self)
    let isSame = string.utf8.withContiguousStorageIfAvailable { decoded in
      guard decoded.count == bytes.count else { return false }
      guard let start = decoded.baseAddress, let given = bytes.baseAddress else { return true }
      return memcmp(start, given, bytes.count) == 0
    }
    return isSame == true ? string : nil
  }

  /// Passes over the string that starts here.
  mutating func passString() throws(Flaw) {
    let start = position
    position += 1
    let isASCII = passPlain().allSatisfy { $0 < 0x80 }
    if isASCII, byte == UInt8(ascii: "\"") {
      position += 1
    } else {
      position = start
      _ = try string()
    }
  }

  /// Passes over what means itself in a string, and gives it.
  private mutating func passPlain() -> UnsafeRawBufferPointer {
    var end = position
    while end < bytes.count, Self.isPlain(bytes[end]) { end += 1 }
    defer { position = end }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<end])
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private mutating func escaped() throws(Flaw) -> Unicode.Scalar {
    position += 1
    let scalar: Unicode.Scalar
    switch byte {
    case UInt8(ascii: "\""): scalar = "\""
    case UInt8(ascii: "\\"): scalar = "\\"
    case UInt8(ascii: "/"): scalar = "/"
    case UInt8(ascii: "b"): scalar = "\u{8}"
    case UInt8(ascii: "f"): scalar = "\u{C}"
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "t"): scalar = "\t"
    case UInt8(ascii: "u"): return try scalarOfCodeUnits()
    default: throw expected("one of \"\\/bfnrtu")
    }
    position += 1
    return scalar
  }

  private mutating func scalarOfCodeUnits() throws(Flaw) -> Unicode.Scalar {
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
}
