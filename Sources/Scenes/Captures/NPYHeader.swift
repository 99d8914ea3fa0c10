import Models
import Text

/// The header of an array that NumPy wrote: the type of its numbers or texts, and its shape.
/// Source: the description of the format in numpy.lib.format.
package struct NPYHeader {
  /// What an array is of.
  package enum Element: Equatable, Sendable {
    /// Numbers.
    case number(ElementType)
    /// Texts of so many UTF-32 code units, filled up with 0.
    case text(Int)
    /// Texts of so many bytes, filled up with 0.
    case bytes(Int)

    /// How many bytes one takes.
    var size: Int {
      switch self {
      case .number(let type): type.size
      case .text(let count): 4 * count
      case .bytes(let count): count
      }
    }
  }

  /// What it is of.
  package let element: Element
  /// How long it is in each dimension, the last one running fastest.
  package let shape: [Int]
  /// Where the array's elements begin.
  package let end: Int

  /// So many bytes hold the longest header.
  static let longest = 10_000

  /// - Parameters:
  ///   - start: the first bytes of the array's file, `longest` of them where it has as many.
  ///   - name: what to call the array.
  package init(_ start: UnsafeRawBufferPointer, of name: String) throws(CaptureError) {
    let data = LittleEndianBytes(start)
    guard data.slice(0, 6)?.elementsEqual([0x93] + Array("NUMPY".utf8)) ?? false else {
      throw CaptureError("\(name) is not an array that NumPy wrote")
    }
    let isFirst = data.number(UInt8.self, at: 6) == 1
    let length =
      isFirst ? data.number(UInt16.self, at: 8) : data.number(UInt32.self, at: 8)
    let text = length.flatMap { data.slice(isFirst ? 10 : 12, $0) }
    guard let length, let text else {
      throw CaptureError("\(name) has no whole header; it was cut short, write it again")
    }
    end = (isFirst ? 10 : 12) + length
    var literal = PythonLiteral(String(decoding: text, as: UTF8.self))
    guard case .dictionary(let entries)? = literal.value(),
      case .text(let type)? = entries["descr"],
      case .tuple(let lengths)? = entries["shape"], let isFortran = entries["fortran_order"]
    else {
      throw CaptureError(
        "\(name) has a header that says no type and shape of plain numbers; save an array of"
          + " floats")
    }
    element = try Self.element(type, of: name)
    shape = lengths.compactMap { if case .integer(let length) = $0 { length } else { nil } }
    guard shape.count == lengths.count, shape.allSatisfy({ $0 >= 0 }) else {
      throw CaptureError("\(name) has an impossible shape; write it again")
    }
    guard isFortran == .bool(false) || shape.count < 2 else {
      throw CaptureError(
        "\(name) lies in Fortran order, column by column; save np.ascontiguousarray of it")
    }
  }

  private static func element(_ type: String, of name: String) throws(CaptureError) -> Element {
    let order = type.first ?? "|"
    let kind = type.dropFirst().first ?? "?"
    let count = Int(type.dropFirst(2))
    if order == ">", count != 1 {
      throw CaptureError(
        "\(name) is big-endian (\(SafeText(type).shown)); save it with"
          + " a.astype(a.dtype.newbyteorder('<'))")
    }
    let numbers: [String: ElementType] = [
      "f2": .float16, "f4": .float32, "f8": .float64, "i1": .int8, "i2": .int16, "i4": .int32,
      "i8": .int64, "u1": .uint8, "u2": .uint16, "u4": .uint32, "u8": .uint64, "b1": .bool,
    ]
    if let number = numbers[String(type.dropFirst())] { return .number(number) }
    switch (kind, count) {
    case ("O", _):
      throw CaptureError(
        "\(name) holds Python objects (a pickle), which run code when they are read; save texts as"
          + " np.array(tokens, dtype=str), numbers as np.float16")
    case ("U", let count?) where 0...Scene.longestLabel ~= count: return .text(count)
    case ("S", let count?) where 0...Scene.longestLabel ~= count: return .bytes(count)
    case ("V", 2?):
      throw CaptureError(
        "\(name) is of a type that NumPy has no name for, perhaps bfloat16; save"
          + " a.astype(np.float32)")
    default:
      throw CaptureError(
        "\(name) is of the type \(SafeText(type).shown); save it as np.float16 or np.float32")
    }
  }
}

/// A literal of Python's, as far as NumPy's headers have such.
private struct PythonLiteral {
  enum Value: Equatable {
    case text(String)
    case bool(Bool)
    case integer(Int)
    case tuple([Value])
    case dictionary([String: Value])
  }

  private var rest: Substring

  init(_ text: String) { rest = text[...] }

  /// The value that comes next; `nil` where that is none.
  mutating func value(depth: Int = 0) -> Value? {
    guard depth < 4 else { return nil }
    if take("{") { return dictionary(depth) }
    if take("(") { return tuple(depth) }
    if take("'") {
      guard let end = rest.firstIndex(of: "'") else { return nil }
      defer { rest = rest[rest.index(after: end)...] }
      return .text(String(rest[..<end]))
    }
    if take("True") { return .bool(true) }
    if take("False") { return .bool(false) }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return Int(digits).map { .integer($0) }
  }

  private mutating func dictionary(_ depth: Int) -> Value? {
    var entries: [String: Value] = [:]
    while !take("}") {
      guard case .text(let key)? = value(depth: depth + 1), take(":"),
        let value = value(depth: depth + 1), take(",") || rest.first == "}"
      else { return nil }
      entries[key] = value
    }
    return .dictionary(entries)
  }

  private mutating func tuple(_ depth: Int) -> Value? {
    var values: [Value] = []
    while !take(")") {
      guard let value = value(depth: depth + 1), take(",") || rest.first == ")" else { return nil }
      values.append(value)
    }
    return .tuple(values)
  }

  /// Passes over blanks and, where it follows, `text` and the blanks after it.
  private mutating func take(_ text: String) -> Bool {
    rest = rest.drop(while: \.isWhitespace)
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    if text != "'" { rest = rest.drop(while: \.isWhitespace) }
    return true
  }
}
