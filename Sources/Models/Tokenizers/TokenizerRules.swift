/// What a tokenizer does around cutting words into tokens.
struct TokenizerRules: Sendable {
  var normalizer = TextNormalizer()
  var preTokenizer = PreTokenizer()
  /// What the model puts around a text.
  var template = TokenTemplate()
  /// Tokens to be found in a text before it is cut into words, each with its number.
  var added: [AddedToken] = []
}
