extension MergeTable {
  /// No token that SentencePiece makes is near as many bytes long.
  private static let longest = 1024
  /// How many bytes may be looked at. Vocabularies of 256,000 tokens take a tenth of it.
  private static let mostBytes = 200_000_000

  /// The merges of a vocabulary that has a score for each token and no list of merges, as SentencePiece
  /// writes it: any two tokens become the token that both of them spell together, the one with the
  /// highest score first. Source: Kudo and Richardson, "SentencePiece", 2018.
  ///
  /// - Parameters:
  ///   - scores: those of the first tokens; the others are not merged.
  ///   - file: the file that an error names.
  /// - Throws: that too many of its tokens are too long.
  /// - Complexity: O(bytes of the vocabulary · bytes of a token).
  init(
    scores: [Double], _ vocabulary: Vocabulary, file: String
  ) throws(ModelFileError) {
    var pairs: [(left: Int, right: Int, id: Int)] = []
    var bytes = 0
    for id in 0..<min(scores.count, vocabulary.count) {
      let token = vocabulary.bytes(of: id)
      guard token.count <= Self.longest else { continue }
      bytes += token.count * token.count
      guard bytes <= Self.mostBytes else {
        throw ModelFileError(
          file: file,
          reason: "has so many long tokens that its merges would take too long to find; most "
            + "tokens should have less than 100 bytes")
      }
      for place in token.indices.dropFirst() where token[place] & 0xc0 != 0x80 {
        guard let left = vocabulary.pieceID(of: token[..<place]),
          let right = vocabulary.pieceID(of: token[place...])
        else { continue }
        pairs.append((left, right, id))
      }
    }
    // Tokens of one score are of one rank: then the first in the text is merged.
    var ranks: [Double: Int] = [:]
    for score in scores.sorted(by: >) where ranks[score] == nil { ranks[score] = ranks.count }
    self.init(count: pairs.count)
    for (left, right, id) in pairs { add(left, right, rank: ranks[scores[id]] ?? 0, id: id) }
  }
}
