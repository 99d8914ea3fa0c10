import JSON

/// The tokens that a file lists, each with its number, and perhaps with a score.
struct ListedTokens: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var entries: [Vocabulary.Entry] = []
  /// Their scores in the order of their numbers; none where the file gives them none.
  private(set) var scores: [Double] = []

  /// Adds the token `id` that is spelled `spelling`.
  mutating func append(_ spelling: some Sequence<UInt8>, id: Int) {
    let start = bytes.count
    bytes += spelling
    entries.append(Vocabulary.Entry(id: id, bytes: start..<bytes.count))
  }

  /// Adds the next token, with its score.
  mutating func append(_ spelling: some Sequence<UInt8>, score: Double) {
    append(spelling, id: entries.count)
    scores.append(score)
  }

  /// The numbers of all tokens by their spellings; of several the last one's.
  var ids: [[UInt8]: Int] {
    Dictionary(entries.map { (Array(bytes[$0.bytes]), $0.id) }, uniquingKeysWith: { $1 })
  }

  /// Reads an object that gives each token its number.
  mutating func readNumbers(_ reader: inout JSONReader) throws(Flaw) {
    try reader.object(equalKeys: true) { token, reader throws(Flaw) in
      // One with a point or an exponent is none to the tokenizers library either.
      guard reader.kind() == .number, case .whole(let id) = try reader.number(), id >= 0 else {
        throw Flaw(
          line: reader.line(),
          reason: "the number of the token \"\(token.text.prefix(60))\" should be a whole number")
      }
      append(token.text.utf8, id: id)
    }
  }

  /// Reads an array of tokens, each an array of its spelling and its score.
  mutating func readScores(_ reader: inout JSONReader) throws(Flaw) {
    try reader.array { reader throws(Flaw) in
      let flaw = Flaw(
        line: reader.line(), reason: "vocab[\(entries.count)] should be a token and its score")
      guard reader.kind() == .array else { throw flaw }
      var (count, spelling, score) = (0, "", Double?.none)
      try reader.array { reader throws(Flaw) in
        switch (count, reader.kind()) {
        case (0, .string?): spelling = try reader.string()
        case (1, .number?): score = try reader.number().double
        default: throw flaw
        }
        count += 1
      }
      guard let score else { throw flaw }
      append(spelling.utf8, score: score)
    }
  }
}
