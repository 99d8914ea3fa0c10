import Text

/// The tokens of a model, numbered from 0: one a line of its vocab.txt, or as the file numbers them that
/// lists them (tokenizer.json, vocab.json, SentencePiece's own file or a .gguf file).
///
/// Tokens are the same only if their bytes are: "é" in one code point and in two are two tokens,
/// which `String` would take for one.
public struct Vocabulary: Sendable {
  private let bytes: [UInt8]
  private let lines: [Line]
  // Those that words are not cut into.
  private let added: Set<Int>
  // Open addressing: a line's number + 1, or 0 for a free slot. Half the slots stay free.
  private let slots: [UInt32]

  /// Where one token's bytes are.
  private struct Line: Equatable {
    let start: UInt32
    let end: UInt32
    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// How long a file with a vocabulary may be.
  static let longest = 100_000_000

  /// Reads the vocab.txt at `path`; lines may end in CRLF, and the last one without a line feed.
  ///
  /// Where a token is given twice, the later line is the one found.
  ///
  /// - Throws: why the file can't be read, or that it is not UTF-8.
  /// - Complexity: 1.7 ms for 30,522 tokens.
  public init(path: String) throws(ModelFileError) {
    let file = try MappedFile(path: path, atMost: Self.longest)
    guard String(validating: file.bytes, as: UTF8.self) != nil else {
      throw ModelFileError(file: path, reason: "is not UTF-8 text")
    }
    bytes = Array(file.bytes)
    lines = Self.lines(of: bytes)
    added = []
    slots = Self.slots(for: lines, of: bytes)
  }

  /// A token and the number that a file gives it.
  struct Entry {
    let id: Int
    /// Where its bytes are among those of all tokens.
    let bytes: Range<Int>
  }

  /// The tokens whose spellings lie in `bytes`, as `file` numbers them.
  ///
  /// - Parameter added: the numbers of those that words are not cut into.
  /// - Throws: which token breaks the rule that n tokens have the numbers 0 to n − 1, each once.
  init(
    _ entries: [Entry], in bytes: [UInt8], added: Set<Int> = [], file: String
  ) throws(ModelFileError) {
    func spelling(_ range: Range<Int>) -> String {
      "\"" + String(decoding: bytes[range], as: UTF8.self).prefix(60) + "\""
    }
    guard !entries.isEmpty else {
      throw ModelFileError(file: file, reason: "has a vocabulary without tokens")
    }
    var places = [Line?](repeating: nil, count: entries.count)
    for entry in entries {
      guard places.indices.contains(entry.id) else {
        throw ModelFileError(
          file: file,
          reason: "numbers the token \(spelling(entry.bytes)) \(entry.id); its \(entries.count) "
            + "tokens should have the numbers 0 to \(entries.count - 1), each once")
      }
      if let other = places[entry.id] {
        throw ModelFileError(
          file: file,
          reason: "gives the number \(entry.id) to two tokens, \(spelling(other.range)) and "
            + "\(spelling(entry.bytes)); each needs its own")
      }
      places[entry.id] = Line(
        start: UInt32(entry.bytes.lowerBound), end: UInt32(entry.bytes.upperBound))
    }
    self.bytes = bytes
    lines = places.compactMap(\.self)
    self.added = added
    slots = Self.slots(for: lines, of: bytes)
    guard slots.count(where: { $0 != 0 }) == lines.count else {
      let doubled = lines.first { id(of: bytes[$0.range]).map { lines[$0] } != $0 }
      throw ModelFileError(
        file: file,
        reason: "gives the token \(doubled.map { spelling($0.range) } ?? "") two numbers; "
          + "each token needs one")
    }
  }

  /// The tokens that `file` lists, with those of `others` that have numbers of their own among them.
  /// Words are not cut into these.
  ///
  /// - Throws: which token breaks the rule that n tokens have the numbers 0 to n − 1, each once.
  init(
    _ tokens: ListedTokens, adding others: [AddedToken] = [], file: String
  ) throws(ModelFileError) {
    var tokens = tokens
    let ids = Set(others.compactMap(\.id))
    var known: [Int: Range<Int>] = [:]
    for entry in tokens.entries where ids.contains(entry.id) { known[entry.id] = entry.bytes }
    var added: Set<Int> = []
    for token in others {
      guard let id = token.id else { continue }
      if let range = known[id], tokens.bytes[range].elementsEqual(token.text.utf8) { continue }
      tokens.append(token.text.utf8, id: id)
      added.insert(id)
    }
    try self.init(tokens.entries, in: tokens.bytes, added: added, file: file)
  }

  private init(bytes: [UInt8], lines: [Line], added: Set<Int>) {
    self.bytes = bytes
    self.lines = lines
    self.added = added
    slots = Self.slots(for: lines, of: bytes)
  }

  /// The vocabulary with those of `tokens` behind its own that are not in it. Words are not cut into
  /// them.
  func adding(_ tokens: [AddedToken]) -> Vocabulary {
    var (bytes, lines, added) = (bytes, lines, added)
    var new: Set<[Unicode.Scalar]> = []
    for token in tokens where id(of: token.text) == nil && new.insert(token.spelling).inserted {
      let start = UInt32(bytes.count)
      bytes += token.text.utf8
      added.insert(lines.count)
      lines.append(Line(start: start, end: UInt32(bytes.count)))
    }
    return new.isEmpty ? self : Vocabulary(bytes: bytes, lines: lines, added: added)
  }

  /// How many tokens there are.
  public var count: Int { lines.count }

  /// The token with the number `id`, spelled as the file spells it.
  public subscript(id: Int) -> String {
    String(decoding: bytes[lines[id].range], as: UTF8.self)
  }

  /// The bytes of the token with the number `id`.
  func bytes(of id: Int) -> ArraySlice<UInt8> { bytes[lines[id].range] }

  /// How many bytes the spelling of the token with the number `id` takes.
  func length(of id: Int) -> Int { lines[id].range.count }

  /// The number of `token`; `nil` for one that is not in the vocabulary.
  public func id(of token: String) -> Int? {
    id(of: token.utf8)
  }

  /// The number of the token with these bytes, if it is one that words are cut into.
  func pieceID(of token: some Collection<UInt8>) -> Int? {
    guard let id = id(of: token), added.isEmpty || !added.contains(id) else { return nil }
    return id
  }

  /// The number of the token with these bytes.
  func id(of token: some Collection<UInt8>) -> Int? {
    id(of: token, hash: Self.hash(token))
  }

  private func id(of token: some Collection<UInt8>, hash: Int) -> Int? {
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 {
      let id = Int(slots[slot]) - 1
      if bytes[lines[id].range].elementsEqual(token) { return id }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Calls `body` with each token that `bytes` begin with, if it is one that words are cut into: its
  /// number, and how many bytes it has.
  ///
  /// - Complexity: O(bytes).
  func forEachPrefix(of bytes: ArraySlice<UInt8>, _ body: (_ id: Int, _ length: Int) -> Void) {
    var hash = FowlerNollVo()
    for (place, byte) in zip(bytes.indices, bytes) {
      hash.add(UInt64(byte))
      if let id = id(of: bytes[bytes.startIndex...place], hash: Self.folded(hash)),
        added.isEmpty || !added.contains(id)
      {
        body(id, place + 1 - bytes.startIndex)
      }
    }
  }

  /// The numbers of the tokens that consist of `a` to `z` alone and have two letters or more.
  var plainWords: [Int] {
    bytes.withUnsafeBufferPointer { bytes in
      lines.indices.filter { id in
        lines[id].range.count >= 2 && bytes[lines[id].range].allSatisfy { 97...122 ~= $0 }
      }
    }
  }

  /// The numbers of the tokens that are a blank and two letters or more in any script, and of words in
  /// scripts that have no blanks.
  ///
  /// - Parameters:
  ///   - blank: what stands for a blank in a token.
  ///   - text: what a token stands for in a text.
  func words(blank: Unicode.Scalar, _ text: (Int) -> String) -> [Int] {
    let letters = (0...255).map { byte in 0x41...0x5a ~= byte || 0x61...0x7a ~= byte }
    let blank = Array(String(blank).utf8)
    return lines.indices.filter { id in
      let bytes = bytes(of: id)
      // Most tokens are known by their bytes.
      let isSpaced = bytes.starts(with: blank)
      let word = isSpaced ? bytes.dropFirst(blank.count) : bytes
      if word.allSatisfy({ letters[Int($0)] }) { return isSpaced && word.count >= 2 }
      return word.contains { $0 >= 0x80 } && Self.isWord(text(id).unicodeScalars)
    }
  }

  private static func isWord(_ text: String.UnicodeScalarView) -> Bool {
    let word = text.first == " " ? text.dropFirst() : text[...]
    guard word.allSatisfy({ $0.properties.isAlphabetic }), let first = word.first else {
      return false
    }
    let hasNoBlanks = first.properties.isIdeographic || 0x3040...0x30ff ~= first.value
    return hasNoBlanks || word.count < text.count && word.count >= 2
  }

  private static func lines(of bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    bytes.withUnsafeBufferPointer { bytes in
      while start < bytes.count {
        let feed = bytes[start...].firstIndex(of: 10) ?? bytes.count
        let end = feed > start && bytes[feed - 1] == 13 ? feed - 1 : feed
        lines.append(Line(start: UInt32(start), end: UInt32(end)))
        start = feed + 1
      }
    }
    return lines
  }

  private static func slots(for lines: [Line], of bytes: [UInt8]) -> [UInt32] {
    var size = 2
    while size < lines.count * 2 { size *= 2 }
    var slots = [UInt32](repeating: 0, count: size)
    bytes.withUnsafeBufferPointer { bytes in
      for (id, line) in lines.enumerated() {
        let token = bytes[line.range]
        var slot = hash(token) & (size - 1)
        while slots[slot] != 0, !bytes[lines[Int(slots[slot]) - 1].range].elementsEqual(token) {
          slot = (slot + 1) & (size - 1)
        }
        slots[slot] = UInt32(id + 1)
      }
    }
    return slots
  }

  private static func hash(_ token: some Collection<UInt8>) -> Int {
    var hash = FowlerNollVo()
    for byte in token { hash.add(UInt64(byte)) }
    return folded(hash)
  }

  private static func folded(_ hash: FowlerNollVo) -> Int {
    Int(truncatingIfNeeded: (hash.sum ^ hash.sum >> 32) & 0x7fff_ffff)
  }
}
