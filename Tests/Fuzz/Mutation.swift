import RandomText

/// Makes a broken file of a whole one: bytes changed, taken out, doubled, or another file's in their
/// place; and of JSON also its numbers, strings and parts.
enum Mutation {
  /// A few changes of `bytes`.
  static func broken(
    _ bytes: [UInt8], isJSON: Bool, others: [[UInt8]] = [], using random: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<(Int.random(in: 1...4, using: &random)) {
      if isJSON, !random.isOne(in: 4) {
        bytes = JSONParts.broken(bytes, using: &random)
      } else {
        bytes = cut(bytes, others, using: &random)
      }
    }
    return bytes
  }

  private static let edges: [[UInt8]] = [
    [0], [0xFF], [0x1B, 0x5B, 0x32, 0x4A], [0xC2, 0x9B], [0xE2, 0x80, 0xAE], [0xED, 0xA0, 0x80],
    [0x0A],
    [0x0D, 0x0A], [0x22], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xF4, 0x90, 0x80, 0x80], [0xCC, 0x81],
  ]

  private static func cut(
    _ bytes: [UInt8], _ others: [[UInt8]], using random: inout SeededGenerator
  ) -> [UInt8] {
    guard !bytes.isEmpty else { return random.one(of: edges) }
    var bytes = bytes
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let length = Int.random(
      in: 0...min(bytes.count - place, random.one(of: [1, 8, 100, Int.max])),
      using: &random)
    let part = place..<place + length
    switch Int.random(in: 0..<8, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 2: bytes.removeSubrange(part)
    case 3: bytes.removeSubrange(place...)
    case 4: bytes.insert(contentsOf: bytes[part], at: place)
    case 5: bytes.insert(contentsOf: random.one(of: edges), at: place)
    case 6:
      let other = others.isEmpty ? bytes : random.one(of: others)
      let start = Int.random(in: 0...other.count, using: &random)
      bytes.replaceSubrange(part, with: other[start...].prefix(length + 1))
    default: bytes[part].reverse()
    }
    return bytes
  }
}
