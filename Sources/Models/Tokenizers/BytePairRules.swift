/// What a byte-pair tokenizer does to a text before and after its parts are merged.
struct BytePairRules: Sendable {
  /// A step to a text's normal form.
  enum Change: Sendable {
    /// Letters and marks are composed (NFC).
    case composed
    /// This is put before it.
    case prepended([Unicode.Scalar])
    /// Each of one code point becomes these.
    case replaced(Unicode.Scalar, by: [Unicode.Scalar])
  }

  /// A step of cutting a text into words.
  enum Step: Sendable {
    /// Each number becomes a word, whatever it looks like: ½ and Ⅷ too.
    case digits
    case pattern(WordPattern)
    /// A blank is put before what has none.
    case prefixSpace
    /// Blanks become ▁, one is put before what has none, and where it `splits` each begins a word.
    case metaspace(Metaspace)
  }

  var changes: [Change] = []
  var steps: [Step] = []
  /// How the vocabulary spells words.
  var spelling = PieceSpelling.bytes
  /// Whether a word that is a token as a whole needs no merging.
  var takesWholeWords = false
  /// What the model puts around a text.
  var template = TokenTemplate()

  func normalize(_ text: [BertNormalizer.Element]) -> [BertNormalizer.Element] {
    changes.reduce(text) { text, change in
      switch change {
      case .composed: CanonicalForm.composed(text)
      case .prepended(let scalars): Self.prepend(scalars, to: text[...])
      case .replaced(let old, let new): Self.replace(old, by: new, in: text[...])
      }
    }
  }

  private static func prepend(
    _ scalars: [Unicode.Scalar], to text: ArraySlice<BertNormalizer.Element>
  ) -> [BertNormalizer.Element] {
    guard let first = text.first else { return [] }
    return scalars.map { BertNormalizer.Element(scalar: $0, origin: first.origin) } + text
  }

  private static func replace(
    _ old: Unicode.Scalar, by new: [Unicode.Scalar], in text: ArraySlice<BertNormalizer.Element>
  ) -> [BertNormalizer.Element] {
    text.flatMap { element in
      element.scalar == old
        ? new.map { BertNormalizer.Element(scalar: $0, origin: element.origin) } : [element]
    }
  }

  /// The words of a text.
  func words(
    _ text: ArraySlice<BertNormalizer.Element>
  ) -> [ArraySlice<BertNormalizer.Element>] {
    var words = text.isEmpty ? [] : [text]
    for step in steps {
      words = words.flatMap { word -> [ArraySlice<BertNormalizer.Element>] in
        switch step {
        case .digits: return Self.apart(word, \.isNumeric)
        case .prefixSpace:
          return word.first?.scalar == " " ? [word] : [Self.prepend([" "], to: word)[...]]
        case .metaspace(let metaspace): return metaspace.words(word)
        case .pattern(let pattern):
          var start = word.startIndex
          return pattern.words(word.map(\.scalar)[...]).map { length in
            defer { start += length }
            return word[start..<start + length]
          }
        }
      }
    }
    return words
  }

  /// `word` with each code point that `isAlone` for itself.
  private static func apart(
    _ word: ArraySlice<BertNormalizer.Element>, _ isAlone: (Unicode.Scalar) -> Bool
  ) -> [ArraySlice<BertNormalizer.Element>] {
    var parts: [ArraySlice<BertNormalizer.Element>] = []
    var start = word.startIndex
    for place in word.indices where isAlone(word[place].scalar) {
      if start < place { parts.append(word[start..<place]) }
      parts.append(word[place...place])
      start = place + 1
    }
    if start < word.endIndex { parts.append(word[start...]) }
    return parts
  }
}

extension Unicode.Scalar {
  /// A number in any script, as Rust's `char::is_numeric` has it.
  fileprivate var isNumeric: Bool {
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: false
    }
  }
}
