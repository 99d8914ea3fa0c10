/// What cuts texts for an encoder: which kind of tokenizer a folder has is its own matter, not its
/// family's.
enum EncoderTokenizer {
  /// The kinds that have files of their own.
  enum Kind {
    case wordPiece, bytePair
  }

  /// The tokenizer of the model in `folder`: that of vocab.txt, or whatever tokenizer.json has, or that of
  /// vocab.json and merges.txt.
  ///
  /// - Parameters:
  ///   - tokenizerClass: the class that the model's config.json names, where it does.
  ///   - usual: what it is where there are no such files; they are missed by their names.
  /// - Throws: which of the files is missing or wrong, or that the tokenizer is of another kind.
  static func open(
    folder: String, tokenizerClass: String?, usual: Kind
  ) throws(ModelFileError) -> any Tokenizer {
    let path = folder + "/tokenizer.json"
    let has = { (name: String) in FileStatus(of: folder + "/" + name) != .missing }
    if has("vocab.txt") { return try WordPiece(folder: folder, tokenizerClass: tokenizerClass) }
    if has("tokenizer.json") {
      let file = try UnigramFile(path: path)
      switch file.kind {
      case "Unigram": return try file.tokenizer()
      case "BPE": return try BytePairEncoding(folder: folder, tokenizerClass: tokenizerClass)
      default: return try WordPiece(folder: folder, tokenizerClass: tokenizerClass)
      }
    }
    if has("vocab.json") {
      return try BytePairEncoding(
        folder: folder, tokenizerClass: tokenizerClass ?? "RobertaTokenizer")
    }
    if has("sentencepiece.bpe.model") {
      throw ModelFileError(
        file: folder + "/sentencepiece.bpe.model",
        reason:
          "is a SentencePiece tokenizer, which can't be read; save it as tokenizer.json beside it, "
          + "in its folder, with \(conversion)")
    }
    switch usual {
    case .wordPiece: return try WordPiece(folder: folder, tokenizerClass: tokenizerClass)
    case .bytePair: return try BytePairEncoding(folder: folder, tokenizerClass: tokenizerClass)
    }
  }

  /// One line for a shell.
  private static let conversion = """
    python3 -c "from transformers import AutoTokenizer as t; \
    t.from_pretrained('.').save_pretrained('.')"
    """
}
