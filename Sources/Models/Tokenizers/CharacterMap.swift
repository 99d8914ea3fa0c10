import FoundationEssentials

/// The characters that a SentencePiece model writes otherwise: a list of texts, and a trie (a double
/// array) that says for some characters which of them takes their place. Sources: SentencePiece's
/// normalizer.cc; Yata, "Darts-clone", 2011; as the tokenizers library reads them.
package struct CharacterMap: Sendable {
  private let units: [UInt32]
  /// The texts, each with a 0 at its end.
  private let texts: [UInt8]
  /// How many code points the longest of them has.
  let longestText: Int

  /// How many code points one may have; the longest that SentencePiece writes has 18.
  static let mostOfText = 64

  /// - Parameter encoded: what a tokenizer.json has: the bytes in Base64.
  /// - Returns: `nil` where it is none.
  package init?(encoded: String) {
    guard let data = Data(base64Encoded: encoded) else { return nil }
    self.init([UInt8](data))
  }

  /// - Parameter bytes: the trie's size in bytes, the trie, and the texts.
  /// - Returns: `nil` where they are none.
  init?(_ bytes: [UInt8]) {
    func number(at place: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * $1) }
    }
    guard bytes.count >= 4 else { return nil }
    let size = Int(number(at: 0))
    guard size > 0, size % 4 == 0, size <= bytes.count - 4 else { return nil }
    units = (0..<size / 4).map { number(at: 4 + 4 * $0) }
    texts = Array(bytes[(4 + size)...])
    guard String(validating: texts, as: UTF8.self) != nil else { return nil }
    var (length, longest) = (0, 0)
    for byte in texts where byte & 0xc0 != 0x80 {
      length = byte == 0 ? 0 : length + 1
      longest = max(longest, length)
    }
    guard longest <= Self.mostOfText else { return nil }
    longestText = longest
  }

  /// How many code points a normal form may make of one of the texts.
  var longestDecomposedText: Int {
    texts.split(separator: 0).reduce(0) { longest, text in
      max(longest, NormalForm.longest(Array(String(decoding: text, as: UTF8.self).unicodeScalars)))
    }
  }

  /// What takes the place of `characters`: what their shortest beginning that the trie knows is written
  /// as; `nil` where it knows none.
  package func replacement(for characters: some Sequence<UInt8>) -> [Unicode.Scalar]? {
    guard var unit = units.first else { return nil }
    var node = Self.offset(unit)
    for byte in characters {
      guard byte != 0 else { return nil }
      node ^= Int(byte)
      guard units.indices.contains(node) else { return nil }
      unit = units[node]
      guard unit & (1 << 31 | 0xff) == UInt32(byte) else { return nil }
      node ^= Self.offset(unit)
      guard unit >> 8 & 1 == 1 else { continue }
      guard units.indices.contains(node) else { return nil }
      return text(at: Int(units[node] & (1 << 31 - 1)))
    }
    return nil
  }

  private static func offset(_ unit: UInt32) -> Int {
    Int(unit >> 10) << Int((unit & 1 << 9) >> 6)
  }

  private func text(at place: Int) -> [Unicode.Scalar]? {
    guard texts.indices.contains(place) else { return nil }
    let bytes = texts[place...].prefix { $0 != 0 }
    return String(validating: bytes, as: UTF8.self).map { Array($0.unicodeScalars) }
  }

  /// Clusters of so many bytes or more are only looked up character by character.
  private static let longest = 6

  /// `text` with all that the map knows written its way.
  func apply(_ text: [TextElement]) -> [TextElement] {
    var scalars: [(scalar: Unicode.Scalar, change: Int)] = []
    var isSame = true
    func replace(_ count: Int, with new: [Unicode.Scalar]) {
      isSame = false
      scalars += new.map { ($0, 0) }
      let more = new.count - count
      for place in scalars.count - max(0, more)..<scalars.count { scalars[place].change = 1 }
      // What is taken away goes into what stands before it.
      if more < 0, !scalars.isEmpty { scalars[scalars.count - 1].change += more }
    }
    var string = String.UnicodeScalarView()
    string.append(contentsOf: text.lazy.map(\.scalar))
    for cluster in String(string) {
      if cluster.utf8.count < Self.longest, let new = replacement(for: cluster.utf8) {
        replace(cluster.unicodeScalars.count, with: new)
        continue
      }
      for scalar in cluster.unicodeScalars {
        if let bytes = UTF8.encode(scalar), let new = replacement(for: bytes) {
          replace(1, with: new)
        } else {
          scalars.append((scalar, 0))
        }
      }
    }
    return isSame ? text : NormalForm.elements(of: scalars, from: text)
  }
}
