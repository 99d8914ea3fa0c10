import JSON

extension Tokenizer {
  /// The byte-pair tokenizer of a folder with vocab.json and merges.txt.
  ///
  /// - Parameter usual: the class of the tokenizer where tokenizer_config.json names none.
  /// - Throws: which of them is missing or wrong, or that the tokenizer is of another kind.
  init(bytePairsIn folder: String, usual: String) throws(ModelFileError) {
    let (path, list) = (folder + "/vocab.json", folder + "/merges.txt")
    guard FileStatus(of: list) != .missing else {
      throw ModelFileError(file: list, reason: "does not exist; vocab.json needs it beside itself")
    }
    let settings = try BytePairSettings(folder: folder, usual: usual)
    let words = try MappedFile(path: path, atMost: Vocabulary.longest)
    var tokens = try words.json { reader throws(Flaw) in
      var tokens = ListedTokens()
      try tokens.readNumbers(&reader)
      return tokens
    }
    let ids = tokens.ids
    var added: [AddedToken] = []
    for var token in settings.added {
      let spelling = Array(token.text.utf8)
      let known = ids[spelling]
      let id = known ?? token.id ?? tokens.entries.count
      if known == nil { tokens.append(spelling, id: id) }
      token.id = id
      added.append(token)
    }
    let vocabulary = try Vocabulary(tokens, file: path)
    var rules = try settings.rules(vocabulary, file: path)
    rules.added = added
    let merges = try Self.merges(list).table(vocabulary, file: list)
    self.init(BytePairEncoding(vocabulary, merges, .bytes), vocabulary, rules)
  }

  /// The merges of a merges.txt, one a line; lines may end in CRLF.
  private static func merges(_ path: String) throws(ModelFileError) -> ListedMerges {
    let file = try MappedFile(path: path, atMost: Vocabulary.longest)
    var merges = ListedMerges()
    for (index, text) in file.bytes.split(separator: 10, omittingEmptySubsequences: false)
      .enumerated()
    {
      let line = text.last == 13 ? text.dropLast() : text
      if line.isEmpty || index == 0 && line.starts(with: "#version".utf8) { continue }
      guard merges.append(line) else {
        throw ModelFileError(
          file: path, line: index + 1, reason: "should be two tokens with a blank between them")
      }
    }
    return merges
  }
}
