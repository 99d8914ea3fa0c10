/// What the small files beside vocab.json and merges.txt say of a byte-pair tokenizer.
struct BytePairSettings {
  let rules: BytePairRules
  /// Tokens to be found in a text; one without a number goes behind the others.
  let added: [AddedToken]

  /// - Throws: what is wrong with one of the files, or that the tokenizer is of another kind.
  init(folder: String, tokenizerClass: String?) throws(ModelFileError) {
    let settings = try SettingsFile(folder, "tokenizer_config.json")
    let named = try settings.text("tokenizer_class")
    let kind = named ?? tokenizerClass ?? "GPT2Tokenizer"
    var rules = BytePairRules()
    switch kind.replacing(/Fast$/, with: "") {
    case "GPT2Tokenizer": rules.steps = [.pattern(.gpt2)]
    case "GPTNeoXTokenizer":
      rules.steps = [.pattern(.gpt2)]
      rules.changes = [.composed]
    case "Qwen2Tokenizer":
      rules.steps = [.pattern(.llama3(digits: 1))]
      rules.changes = [.composed]
    default:
      throw ModelFileError(
        file: named == nil ? folder + "/config.json" : settings.path,
        reason: "has the tokenizer_class \(kind), whose way to cut texts is not in vocab.json and "
          + "merges.txt; only GPT2Tokenizer, GPTNeoXTokenizer and "
          + "Qwen2Tokenizer can be read without tokenizer.json")
    }
    if try settings.flag("add_prefix_space") ?? false { rules.steps.insert(.prefixSpace, at: 0) }
    self.rules = rules
    let map = try SettingsFile(folder, "special_tokens_map.json")
    let special = try settings.specialTokens() + map.specialTokens()
    let others = try SettingsFile(folder, "added_tokens.json").numbers()
    let numbered = try settings.decoder() ?? others.map { AddedToken($0, id: $1) }
    var spellings = Set(numbered.map(\.spelling))
    let usual =
      ["GPT2", "GPTNeoX", "Qwen2"].contains(where: kind.hasPrefix)
      ? [AddedToken("<|endoftext|>")] : []
    added = numbered + (special + usual).filter { spellings.insert($0.spelling).inserted }
  }
}
