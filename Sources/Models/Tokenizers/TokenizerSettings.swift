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
  /// How the class of the tokenizer spells its own tokens; `nil` where that is generic.
  let own: OwnTokens?
  /// The tokens to be found in a text, where tokenizer_config.json numbers them.
  let decoder: [AddedToken]?
  /// The tokens of added_tokens.json.
  private let added: [AddedToken]
  /// Tokens that are special, whatever their numbers are.
  private let special: [AddedToken]

  /// Reads the files in `folder`.
  ///
  /// - Parameter usual: the class of the tokenizer where tokenizer_config.json names none.
  /// - Throws: what is wrong with one of them, or that the tokenizer is of another kind.
  init(folder: String, usual: String) throws(ModelFileError) {
    let settings = try SettingsFile(folder, "tokenizer_config.json")
    let named = try settings.text("tokenizer_class")
    let kind = named ?? usual
    isGeneric = Self.genericClasses.contains(kind)
    own = isGeneric ? nil : Self.classes[kind.replacing(/Fast$/, with: "")]
    guard isGeneric || own != nil else {
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
      special = try settings.special(own)
      added = []
      return
    }
    let map = try SettingsFile(folder, "special_tokens_map.json")
    special = try settings.special(own) + map.special(own)
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
  /// - Parameter listed: those of the folder's tokenizer.json, where it has one. They go before those of
  ///   added_tokens.json, but not before `decoder`.
  func addedTokens(beside listed: [AddedToken]?) -> [AddedToken] {
    var numbered = listed ?? []
    if !isGeneric || listed == nil {
      let known = Set(numbered.compactMap(\.id))
      numbered = decoder ?? numbered + added.filter { token in !known.contains { $0 == token.id } }
    }
    numbered.sort { ($0.id ?? 0) < ($1.id ?? 0) }
    var spellings = Set(numbered.map(\.spelling))
    return numbered + special.filter { spellings.insert($0.spelling).inserted }
  }

  /// All but the last are BertTokenizer under another name.
  private static let classes: [String: OwnTokens] = [
    "BertTokenizer": .bert, "DistilBertTokenizer": .bert, "ElectraTokenizer": .bert,
    "MobileBertTokenizer": .bert, "SqueezeBertTokenizer": .bert, "ConvBertTokenizer": .bert,
    "LxmertTokenizer": .bert, "LayoutLMTokenizer": .bert, "RetriBertTokenizer": .bert,
    "RealmTokenizer": .bert, "DPRContextEncoderTokenizer": .bert,
    "DPRQuestionEncoderTokenizer": .bert, "DPRReaderTokenizer": .bert, "MPNetTokenizer": .mpnet,
  ]

  private static let genericClasses: Set<String> = ["PreTrainedTokenizerFast", "TokenizersBackend"]
}
