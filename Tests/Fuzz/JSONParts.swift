import RandomText

/// JSON taken apart into its signs, strings and numbers, whether it is whole or not, so that one of them
/// can be changed.
enum JSONParts {
  /// `bytes` with one part changed, taken out, doubled or moved.
  static func broken(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    var parts = split(bytes)
    let values = parts.indices.filter { isValue(parts[$0]) }
    guard !values.isEmpty else { return bytes }
    let place =
      random.isOne(in: 4)
      ? Int.random(in: 0..<parts.count, using: &random) : random.one(of: values)
    switch Int.random(in: 0..<8, using: &random) {
    case 0..<3: parts[place] = value(like: parts[place], using: &random)
    case 3: parts[place] = parts[random.one(of: values)]
    case 4: parts.removeSubrange(group(at: place, in: parts))
    case 5:
      let group = parts[group(at: place, in: parts)]
      let separator = [UInt8(ascii: ",")]
      let times = random.one(of: [1, 1, 2, 70, 3000])
      guard group.count * times < 100_000 else { break }
      parts.insert(
        contentsOf: (0..<times).flatMap { _ in Array(group) + [separator] }, at: place)
    case 6:
      let other = random.one(of: values)
      parts.swapAt(place, other)
    default:
      let depth = random.one(of: [1, 1, 63, 64, 65, 10_000])
      parts.insert(Array(repeating: UInt8(ascii: "["), count: depth), at: place)
      parts.insert(
        Array(repeating: UInt8(ascii: "]"), count: depth), at: min(parts.count, place + 2))
    }
    return Array(parts.joined())
  }

  private static let numbers = [
    "0", "-0", "1", "-1", "2", "3", "0.001", "0.000999", "1000", "1000.0001", "10000", "10001",
    "-10000",
    "4096", "4097", "65535", "65536", "65537", "2147483647", "2147483648", "4294967296",
    "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "-9223372036854775809", "1e308", "-1e308", "1.8e308", "1e999", "-1e999", "5e-324", "1e-999",
    "3.4e38",
    "3.5e38", "0.1", "0.5", "NaN", "Infinity", "-Infinity", "01", "1.", ".5", "1e", "+1",
  ]

  private static let strings = [
    "", " ", "bank", "the", "L0H0", "L0", "L5H11", "L9223372036854775807H0",
    "L99999999999999999999H0",
    "0:1:10000", "0:1:-10000", "0:1:mask:all", "0:1:1e-400", "0:1:+1:L9223372036854775807",
    "9223372036854775807:0:1", "::", "a:b:c:d:e", "bank:bank:nan", "0:0:inf", "0:0:0x1p3", "minilm",
    "../../../etc/passwd", "/dev/zero", "/dev/stdin", "~", ".", "\\u0000", "\\ud800", "\\u001b[2J",
    "\\u202e", "\\u200b", "e\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301", "👩‍💻", "東京", "bert",
    "distilbert",
    "gelu", "relu", "F32", "F16", "BF16", "I64", "Q8_0", "similarity", "model", "given",
  ]

  private static func value(like part: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    let isNumber = part.first.map { $0 == UInt8(ascii: "-") || 0x30...0x39 ~= $0 } ?? false
    switch Int.random(in: 0..<10, using: &random) {
    case 0:
      return Array(
        random.one(of: ["null", "true", "false", "[]", "{}", "[[]]"]).utf8)
    case 1: return Array(random.one(of: numbers).utf8)
    case 2: return quoted(random.one(of: strings))
    case 3:
      let length = random.one(of: [1, 20, 10_001, 100_000])
      return quoted(
        String(repeating: random.one(of: ["a", "é ", "家"]), count: length))
    default:
      return isNumber
        ? Array(random.one(of: numbers).utf8)
        : quoted(random.one(of: strings))
    }
  }

  private static func quoted(_ text: String) -> [UInt8] { Array("\"\(text)\"".utf8) }

  private static func isValue(_ part: [UInt8]) -> Bool {
    guard let first = part.first else { return false }
    return first == UInt8(ascii: "\"") || first == UInt8(ascii: "-") || 0x30...0x39 ~= first
      || 0x61...0x7A ~= first
  }

  /// The part at `place`; where that opens an array or an object, all of it.
  private static func group(at place: Int, in parts: [[UInt8]]) -> Range<Int> {
    var depth = 0
    for end in place..<parts.count {
      switch parts[end].first {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      if depth <= 0 { return place..<end + 1 }
    }
    return place..<parts.count
  }

  private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var place = 0
    while place < bytes.count {
      let start = place
      switch bytes[place] {
      case UInt8(ascii: "\""):
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
          place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place = min(place + 1, bytes.count)
      case 0x30...0x39, 0x61...0x7A, 0x41...0x5A, UInt8(ascii: "-"):
        while place < bytes.count, isWord(bytes[place]) { place += 1 }
      default: place += 1
      }
      parts.append(Array(bytes[start..<place]))
    }
    return parts
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x61...0x7A, 0x41...0x5A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }
}
