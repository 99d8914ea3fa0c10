import JSON

/// What a model's folder says of how its tokenizer treats a text.
struct TokenizerSettings {
  let normalizer: BertNormalizer
  private let path: String
  private let file: TokenizerFile?

  /// Reads tokenizer_config.json, where there is one, and tokenizer.json where that is not enough.
  ///
  /// A tokenizer_config.json with `do_lower_case` says everything, as it does to the transformers
  /// library: what it leaves out is as usual, whatever tokenizer.json has.
  init(folder: String) throws(ModelFileError) {
    path = folder + "/tokenizer.json"
    let given = try Given(path: folder + "/tokenizer_config.json")
    var file: TokenizerFile?
    var normalizer = BertNormalizer()
    if let lowercase = given.lowercase {
      normalizer.lowercase = lowercase
    } else if FileStatus(of: path) != .missing {
      let read = try TokenizerFile(path: path)
      normalizer = try read.normalizer()
      file = read
    }
    if let strips = given.stripsAccents { normalizer.stripsAccents = strips }
    if let separates = given.separatesIdeographs { normalizer.separatesIdeographs = separates }
    self.file = file
    self.normalizer = normalizer
  }

  /// The folder's tokenizer.json; `nil` where there is none.
  func tokenizerFile() throws(ModelFileError) -> TokenizerFile? {
    if let file { return file }
    return FileStatus(of: path) == .missing ? nil : try TokenizerFile(path: path)
  }

  /// What tokenizer_config.json says.
  private struct Given {
    var lowercase: Bool?
    var stripsAccents: Bool?
    var separatesIdeographs: Bool?

    private static let longest = 10_000_000

    init(path: String) throws(ModelFileError) {
      guard FileStatus(of: path) != .missing else { return }
      let file = try MappedFile(path: path, atMost: Self.longest)
      let object = try file.json { reader throws(Flaw) in
        try JSONObject(reader.value(), "the settings")
      }
      func flag(_ key: String) throws(ModelFileError) -> Bool? {
        guard let value = object[key] else { return nil }
        guard case .bool(let flag) = value.content else {
          throw ModelFileError(
            file: path, line: value.line, reason: "its \(key) should be true, false or null")
        }
        return flag
      }
      lowercase = try flag("do_lower_case")
      stripsAccents = try flag("strip_accents")
      separatesIdeographs = try flag("tokenize_chinese_chars")
    }
  }
}
