/// A language model: everything in its folder, opened and found to fit together.
public final class LanguageModel: Sendable {
  /// The model's folder.
  public let folder: String
  /// What a person calls it.
  public let name: String
  /// The vectors of its words, without any context.
  public let words: WordVectors
  /// The network that reads a sentence's token IDs.
  public let transformer: Transformer

  /// The model's shape.
  public var shape: ModelShape { transformer.shape }

  /// What cuts a text into the tokens that the network reads.
  public var tokenizer: any Tokenizer { words.tokenizer }

  /// Opens the model in `folder`: config.json, the weights (see `ModelWeights`), the vocabulary in
  /// vocab.txt or tokenizer.json, and tokenizer_config.json where there is one.
  ///
  /// - Parameter nameOrFolder: how a person named it, of which the last part is its name; `nil` takes
  ///   that of its folder.
  /// - Throws: which of the files is missing, can't be read, is wrong or does not fit the others.
  public convenience init(
    folder: String, named nameOrFolder: String? = nil
  ) throws(ModelFileError) {
    try self.init(unreadIn: folder, named: nameOrFolder)
    try words.checkFinite()
    try transformer.checkFinite()
  }

  /// The same, but nothing of the tables is looked at: enough to say whether the model can be read.
  init(unreadIn folder: String, named nameOrFolder: String? = nil) throws(ModelFileError) {
    guard FileStatus(of: folder) == .folder else {
      throw ModelFileError(file: folder, reason: "is not a folder; a model is a folder of files")
    }
    try FreeMemory.check(FreeMemory.margin, for: folder)
    self.folder = folder
    let path = nameOrFolder ?? folder
    name = path.split(separator: "/").last.map(String.init) ?? path
    guard FileStatus(of: folder + "/config.json") != .missing else {
      throw IncompleteFolder(path: folder).withoutConfiguration
    }
    // What kind of model it is comes first: of another kind, the other files are different too.
    let configuration = try ModelConfiguration(path: folder + "/config.json")
    _ = try configuration.architecture()
    guard ModelWeights.areIn(folder) else { throw IncompleteFolder(path: folder).withoutWeights }
    let weights = try ModelWeights(folder: folder)
    let tokenizer = try WordPiece(
      folder: folder, tokenizerClass: configuration.tokenizerClass())
    words = try WordVectors(tokenizer, weights)
    transformer = try Transformer(configuration, weights)
    try FreeMemory.check(
      words.indexSize + transformer.memoryToRead + FreeMemory.margin, for: folder)
    guard words.tokenizer.vocabulary.count <= shape.vocabularySize else {
      throw ModelFileError(
        file: folder + "/config.json",
        reason: "has the vocab_size \(shape.vocabularySize); the vocabulary has "
          + "\(words.tokenizer.vocabulary.count) tokens")
    }
  }
}
