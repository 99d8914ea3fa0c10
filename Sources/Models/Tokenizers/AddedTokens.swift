import JSON

/// A token that is found in a text before it is cut into words.
struct AddedToken: Equatable, Sendable {
  /// Its number in the vocabulary; `nil` where no file gives it one.
  var id: Int?
  var spelling: [Unicode.Scalar]
  /// Whether it is looked for in the text's normal form and not in the text as it is written.
  var isNormalized = false
  /// Whether it takes up the white space before it.
  var takesSpaceBefore = false
  /// Whether it takes up the white space after it.
  var takesSpaceAfter = false
  /// Whether it is found only where no letter, mark or digit is beside it.
  var isWord = false

  /// The spelling as a text.
  var text: String { String(String.UnicodeScalarView(spelling)) }

  /// A special token, which is looked for as it is written.
  init(_ text: String, id: Int? = nil) {
    self.id = id
    spelling = Array(text.unicodeScalars)
  }

  /// A token as files describe it, called `name` in messages.
  init(_ value: JSONValue, _ name: String) throws(Flaw) {
    let object = try JSONObject(value, name)
    guard let content = try object.string("content"), !content.isEmpty else {
      throw Flaw(line: object.line, reason: "\(name) should have a content")
    }
    self.init(content)
    func flag(_ key: String) throws(Flaw) -> Bool {
      try object.member(key, JSONObject.bool) ?? false
    }
    isNormalized = try flag("normalized")
    takesSpaceBefore = try flag("lstrip")
    takesSpaceAfter = try flag("rstrip")
    isWord = try flag("single_word")
  }

  /// The same of a file that has each token's number with it.
  init(numbered value: JSONValue, _ name: String) throws(Flaw) {
    try self.init(value, name)
    guard case .number(.whole(let id))? = try JSONObject(value, name)["id"]?.content, id >= 0 else {
      throw Flaw(line: value.line, reason: "\(name) should have an id, a whole number")
    }
    self.id = id
  }
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

  /// A token and where it is in a text, with the white space that it takes up.
  struct Match {
    let id: Int
    let range: Range<Int>
  }

  /// The tokens in `text` from its start on, each as long as can be.
  func matches(in text: ArraySlice<TextElement>) -> [Match] {
    guard !tokens.isEmpty else { return [] }
    var matches: [Match] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard let token = longest(at: text[index...]), let id = token.id else {
        index += 1
        continue
      }
      var (start, end) = (index, index + token.spelling.count)
      index = end
      if token.isWord, isInWord(text, start, end) { continue }
      if token.takesSpaceBefore {
        let least = matches.last?.range.upperBound ?? text.startIndex
        while start > least, text[start - 1].scalar.properties.isWhitespace { start -= 1 }
      }
      if token.takesSpaceAfter {
        while end < text.endIndex, text[end].scalar.properties.isWhitespace { end += 1 }
        index = end
      }
      matches.append(Match(id: id, range: start..<end))
    }
    return matches
  }

  /// What `added` makes of each of the tokens that are in `text`, and `others` of what is between
  /// them.
  func cut(
    _ text: ArraySlice<TextElement>,
    _ added: (Match, ArraySlice<TextElement>) -> EncodedToken,
    _ others: (ArraySlice<TextElement>) -> [EncodedToken]
  ) -> [EncodedToken] {
    var pieces: [EncodedToken] = []
    var start = text.startIndex
    for match in matches(in: text) {
      pieces += others(text[start..<match.range.lowerBound])
      pieces.append(added(match, text[match.range]))
      start = match.range.upperBound
    }
    return pieces + others(text[start...])
  }

  /// The longest token that `text` begins with.
  private func longest(at text: ArraySlice<TextElement>) -> AddedToken? {
    guard let first = text.first, let candidates = tokens[first.scalar] else { return nil }
    return candidates.first { text.lazy.map(\.scalar).starts(with: $0.spelling) }
  }

  private func isInWord(
    _ text: ArraySlice<TextElement>, _ start: Int, _ end: Int
  ) -> Bool {
    start > text.startIndex && text[start - 1].scalar.isOfWord
      || end < text.endIndex && text[end].scalar.isOfWord
  }
}

extension Unicode.Scalar {
  /// What regular expressions call a word character (Unicode Technical Standard 18, annex C).
  fileprivate var isOfWord: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: true
    default: properties.isAlphabetic || properties.isJoinControl
    }
  }
}
