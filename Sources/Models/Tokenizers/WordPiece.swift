/// WordPiece, the tokenizer of BERT: each word is cut into the longest tokens of the vocabulary, from its
/// start on; one within a word is spelled `##piece`. Source: Wu et al., "Google's Neural Machine
/// Translation System", 2016, as the tokenizers library does it.
struct WordPiece: WordCutter {
  private let vocabulary: Vocabulary
  private let unknownID: Int

  /// Longer words are unknown as a whole.
  static let longestWord = 100

  /// - Parameter unknown: what stands for a word that cannot be cut into tokens.
  init(_ vocabulary: Vocabulary, unknown: Int) {
    (self.vocabulary, unknownID) = (vocabulary, unknown)
  }

  var unknown: Int? { unknownID }

  var blank: Unicode.Scalar? { nil }

  func bytes(of token: String, isAdded: Bool) -> [UInt8]? { nil }

  /// The longest pieces of `word` from its start on, or the one unknown piece.
  func cut(_ word: ArraySlice<TextElement>) -> [WordPart] {
    let whole = [WordPart(id: unknownID, text: word)]
    guard word.count <= Self.longestWord else { return whole }
    // Two bytes of room before the word, for the ## of the piece that starts it.
    var bytes: [UInt8] = [0, 0]
    var ends = [2]
    for element in word {
      bytes += UTF8.encode(element.scalar) ?? UTF8.encodedReplacementCharacter
      ends.append(bytes.count)
    }
    var parts: [WordPart] = []
    var start = 0
    while start < word.count {
      var from = ends[start]
      if start > 0 {
        from -= 2
        bytes.replaceSubrange(from..<from + 2, with: "##".utf8)
      }
      var found: (id: Int, end: Int)?
      for end in (start + 1...word.count).reversed() where found == nil {
        found = vocabulary.pieceID(of: bytes[from..<ends[end]]).map { ($0, end) }
      }
      guard let (id, end) = found else { return whole }
      parts.append(
        WordPart(id: id, text: word[word.startIndex + start..<word.startIndex + end]))
      start = end
    }
    return parts
  }
}
