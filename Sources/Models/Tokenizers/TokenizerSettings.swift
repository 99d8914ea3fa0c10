import JSON

/// What the small files of a model's folder say of its tokenizer: tokenizer_config.json, and
/// special_tokens_map.json and added_tokens.json where that has no `added_tokens_decoder`.
///
/// They mean here what they mean to the transformers library (4.57 and 5.24).
struct TokenizerSettings {
  /// What is done to a text before it is cut into words, whatever tokenizer.json has.
  let normalizer: BertNormalizer
  /// Whether the tokenizer is of a class that takes all from tokenizer.json.
  let isGeneric: Bool
  /// The tokens to be found in a text, where tokenizer_config.json numbers them.
  let decoder: [AddedToken]?
  /// The tokens of added_tokens.json.
  private let added: [AddedToken]
  /// Tokens that are special, whatever their numbers are.
  private let special: [AddedToken]

  /// Reads the files in `folder`.
  ///
  /// - Parameter tokenizerClass: the class that config.json names, where it does.
  /// - Throws: what is wrong with one of them, or that the tokenizer is of another kind.
  init(folder: String, tokenizerClass: String?) throws(ModelFileError) {
    let settings = try SettingsFile(folder, "tokenizer_config.json")
    let named = try settings.text("tokenizer_class")
    let kind = named ?? tokenizerClass ?? "BertTokenizer"
    isGeneric = Self.genericClasses.contains(kind)
    guard isGeneric || Self.classes.contains(kind.replacing(/Fast$/, with: "")) else {
      throw ModelFileError(
        file: named == nil ? folder + "/config.json" : settings.path,
        reason: "has the tokenizer_class \(kind), which cuts text in a way of its own; only "
          + "BertTokenizer and those like it can be read")
    }
    if let words = try settings.text("word_tokenizer_type"), words != "basic" {
      throw ModelFileError(
        file: settings.path,
        reason: "has the word_tokenizer_type \(words), which is another program's; only texts that "
          + "are cut at spaces and punctuation can be read")
    }
    normalizer = BertNormalizer(
      lowercase: try settings.flag("do_lower_case") ?? true,
      stripsAccents: try settings.flag("strip_accents"),
      separatesIdeographs: try settings.flag("tokenize_chinese_chars") ?? true)
    decoder = try settings.decoder()
    guard decoder == nil else {
      special = try settings.special()
      added = []
      return
    }
    let map = try SettingsFile(folder, "special_tokens_map.json")
    special = try settings.special() + map.special()
    let spellings = Set(special.map(\.spelling))
    added = try SettingsFile(folder, "added_tokens.json").numbers()
      .map { text, id in
        var token = AddedToken(text, id: id)
        token.isNormalized = !spellings.contains(token.spelling)
        return token
      }
  }

  /// Every token to be found in a text, those with numbers first and in their order.
  ///
  /// - Parameter file: the folder's tokenizer.json. It goes before added_tokens.json, but not before
  ///   `decoder`.
  func addedTokens(beside file: TokenizerFile?) -> [AddedToken] {
    var numbered = file?.added ?? []
    if !isGeneric || file == nil {
      let known = Set(numbered.compactMap(\.id))
      numbered = decoder ?? numbered + added.filter { token in !known.contains { $0 == token.id } }
    }
    numbered.sort { ($0.id ?? 0) < ($1.id ?? 0) }
    var spellings = Set(numbered.map(\.spelling))
    return numbered + special.filter { spellings.insert($0.spelling).inserted }
  }

  /// All of these are BertTokenizer under another name.
  private static let classes: Set<String> = [
    "BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "MobileBertTokenizer",
    "SqueezeBertTokenizer", "ConvBertTokenizer", "LxmertTokenizer", "LayoutLMTokenizer",
    "RetriBertTokenizer", "RealmTokenizer", "DPRContextEncoderTokenizer",
    "DPRQuestionEncoderTokenizer", "DPRReaderTokenizer",
  ]

  private static let genericClasses: Set<String> = ["PreTrainedTokenizerFast", "TokenizersBackend"]
}

/// One of the files; where it is missing, one that says nothing.
private struct SettingsFile {
  let path: String
  private let object: JSONObject?
  private let members: [(key: JSONKey, value: JSONValue)]

  private static let longest = 10_000_000

  init(_ folder: String, _ name: String) throws(ModelFileError) {
    path = folder + "/" + name
    guard FileStatus(of: path) != .missing else {
      (object, members) = (nil, [])
      return
    }
    let file = try MappedFile(path: path, atMost: Self.longest)
    (object, members) = try file.json { reader throws(Flaw) in
      let value = try reader.value()
      let object = try JSONObject(value, "the settings")
      guard case .object(let members) = value.content else { return (object, []) }
      return (object, members)
    }
  }

  func text(_ key: String) throws(ModelFileError) -> String? {
    try reading { () throws(Flaw) in try object?.string(key) }
  }

  func flag(_ key: String) throws(ModelFileError) -> Bool? {
    guard let value = object?[key] else { return nil }
    guard case .bool(let flag) = value.content else {
      throw ModelFileError(
        file: path, line: value.line, reason: "its \(key) should be true, false or null")
    }
    return flag
  }

  /// The tokens of `added_tokens_decoder`, an object with a token for each number.
  func decoder() throws(ModelFileError) -> [AddedToken]? {
    try reading { () throws(Flaw) in
      guard let value = object?["added_tokens_decoder"] else { return nil }
      guard case .object(let members) = value.content else {
        throw JSONObject.mismatch(value, "added_tokens_decoder", "an object")
      }
      var tokens: [AddedToken] = []
      for (key, value) in members {
        guard let id = Int(key.text), id >= 0 else {
          throw Flaw(
            line: value.line,
            reason:
              "added_tokens_decoder has the key \"\(key.text)\"; it should be a token's number")
        }
        var token = try AddedToken(value, "added_tokens_decoder[\(id)]")
        token.id = id
        tokens.append(token)
      }
      return tokens
    }
  }

  /// The number of each token in a file that has nothing else.
  func numbers() throws(ModelFileError) -> [(text: String, id: Int)] {
    try reading { () throws(Flaw) in
      var numbers: [(text: String, id: Int)] = []
      for (key, value) in members {
        guard case .number(.whole(let id)) = value.content, id >= 0 else {
          throw JSONObject.mismatch(value, "the number of the token \(key.text)", "a whole number")
        }
        numbers.append((key.text, id))
      }
      return numbers
    }
  }

  /// The tokens that are special by their names (`mask_token`) or in a list of others.
  ///
  /// - Throws: that one which a text is cut with is not as BERT has it.
  func special() throws(ModelFileError) -> [AddedToken] {
    try reading { () throws(Flaw) in
      var tokens: [AddedToken] = []
      for (key, usual) in [
        ("unk_token", WordPiece.unknownToken), ("cls_token", "[CLS]"), ("sep_token", "[SEP]"),
      ] {
        guard let value = object?[key] else { continue }
        let token = try Self.special(value, key)
        guard token.text == usual else {
          throw Flaw(
            line: value.line, reason: "its \(key) is \(token.text); only \(usual) can be read")
        }
        tokens.append(token)
      }
      for key in ["extra_special_tokens", "additional_special_tokens"] {
        guard let value = object?[key] else { continue }
        switch value.content {
        case .object(let members):
          for (name, value) in members {
            tokens.append(try Self.special(value, "\(key).\(name.text)"))
          }
        default: tokens += try JSONObject.array(value, key, Self.special)
        }
      }
      return tokens
    }
  }

  /// A token that is written as a text, or as an object.
  private static func special(_ value: JSONValue, _ name: String) throws(Flaw) -> AddedToken {
    guard case .string(let text) = value.content else { return try AddedToken(value, name) }
    return AddedToken(text)
  }

  private func reading<T>(_ body: () throws(Flaw) -> T) throws(ModelFileError) -> T {
    do {
      return try body()
    } catch {
      throw ModelFileError(file: path, line: error.line, reason: error.reason)
    }
  }
}
