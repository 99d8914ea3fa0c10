import Glibc

/// Texts made ready to be searched for words, in whatever case: all in lower case, one behind the
/// other, so that a hundred thousand of them are looked through in the time of a key.
package struct SearchedTexts: Sendable {
  private var bytes: [UInt8] = []
  /// Where each text ends.
  private var ends: [Int] = []

  package init() {}

  /// Adds a text and what it is called.
  package mutating func append(title: String?, _ text: String) {
    if let title { add(title + " ") }
    add(text)
    // No word has it, so that none is found over an end.
    bytes.append(0)
    ends.append(bytes.count)
  }

  private mutating func add(_ text: String) {
    let utf8 = text.utf8
    if utf8.allSatisfy({ $0 < 0x80 }) {
      for byte in utf8 { bytes.append(0x41...0x5A ~= byte ? byte | 0x20 : byte) }
    } else {
      bytes += text.lowercased().utf8
    }
  }

  /// Adds all of `others`.
  package mutating func append(_ others: SearchedTexts) {
    let start = bytes.count
    bytes += others.bytes
    ends += others.ends.map { start + $0 }
  }

  /// The texts in which each of `words` stands, whole or as a part of a word, counted from 0.
  ///
  /// - Complexity: O(*n*) in the length of all texts.
  package func places(of words: [String]) -> [Int] {
    let words = words.map { Array($0.lowercased().utf8) }.filter { !$0.isEmpty }
    // The longest is in the fewest.
    guard let rarest = words.max(by: { $0.count < $1.count }) else { return Array(ends.indices) }
    return bytes.withUnsafeBytes { bytes in
      var places: [Int] = []
      var (place, start) = (0, 0)
      while let found = Self.find(rarest, in: bytes, from: start, to: bytes.count) {
        while ends[place] <= found { place += 1 }
        let (first, end) = (place == 0 ? 0 : ends[place - 1], ends[place])
        if words.allSatisfy({ Self.find($0, in: bytes, from: first, to: end) != nil }) {
          places.append(place)
        }
        start = end
      }
      return places
    }
  }

  /// Where `word` begins first in a part of `bytes`.
  private static func find(
    _ word: [UInt8], in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int
  ) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var place = start
    while place + word.count <= end,
      let found = memchr(base + place, Int32(word[0]), end - word.count + 1 - place)
    {
      if memcmp(found, word, word.count) == 0 { return UnsafeRawPointer(found) - base }
      place = UnsafeRawPointer(found) - base + 1
    }
    return nil
  }
}
