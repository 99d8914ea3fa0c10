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
      guard String(validating: file.bytes, as: UTF8.self) != nil else {
        throw ModelFileError(file: path, reason: "is not UTF-8 text")
      }
      do throws(JSONScanner.Flaw) {
        var scanner = JSONScanner(file.bytes)
        try scanner.object { key, scanner throws(JSONScanner.Flaw) in
          switch String(decoding: key, as: UTF8.self) {
          case "do_lower_case": lowercase = try Self.truth("do_lower_case", &scanner)
          case "strip_accents": stripsAccents = try Self.truth("strip_accents", &scanner)
          case "tokenize_chinese_chars":
            separatesIdeographs = try Self.truth("tokenize_chinese_chars", &scanner)
          default: try scanner.skip()
          }
        }
        try scanner.end()
      } catch {
        throw ModelFileError(file: path, reason: error.reason)
      }
    }

    private static func truth(
      _ key: String, _ scanner: inout JSONScanner
    ) throws(JSONScanner.Flaw) -> Bool? {
      guard [0x74, 0x66, 0x6e].contains(scanner.peek()) else {
        throw JSONScanner.Flaw(reason: "its \(key) should be true, false or null")
      }
      return try scanner.truth()
    }
  }
}
