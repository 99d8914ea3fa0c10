/// The files of a model, opened: what is in its folder as Hugging Face lays it out, or a .gguf file.
struct ModelFiles {
  /// The file that says what kind of model it is.
  let path: String
  let configuration: ModelConfiguration
  let family: any Architecture.Type
  let weights: ModelWeights
  let tokenizer: Tokenizer

  /// - Parameter place: a folder, or the path of a .gguf file.
  /// - Throws: which file is missing, or what is wrong with it.
  init(_ place: String) throws(ModelFileError) {
    if let file = try Self.gguf(at: place) {
      let names = try file.family().names
      path = file.path
      configuration = try ModelConfiguration(file)
      family = try configuration.architecture()
      weights = ModelWeights(file, names: names.tensor)
      tokenizer = try Tokenizer(file)
      return
    }
    guard FileStatus(of: place + "/config.json") != .missing else {
      throw IncompleteFolder(path: place).withoutConfiguration
    }
    // What kind of model it is comes first: of another kind, the other files are different too.
    path = place + "/config.json"
    configuration = try ModelConfiguration(path: path)
    family = try configuration.architecture()
    guard ModelWeights.areIn(place) else { throw IncompleteFolder(path: place).withoutWeights }
    weights = try family.named(ModelWeights(folder: place), configuration)
    tokenizer = try Tokenizer(
      folder: place, tokenizerClass: configuration.tokenizerClass(),
      usual: family.usualTokenizer(configuration.modelType))
  }

  /// The .gguf file at `place`, or the only one in that folder where it has no config.json.
  private static func gguf(at place: String) throws(ModelFileError) -> GGUF? {
    guard FileStatus(of: place) == .folder else {
      guard FileStatus(of: place) == .other, GGUF.isFile(place) else {
        throw ModelFileError(
          file: place, reason: "is not a folder; a model is a folder of files, or a .gguf file")
      }
      return try GGUF(path: place)
    }
    guard FileStatus(of: place + "/config.json") == .missing else { return nil }
    let files = names(in: place).filter { $0.lowercased().hasSuffix(".gguf") }
    guard let first = files.first else { return nil }
    guard files.count == 1 else {
      throw ModelFileError(
        file: place,
        reason: "has several models; name one of \(files.joined(separator: ", ")), such as "
          + "\(place)/\(first)")
    }
    return try GGUF(path: place + "/" + first)
  }
}
