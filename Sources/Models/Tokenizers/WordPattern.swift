/// How a text is cut into words before bytes are merged, as a regular expression says it. The known
/// ones are matched by hand: each part of a text is a match of the first alternative that fits.
enum WordPattern: Sendable {
  /// A word with the blank before it, in letters, in digits or in neither; contractions apart.
  /// Source: OpenAI, GPT-2, encoder.py.
  case gpt2
  /// Contractions in any case; letters with any one character before them; so many digits at most; what
  /// is neither with the line ends after it. Sources: the tokenizers of Llama 3 (3) and Qwen2 (1).
  case llama3(digits: Int)

  /// The pattern that files write as `expression`; `nil` for any other.
  init?(expression: String) {
    let start = #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|"#
    let end = #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    switch expression {
    case #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#,
      #"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#:
      self = .gpt2
    case start + #"\p{N}{1,3}"# + end: self = .llama3(digits: 3)
    case start + #"\p{N}"# + end: self = .llama3(digits: 1)
    default: return nil
    }
  }

  /// The lengths of the words that `text` is cut into, in order.
  func words(_ text: ArraySlice<Unicode.Scalar>) -> [Int] {
    let kinds = text.map(Kind.init)
    let text = Array(text)
    var lengths: [Int] = []
    var start = 0
    while start < text.count {
      let end =
        switch self {
        case .gpt2: Self.endOfGPT2(text, kinds, start)
        case .llama3(let digits): Self.endOfLlama3(text, kinds, start, digits)
        }
      lengths.append(end - start)
      start = end
    }
    return lengths
  }

  /// What a regular expression sees in a character.
  private enum Kind {
    case letter, number, space, other

    init(_ scalar: Unicode.Scalar) {
      if scalar.isLetterOfPattern {
        self = .letter
      } else if scalar.isNumberOfPattern {
        self = .number
      } else if scalar.properties.isWhitespace {
        self = .space
      } else {
        self = .other
      }
    }
  }

  private static func endOfGPT2(_ text: [Unicode.Scalar], _ kinds: [Kind], _ start: Int) -> Int {
    if let length = contraction(text, start, anyCase: false) { return start + length }
    let first = text[start] == " " ? start + 1 : start
    if first < text.count, kinds[first] != .space { return run(kinds, first) }
    return endOfSpace(kinds, start)
  }

  private static func endOfLlama3(
    _ text: [Unicode.Scalar], _ kinds: [Kind], _ start: Int, _ digits: Int
  ) -> Int {
    if let length = contraction(text, start, anyCase: true) { return start + length }
    if kinds[start] == .letter { return run(kinds, start) }
    let isLineEnd = { (place: Int) in text[place] == "\r" || text[place] == "\n" }
    if kinds[start] != .number, !isLineEnd(start), start + 1 < text.count,
      kinds[start + 1] == .letter
    {
      return run(kinds, start + 1)
    }
    if kinds[start] == .number {
      // No further: a text of digits alone would else be gone through for every few of them.
      return run(kinds[..<min(kinds.count, start + digits)], start)
    }
    let first = text[start] == " " ? start + 1 : start
    if first < text.count, kinds[first] == .other {
      var end = run(kinds, first)
      while end < text.count, isLineEnd(end) { end += 1 }
      return end
    }
    if let last = (start..<run(kinds, start)).last(where: isLineEnd) { return last + 1 }
    return endOfSpace(kinds, start)
  }

  /// Where the characters of one kind end that begin at `start`.
  private static func run(_ kinds: [Kind], _ start: Int) -> Int { run(kinds[...], start) }

  private static func run(_ kinds: ArraySlice<Kind>, _ start: Int) -> Int {
    kinds[start...].firstIndex { $0 != kinds[start] } ?? kinds.endIndex
  }

  /// White space; before a word all but the last of it, which is the word's.
  private static func endOfSpace(_ kinds: [Kind], _ start: Int) -> Int {
    let end = run(kinds, start)
    return end == kinds.count || end == start + 1 ? end : end - 1
  }

  /// How long the contraction is that begins at `start`, such as `'re`; `nil` where there is none.
  private static func contraction(
    _ text: [Unicode.Scalar], _ start: Int, anyCase: Bool
  ) -> Int? {
    guard text[start] == "'", start + 1 < text.count else { return nil }
    let letter = { (place: Int) -> Unicode.Scalar? in
      guard place < text.count else { return nil }
      let scalar = text[place]
      guard anyCase else { return scalar }
      // The long s is an s too.
      if scalar.value == 0x17f { return "s" }
      return 0x41...0x5a ~= scalar.value ? Unicode.Scalar(scalar.value + 32) : scalar
    }
    switch (letter(start + 1), letter(start + 2)) {
    case ("s", _), ("t", _), ("m", _), ("d", _): return 2
    case ("r", "e"), ("v", "e"), ("l", "l"): return 3
    default: return nil
    }
  }
}

extension Unicode.Scalar {
  /// `\p{L}`.
  fileprivate var isLetterOfPattern: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      isKnownToPatterns
    default: false
    }
  }

  /// `\p{N}`.
  fileprivate var isNumberOfPattern: Bool {
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: isKnownToPatterns
    default: false
    }
  }

  /// The library's regular expressions are of Unicode 16.
  private var isKnownToPatterns: Bool { isASCII || properties.age.map { $0.major <= 16 } ?? false }
}
