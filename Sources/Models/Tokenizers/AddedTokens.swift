/// A token that is found in a text before it is cut into words.
struct AddedToken: Equatable, Sendable {
  let id: Int
  let spelling: [Unicode.Scalar]
  /// Whether it is looked for in the text's normal form and not in the text as it is written.
  let isNormalized: Bool
}

/// Tokens to look for in a text.
struct AddedTokens: Sendable {
  // By their first code point, longest first.
  private var tokens: [Unicode.Scalar: [AddedToken]] = [:]

  init(_ all: [AddedToken]) {
    for token in all.sorted(by: { $0.spelling.count > $1.spelling.count }) {
      if let first = token.spelling.first { tokens[first, default: []].append(token) }
    }
  }

  /// The longest token that `text` begins with.
  func longest(at text: ArraySlice<BertNormalizer.Element>) -> AddedToken? {
    guard let first = text.first, let candidates = tokens[first.scalar] else { return nil }
    return candidates.first { text.lazy.map(\.scalar).starts(with: $0.spelling) }
  }
}
