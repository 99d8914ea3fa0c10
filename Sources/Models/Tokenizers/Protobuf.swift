/// A message of Protocol Buffers: fields with numbers, each a number or bytes. Source: Google, "Protocol
/// Buffers encoding".
struct Protobuf {
  enum Value {
    case number(UInt64)
    case bits(UInt32)
    case bytes(ArraySlice<UInt8>)
  }

  /// What is there is no such message.
  struct Broken: Error {}

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next field; `nil` after the last one.
  mutating func next() throws(Broken) -> (field: UInt64, value: Value)? {
    guard !rest.isEmpty else { return nil }
    let key = try number()
    let value: Value
    switch key & 7 {
    case 0: value = .number(try number())
    case 1: value = .bytes(try take(8))
    case 2: value = .bytes(try take(Int(clamping: number())))
    case 5:
      value = .bits(try take(4).reversed().reduce(0) { $0 << 8 | UInt32($1) })
    default: throw Broken()
    }
    return (key >> 3, value)
  }

  private mutating func take(_ count: Int) throws(Broken) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw Broken() }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// Seven bits a byte, the lowest first; the last byte is below 128.
  private mutating func number() throws(Broken) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { throw Broken() }
      number |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return number }
    }
    throw Broken()
  }
}
