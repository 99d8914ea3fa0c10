extension Tokenizer {
  /// Of which classes a family's tokenizers are where no file says it.
  struct Usual {
    /// Whether the vocabulary is rather one of word pieces, in vocab.txt.
    var hasWordPieces = false
    var wordPieces = "BertTokenizer"
    var bytePairs = "RobertaTokenizer"
    /// The class of one in a SentencePiece file; `nil` where the family has none.
    var sentencePieces: String?
  }

  /// The tokenizer of the model in `folder`, of whichever kind: that is the folder's own matter, not
  /// its family's.
  ///
  /// - Parameter tokenizerClass: the class that the model's config.json names, where it does.
  /// - Throws: which of the files is missing or wrong, or that the tokenizer is of another kind.
  public init(folder: String, tokenizerClass: String? = nil) throws(ModelFileError) {
    try self.init(
      folder: folder, tokenizerClass: tokenizerClass, usual: Usual(hasWordPieces: true))
  }

  /// The same of a family whose folders usually have a tokenizer of one kind.
  init(folder: String, tokenizerClass: String?, usual: Usual) throws(ModelFileError) {
    let has = { (name: String) in FileStatus(of: folder + "/" + name) != .missing }
    let wordPieces = tokenizerClass ?? usual.wordPieces
    // It is sooner read.
    if usual.hasWordPieces, has("vocab.txt") {
      try self.init(wordPiecesIn: folder, usual: wordPieces)
      return
    }
    if has("tokenizer.json") {
      let file = try TokenizerFile(path: folder + "/tokenizer.json")
      switch try file.kind() {
      case .unigram: try self.init(unigram: file)
      case .bytePairs: try self.init(bytePairs: file)
      case .wordPiece: try self.init(wordPiecesIn: folder, usual: wordPieces, file)
      }
      return
    }
    if has("vocab.json") {
      try self.init(bytePairsIn: folder, usual: tokenizerClass ?? usual.bytePairs)
      return
    }
    if has("vocab.txt") {
      try self.init(wordPiecesIn: folder, usual: wordPieces)
      return
    }
    for name in ["tokenizer.model", "sentencepiece.bpe.model", "spiece.model"] where has(name) {
      try self.init(
        sentencePieces: folder + "/" + name, in: folder,
        usual: tokenizerClass ?? usual.sentencePieces)
      return
    }
    if let error = IncompleteFolder(path: folder).interruptedDownload { throw error }
    throw ModelFileError(
      file: folder,
      reason: usual.hasWordPieces
        ? "has no vocabulary; it should be in vocab.txt or tokenizer.json"
        : "has no tokenizer; it should be in tokenizer.json, in vocab.json and merges.txt, or in "
          + "tokenizer.model")
  }
}
