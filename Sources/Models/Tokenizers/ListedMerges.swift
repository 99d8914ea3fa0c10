import JSON

/// The merges that a file lists, first those that come first.
struct ListedMerges: Sendable {
  private var bytes: [UInt8] = []
  private var pairs: [(left: Range<Int>, right: Range<Int>)] = []

  /// How many there are.
  var count: Int { pairs.count }

  private mutating func append(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) {
    let start = bytes.count
    bytes += left
    let middle = bytes.count
    bytes += right
    pairs.append((start..<middle, middle..<bytes.count))
  }

  /// Adds one that is written with a blank between the two tokens.
  ///
  /// - Returns: whether it is.
  mutating func append(_ line: some BidirectionalCollection<UInt8>) -> Bool {
    guard let blank = line.firstIndex(of: 0x20), blank > line.startIndex,
      line.index(after: blank) < line.endIndex
    else { return false }
    append(line[..<blank], line[line.index(after: blank)...])
    return true
  }

  /// Reads an array of merges, each an array of two tokens or a string with a blank between them.
  mutating func read(_ reader: inout JSONReader) throws(Flaw) {
    try reader.array { reader throws(Flaw) in
      let flaw = Flaw(line: reader.line(), reason: "merges[\(count)] should be two tokens")
      switch reader.kind() {
      case .array:
        var pair: [String] = []
        try reader.array { reader throws(Flaw) in
          guard pair.count < 2 else { throw flaw }
          pair.append(try reader.string())
        }
        guard pair.count == 2 else { throw flaw }
        append(pair[0].utf8, pair[1].utf8)
      case .string:
        guard append(try reader.string().utf8) else { throw flaw }
      default: throw flaw
      }
    }
  }

  /// The merges as tokens of `vocabulary`.
  ///
  /// - Throws: that a pair, or what it becomes, is not in the vocabulary.
  func table(_ vocabulary: Vocabulary, file: String) throws(ModelFileError) -> MergeTable {
    var table = MergeTable(count: pairs.count)
    for (rank, (left, right)) in pairs.enumerated() {
      guard let one = vocabulary.pieceID(of: bytes[left]),
        let other = vocabulary.pieceID(of: bytes[right]),
        let id = vocabulary.pieceID(of: bytes[left.lowerBound..<right.upperBound])
      else {
        throw ModelFileError(
          file: file,
          reason: "merges \"\(String(decoding: bytes[left], as: UTF8.self).prefix(60))\" and "
            + "\"\(String(decoding: bytes[right], as: UTF8.self).prefix(60))\" (merge \(rank)), "
            + "which its vocabulary lacks, or what becomes of them")
      }
      table.add(one, other, rank: rank, id: id)
    }
    return table
  }
}
