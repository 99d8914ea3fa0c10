/// What the small files beside vocab.json and merges.txt say of a byte-pair tokenizer.
struct BytePairSettings {
  private let rules: TokenizerRules
  /// The tokens that the model puts before and after a text, where it does.
  private let ends: (first: String, last: String)?
  /// Tokens to be found in a text; one without a number goes behind the others.
  let added: [AddedToken]

  /// - Parameter usual: the class of the tokenizer where tokenizer_config.json names none.
  /// - Throws: what is wrong with one of the files, or that the tokenizer is of another kind.
  init(folder: String, usual: String) throws(ModelFileError) {
    let settings = try SettingsFile(folder, "tokenizer_config.json")
    let named = try settings.text("tokenizer_class")
    let kind = named ?? usual
    var rules = TokenizerRules()
    var ends: (first: String, last: String)?
    switch kind.replacing(/Fast$/, with: "") {
    case "GPT2Tokenizer": rules.preTokenizer.steps = [.pattern(.gpt2)]
    case "GPTNeoXTokenizer":
      rules.preTokenizer.steps = [.pattern(.gpt2)]
      rules.normalizer.steps = [.form(.composed)]
    case "Qwen2Tokenizer":
      rules.preTokenizer.steps = [.pattern(.llama3(digits: 1))]
      rules.normalizer.steps = [.form(.composed)]
    case "RobertaTokenizer":
      rules.preTokenizer.steps = [.pattern(.gpt2)]
      rules.template.trimsOffsets = true
      ends = (
        try settings.spelling("cls_token") ?? "<s>", try settings.spelling("sep_token") ?? "</s>"
      )
    default:
      throw ModelFileError(
        file: named == nil ? folder + "/config.json" : settings.path,
        reason: "has the tokenizer_class \(kind), whose way to cut texts is not in vocab.json and "
          + "merges.txt; only GPT2Tokenizer, GPTNeoXTokenizer, Qwen2Tokenizer and "
          + "RobertaTokenizer can be read without tokenizer.json")
    }
    if try settings.flag("add_prefix_space") ?? false {
      rules.preTokenizer.steps.insert(.prefixSpace, at: 0)
      rules.template.trimsPrefixSpace = true
    }
    (self.rules, self.ends) = (rules, ends)
    let map = try SettingsFile(folder, "special_tokens_map.json")
    let special = try settings.specialTokens() + map.specialTokens()
    let others = try SettingsFile(folder, "added_tokens.json").numbers()
    let numbered = try settings.decoder() ?? others.map { AddedToken($0, id: $1) }
    var spellings = Set(numbered.map(\.spelling))
    var usual =
      ["GPT2", "GPTNeoX", "Qwen2"].contains(where: kind.hasPrefix)
      ? [AddedToken("<|endoftext|>")] : []
    if ends != nil {
      usual = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"].map { AddedToken($0) }
      // It stands for a word with the blank before it.
      usual[4].takesSpaceBefore = true
    }
    added = numbered + (special + usual).filter { spellings.insert($0.spelling).inserted }
  }

  /// The rules of a tokenizer that has `vocabulary`, which was read from `file`.
  ///
  /// - Throws: that it lacks a token that is put around texts.
  func rules(_ vocabulary: Vocabulary, file: String) throws(ModelFileError) -> TokenizerRules {
    guard let ends else { return rules }
    guard let first = vocabulary.id(of: ends.first), let last = vocabulary.id(of: ends.last) else {
      throw ModelFileError(
        file: file,
        reason:
          "has no tokens \(ends.first) and \(ends.last), which RobertaTokenizer puts around texts")
    }
    var rules = rules
    var template = TokenTemplate(first: first, between: [last, last], last: last, kind: 0)
    (template.trimsOffsets, template.trimsPrefixSpace) = (
      rules.template.trimsOffsets, rules.template.trimsPrefixSpace
    )
    rules.template = template
    return rules
  }
}
