import Glibc

/// Text that gives back the very bytes it was made of.
///
/// The name of a file is any bytes, and what is typed or pasted may be too. Swift repairs what is
/// not UTF-8, and the text then names another file. Here each such byte becomes a character that
/// stands for it, U+10FF00 and the byte, which `SafeText` shows as U+FFFD. Bytes that are UTF-8 for
/// one of these characters are kept one by one as well, so that no two names are confused.
extension String {
  /// The text of `bytes`.
  public init(lossless bytes: [UInt8]) {
    var scalars = String.UnicodeScalarView()
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var rest = bytes[...]
    reading: while true {
      switch parser.parseScalar(from: &iterator) {
      case .emptyInput: break reading
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if scalar.value < standIn {
          scalars.append(scalar)
        } else {
          scalars += rest.prefix(encoded.count).compactMap(Unicode.Scalar.init(standingFor:))
        }
        rest = rest.dropFirst(encoded.count)
      case .error(let length):
        scalars += rest.prefix(length).compactMap(Unicode.Scalar.init(standingFor:))
        rest = rest.dropFirst(length)
      }
    }
    self.init(scalars)
  }

  /// The text of the bytes up to the zero that ends them.
  public init(lossless bytes: UnsafePointer<CChar>) {
    let bytes = UnsafeBufferPointer(start: bytes, count: strlen(bytes))
    self.init(lossless: bytes.map(UInt8.init(bitPattern:)))
  }

  /// The bytes that the text was made of.
  public var losslessBytes: [UInt8] {
    unicodeScalars.flatMap { scalar in
      scalar.value < standIn
        ? Array(String(scalar).utf8) : [UInt8(truncatingIfNeeded: scalar.value)]
    }
  }

  /// Calls `body` with the bytes that the text was made of, as C wants the name of a file.
  public func withLosslessCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let characters = losslessBytes.map(CChar.init(bitPattern:)) + [0]
    return characters.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("a zero is in it") }
      return body(start)
    }
  }
}

/// The first of the characters that stand for bytes.
private let standIn: UInt32 = 0x10FF00

extension Unicode.Scalar {
  /// The character that stands for a byte which is no part of UTF-8.
  public init?(standingFor byte: UInt8) { self.init(standIn + UInt32(byte)) }
}
