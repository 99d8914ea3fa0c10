/// How a vocabulary of one kind cuts a word into its tokens, and what these stand for.
protocol WordCutter: Sendable {
  /// The token that stands for what the vocabulary lacks; `nil` where it lacks nothing.
  var unknown: Int? { get }

  /// How a token spells the blank before a word; `nil` where no token does.
  var blank: Unicode.Scalar? { get }

  /// The tokens of `word`, which is not empty.
  func cut(_ word: ArraySlice<TextElement>) -> [WordPart]

  /// The bytes of a text that a token spelled `token` stands for; `nil` where they are those of its
  /// spelling.
  ///
  /// - Parameter isAdded: whether it is one of those that are found in a text before words are.
  func bytes(of token: String, isAdded: Bool) -> [UInt8]?
}

/// A token of a word.
struct WordPart {
  let id: Int
  /// What it is made of.
  let text: ArraySlice<TextElement>
  /// Whether the vocabulary spells it as the text does.
  var isSpelledSo = true
}
