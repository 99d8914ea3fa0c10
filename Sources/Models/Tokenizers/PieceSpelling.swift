/// How a byte-pair vocabulary spells the parts of a text.
enum PieceSpelling: Sendable {
  /// Byte after byte, each as the character that `ByteLevel` has for it.
  case bytes
  /// As they are written, with a sign for a blank, as SentencePiece does. A character that is no token is
  /// spelled by the tokens of its bytes, such as `<0xE2>`, where `fallsBack` is true and all of them are
  /// there; else it is the token `unknown`, one for several of them where `fuses` is true.
  case characters(blank: Unicode.Scalar, fallsBack: Bool, unknown: Int?, fuses: Bool)

  /// What SentencePiece puts for a blank.
  static let blank: Unicode.Scalar = "\u{2581}"

  /// What a token for one byte is called: `<0x0A>`.
  static func name(of byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "<0x\(digits.utf8.count < 2 ? "0" : "")\(digits)>"
  }

  /// The byte that `token` is called after.
  static func byte(_ token: String) -> UInt8? {
    guard token.utf8.count == 6, token.hasPrefix("<0x"), token.hasSuffix(">"),
      let byte = UInt8(token.dropFirst(3).dropLast(), radix: 16), name(of: byte) == token
    else { return nil }
    return byte
  }

  /// The bytes of `token` with blanks in the place of their signs.
  static func bytes(_ token: String, blank: Unicode.Scalar) -> [UInt8] {
    Array(
      String(String.UnicodeScalarView(token.unicodeScalars.map { $0 == blank ? " " : $0 })).utf8)
  }
}

/// Spells words with a vocabulary's tokens, before any of them are merged, and tokens as bytes.
struct PieceSpeller: Sendable {
  /// A word as its tokens spell it.
  struct Word {
    /// All bytes of the spelling.
    var bytes: [UInt8] = []
    /// For each byte, the place in the text of the code point that it is of.
    var places: [Int] = []
    /// The tokens, each with how many bytes of the spelling it is thought to take.
    var symbols: [(id: Int, length: Int)] = []
  }

  private let spelling: PieceSpelling
  private let vocabulary: Vocabulary
  /// The number of each byte's token.
  private let bytes: [Int?]

  init(_ spelling: PieceSpelling, _ vocabulary: Vocabulary) {
    (self.spelling, self.vocabulary) = (spelling, vocabulary)
    bytes =
      switch spelling {
      case .bytes: ByteLevel.characters.map { vocabulary.pieceID(of: String($0).utf8) }
      case .characters:
        (0...255).map { vocabulary.pieceID(of: PieceSpelling.name(of: $0).utf8) }
      }
  }

  /// How a blank before a word is spelled.
  var blank: Unicode.Scalar {
    switch spelling {
    case .bytes: ByteLevel.characters[0x20]
    case .characters(let blank, _, _, _): blank
    }
  }

  /// The token for what the vocabulary lacks.
  var unknown: Int? {
    if case .characters(_, _, let unknown, _) = spelling { unknown } else { nil }
  }

  func spell(_ word: ArraySlice<TextElement>) -> Word {
    switch spelling {
    case .bytes: spellBytes(word)
    case .characters(_, let fallsBack, let unknown, let fuses):
      spellCharacters(word, fallsBack: fallsBack, unknown: unknown, fuses: fuses)
    }
  }

  private func spellBytes(_ word: ArraySlice<TextElement>) -> Word {
    var spelled = Word()
    for (place, element) in zip(word.indices, word) {
      for byte in UTF8.encode(element.scalar) ?? UTF8.encodedReplacementCharacter {
        let character =
          UTF8.encode(ByteLevel.characters[Int(byte)]) ?? UTF8.encodedReplacementCharacter
        spelled.bytes += character
        spelled.places += repeatElement(place, count: character.count)
        // The library passes over a byte without a token.
        if let id = bytes[Int(byte)] { spelled.symbols.append((id, character.count)) }
      }
    }
    return spelled
  }

  private func spellCharacters(
    _ word: ArraySlice<TextElement>, fallsBack: Bool, unknown: Int?, fuses: Bool
  ) -> Word {
    var spelled = Word()
    // Unknown characters are put behind the bytes of those that follow them, as the library does.
    var waiting = 0
    func flush() {
      if let unknown, waiting > 0 { spelled.symbols.append((unknown, waiting)) }
      waiting = 0
    }
    for (place, element) in zip(word.indices, word) {
      let character = UTF8.encode(element.scalar) ?? UTF8.encodedReplacementCharacter
      spelled.bytes += character
      spelled.places += repeatElement(place, count: character.count)
      if let id = vocabulary.pieceID(of: character) {
        flush()
        spelled.symbols.append((id, character.count))
        continue
      }
      let own = fallsBack ? character.compactMap { bytes[Int($0)] } : []
      if own.count == character.count {
        spelled.symbols += own.map { ($0, 1) }
      } else {
        if !fuses { flush() }
        waiting += character.count
      }
    }
    flush()
    return spelled
  }

  /// The bytes of a text that `token` stands for; `nil` for one that stands for no text.
  ///
  /// - Parameter isAdded: whether it is one of those that words are not cut into.
  func bytes(of token: String, isAdded: Bool) -> [UInt8]? {
    switch spelling {
    case .bytes: isAdded ? nil : ByteLevel.bytes(token)
    case .characters(let blank, _, _, _):
      PieceSpelling.byte(token).map { [$0] }
        ?? (isAdded ? nil : PieceSpelling.bytes(token, blank: blank))
    }
  }
}
