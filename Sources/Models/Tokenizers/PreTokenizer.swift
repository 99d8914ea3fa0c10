import JSON

/// How a text in its normal form is cut into words, step by step, as the pre_tokenizer of a
/// tokenizer.json says it.
struct PreTokenizer: Sendable {
  /// A step of it, done to each word that those before it made.
  enum Step: Sendable {
    /// Each number becomes a word, whatever it looks like: ½ and Ⅷ too.
    case digits
    case pattern(WordPattern)
    /// A blank is put before what has none.
    case prefixSpace
    /// Blanks become signs, one is put before what has none, and where it `splits` each begins a word.
    case blanks(Metaspace)
    /// At white space, which goes.
    case whiteSpace
    /// At white space, which goes, and around punctuation, as BERT does.
    case bert
  }

  var steps: [Step] = []
  /// Whether the words are spelled byte by byte then (see `ByteLevel`).
  private(set) var spellsBytes = false

  /// What stands for a blank in a word, where something does.
  var sign: Unicode.Scalar? {
    steps.lazy.compactMap { if case .blanks(let blanks) = $0 { blanks.sign } else { nil } }.first
  }

  /// Whether it cuts as BERT does and in no other way.
  var isBerts: Bool {
    if case .bert? = steps.first { steps.count == 1 } else { false }
  }

  /// The words of a text.
  func words(_ text: ArraySlice<TextElement>) -> [ArraySlice<TextElement>] {
    steps.reduce(text.isEmpty ? [] : [text]) { words, step in
      words.flatMap { Self.words($0, step) }
    }
  }

  private static func words(
    _ word: ArraySlice<TextElement>, _ step: Step
  ) -> [ArraySlice<TextElement>] {
    switch step {
    case .digits: return cut(word, apart: \.isNumeric)
    case .prefixSpace: return word.first?.scalar == " " ? [word] : [word.preceded(by: [" "])[...]]
    case .blanks(let blanks): return blanks.words(word)
    case .whiteSpace: return word.split { $0.scalar.properties.isWhitespace }
    case .bert:
      return word.split(whereSeparator: \.scalar.isBertSpace)
        .flatMap { cut($0, apart: \.isBertPunctuation) }
    case .pattern(let pattern):
      var start = word.startIndex
      return pattern.words(word.map(\.scalar)[...]).map { length in
        defer { start += length }
        return word[start..<start + length]
      }
    }
  }

  /// `word` with each code point that `isAlone` for itself.
  private static func cut(
    _ word: ArraySlice<TextElement>, apart isAlone: (Unicode.Scalar) -> Bool
  ) -> [ArraySlice<TextElement>] {
    var parts: [ArraySlice<TextElement>] = []
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

extension PreTokenizer {
  /// What the pre_tokenizer of a tokenizer.json says.
  ///
  /// - Throws: which part of it is of a kind that can't be read, or wrong.
  init(_ value: JSONValue?) throws(Flaw) {
    guard let value, !value.isNull else { return }
    try read(JSONObject(value, "pre_tokenizer"))
    guard steps.count <= Self.mostSteps else {
      throw Flaw(
        line: value.line,
        reason: "its pre_tokenizer should have at most \(Self.mostSteps) steps")
    }
  }

  /// Each may double a text: signs in front of words can be cut into words that get signs.
  private static let mostSteps = 8

  private mutating func read(_ part: JSONObject) throws(Flaw) {
    let kind = try part.string("type") ?? "nameless"
    if kind == "Sequence" {
      let parts = try part.member("pretokenizers") { (value, name) throws(Flaw) in
        try JSONObject.array(value, name) { (value, name) throws(Flaw) in
          try JSONObject(value, name)
        }
      }
      for part in parts ?? [] { try read(part) }
      return
    }
    guard !spellsBytes else {
      throw Flaw(line: part.line, reason: "its pre_tokenizer goes on after ByteLevel")
    }
    // What a file does not say of these is so.
    let says = { (key: String) throws(Flaw) in try part.member(key, JSONObject.bool) ?? true }
    switch kind {
    case "Digits" where try part.member("individual_digits", JSONObject.bool) == true:
      steps.append(.digits)
    case "Split": steps.append(.pattern(try Self.pattern(part)))
    case "ByteLevel":
      spellsBytes = true
      if try says("add_prefix_space") { steps.append(.prefixSpace) }
      if try says("use_regex") { steps.append(.pattern(.gpt2)) }
    case "Metaspace": steps.append(.blanks(try Metaspace(part)))
    case "WhitespaceSplit": steps.append(.whiteSpace)
    case "BertPreTokenizer": steps.append(.bert)
    default:
      throw Flaw(
        line: part.line,
        reason: "its pre_tokenizer has a part \(kind); only ByteLevel, Split, Digits one by one, "
          + "Metaspace, WhitespaceSplit and BertPreTokenizer can be read")
    }
  }

  private static func pattern(_ part: JSONObject) throws(Flaw) -> WordPattern {
    let expression = try part.member("pattern") { (value, name) throws(Flaw) in
      try JSONObject(value, name).string("Regex")
    }
    guard let pattern = (expression ?? nil).flatMap({ WordPattern(expression: $0) }),
      try part.string("behavior") == "Isolated",
      try part.member("invert", JSONObject.bool) != true
    else {
      throw Flaw(
        line: part.line,
        reason: "its pre_tokenizer cuts at a pattern of its own; only those of GPT-2, Llama 3 and "
          + "Qwen2 can be read")
    }
    return pattern
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
