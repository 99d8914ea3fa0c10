extension Tokenizer {
  /// What the tokenizer of a family's folder is where no file says it.
  enum Usual {
    /// WordPiece with vocab.txt, as tokenizers of this class have it.
    case wordPieces(class: String)
    /// Byte pairs with vocab.json and merges.txt, as tokenizers of this class have them.
    case bytePairs(class: String)

    /// The class that tokenizers of word pieces are of.
    var wordPieces: String {
      if case .wordPieces(let name) = self { name } else { "BertTokenizer" }
    }

    /// That of byte pairs.
    var bytePairs: String {
      if case .bytePairs(let name) = self { name } else { "RobertaTokenizer" }
    }
  }

  /// The tokenizer of the model in `folder`, of whichever kind: that is the folder's own matter, not
  /// its family's.
  ///
  /// - Parameter tokenizerClass: the class that the model's config.json names, where it does.
  /// - Throws: which of the files is missing or wrong, or that the tokenizer is of another kind.
  public init(folder: String, tokenizerClass: String? = nil) throws(ModelFileError) {
    try self.init(
      folder: folder, tokenizerClass: tokenizerClass, usual: .wordPieces(class: "BertTokenizer"))
  }

  /// The same of a family whose folders usually have a tokenizer of one kind.
  init(folder: String, tokenizerClass: String?, usual: Usual) throws(ModelFileError) {
    let has = { (name: String) in FileStatus(of: folder + "/" + name) != .missing }
    let wordPieces = tokenizerClass ?? usual.wordPieces
    // It is sooner read.
    if case .wordPieces = usual, has("vocab.txt") {
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
      throw ModelFileError(
        file: folder + "/" + name,
        reason:
          "is a SentencePiece tokenizer, which can't be read; save it as tokenizer.json beside it, "
          + "in its folder, with \(Self.conversion)")
    }
    if let error = IncompleteFolder(path: folder).interruptedDownload { throw error }
    let reason =
      switch usual {
      case .wordPieces: "has no vocabulary; it should be in vocab.txt or tokenizer.json"
      case .bytePairs:
        "has no tokenizer; it should be in tokenizer.json, or in vocab.json and merges.txt"
      }
    throw ModelFileError(file: folder, reason: reason)
  }

  /// One line for a shell.
  private static let conversion = """
    python3 -c "from transformers import AutoTokenizer as t; \
    t.from_pretrained('.').save_pretrained('.')"
    """
}
