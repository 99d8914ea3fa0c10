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

  /// Whether a token's logit is the product of the final vector with the token's own vector.
  public var isTied: Bool { transformer.output.map(words.are) ?? false }

  /// A final vector among the vectors of words: as it is, or where these have another size, as the output
  /// layer's first step makes one of that size of it; empty where nothing does.
  public func amongWords(_ final: [Float]) -> [Float] {
    guard final.count != words.dimension else { return final }
    let made = transformer.readForWords(final)
    return made.count == words.dimension ? made : []
  }

  /// How many bytes its weights take in memory once a sentence is read.
  var memory: Int { transformer.weightsSize + words.indexSize + FreeMemory.margin }

  /// What cuts a text into the tokens that the network reads.
  public var tokenizer: Tokenizer { words.tokenizer }

  /// Opens the model in `folder`: config.json, the weights (see `ModelWeights`) and the tokenizer's
  /// files; or the one .gguf file that is in it, or that `folder` is, which has all of these.
  ///
  /// - Parameters:
  ///   - nameOrFolder: how a person named it, of which the last part is its name; `nil` takes that of its
  ///     folder.
  ///   - looksThrough: whether it is found out that all numbers are finite, for which all are looked at.
  /// - Throws: which of the files is missing, can't be read, is wrong or does not fit the others.
  public convenience init(
    folder: String, named nameOrFolder: String? = nil, looksThrough: Bool = true
  ) throws(ModelFileError) {
    try self.init(unreadIn: folder, named: nameOrFolder)
    guard looksThrough else { return }
    try words.checkFinite()
    try transformer.checkFinite()
  }

  /// The same, but nothing of the tables is looked at: enough to say whether the model can be read.
  init(unreadIn folder: String, named nameOrFolder: String? = nil) throws(ModelFileError) {
    try FreeMemory.check(FreeMemory.margin, for: folder)
    let files = try ModelFiles(folder)
    self.folder = folder
    let path = nameOrFolder ?? folder
    let last = path.split(separator: "/").last.map(String.init) ?? path
    name = last.lowercased().hasSuffix(".gguf") ? String(last.dropLast(5)) : last
    words = try WordVectors(files.tokenizer, files.weights, files.family.tokenTable)
    transformer = try Transformer(
      files.configuration, files.weights, mask: words.tokenizer.mask)
    try FreeMemory.check(weights: memory, for: folder)
    try FreeMemory.check(
      words.indexSize + transformer.memoryToRead + FreeMemory.margin, for: folder)
    guard words.tokenizer.vocabulary.count <= shape.vocabularySize else {
      throw ModelFileError(
        file: files.path,
        reason: "has the vocab_size \(shape.vocabularySize); the vocabulary has "
          + "\(words.tokenizer.vocabulary.count) tokens")
    }
  }
}
