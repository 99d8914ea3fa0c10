import JSON

/// What is done to a text before it is cut into words, step by step, as the normalizer of a
/// tokenizer.json says it. Each code point goes on knowing which one of the text it comes from.
struct TextNormalizer: Sendable {
  var steps: [Step] = []

  /// One after the other is done to the whole text.
  enum Step: Sendable {
    case bert(BertNormalizer)
    case characters(CharacterMap)
    case form(NormalForm)
    case lowercase, withoutMarks
    /// SentencePiece's: control characters go, and what looks like a blank becomes one.
    case withBlanks
    case strip(left: Bool, right: Bool)
    /// Blanks at the ends go, and no other white space.
    case stripBlanks
    case replace(Pattern, by: [Unicode.Scalar])
    case prepend([Unicode.Scalar])
  }

  /// What is looked for in a text.
  enum Pattern: Sendable {
    case text([Unicode.Scalar])
    /// So many blanks or more.
    case blanks(Int)
    /// White space of any kind.
    case whiteSpace

    /// The pattern that files write as `expression`; `nil` for any other.
    init?(expression: String) {
      switch expression {
      case " {2,}": self = .blanks(2)
      case " +": self = .blanks(1)
      case #"\s+"#: self = .whiteSpace
      default: return nil
      }
    }

    /// How long it is at least.
    var least: Int {
      switch self {
      case .text(let scalars): scalars.count
      case .blanks(let least): least
      case .whiteSpace: 1
      }
    }

    /// How long it is at the start of `text`; `nil` where it isn't there.
    func length(in text: ArraySlice<TextElement>) -> Int? {
      let count =
        switch self {
        case .text(let scalars):
          text.lazy.map(\.scalar).starts(with: scalars) ? scalars.count : 0
        case .blanks(let least):
          { $0 >= least ? $0 : 0 }(text.prefix { $0.scalar == " " }.count)
        case .whiteSpace: text.prefix { $0.scalar.properties.isWhitespace }.count
        }
      return count > 0 ? count : nil
    }
  }

  /// Whether it puts texts for others.
  var replacesText: Bool { steps.contains { if case .replace = $0 { true } else { false } } }

  /// The normal form of `text`.
  func normalize(_ text: [TextElement]) -> [TextElement] {
    steps.reduce(text) { Self.apply($1, to: $0) }
  }

  private static func apply(
    _ step: Step, to text: [TextElement]
  ) -> [TextElement] {
    switch step {
    case .bert(let normalizer): return normalizer.normalize(text)
    case .characters(let map): return map.apply(text)
    case .form(let form): return form.apply(text)
    case .lowercase: return text.flatMap(\.lowercased)
    case .withoutMarks: return text.filter { !$0.scalar.isMark }
    case .withBlanks:
      return text.filter { !$0.scalar.isControlOfSentencePiece }.map { element in
        element.scalar.isBlankOfSentencePiece
          ? TextElement(scalar: " ", origin: element.origin) : element
      }
    case .strip(let left, let right): return strip(text, left, right, \.properties.isWhitespace)
    case .stripBlanks: return strip(text, true, true) { $0 == " " }
    case .replace(let pattern, let scalars):
      var (new, place) = ([TextElement](), text.startIndex)
      while place < text.endIndex {
        guard let length = pattern.length(in: text[place...]) else {
          new.append(text[place])
          place += 1
          continue
        }
        // What takes the place of several is said to stand where the last of them does.
        let origin = text[place + length - 1].origin
        new += scalars.map { TextElement(scalar: $0, origin: origin) }
        place += length
      }
      return new
    case .prepend(let scalars): return text[...].preceded(by: scalars)
    }
  }

  private static func strip(
    _ text: [TextElement], _ left: Bool, _ right: Bool, _ goes: (Unicode.Scalar) -> Bool
  ) -> [TextElement] {
    var rest = text[...]
    if left { rest = rest.drop { goes($0.scalar) } }
    while right, let last = rest.last, goes(last.scalar) { rest.removeLast() }
    return Array(rest)
  }
}

extension TextNormalizer {
  /// What the normalizer of a tokenizer.json says.
  ///
  /// - Throws: which part of it is of a kind that can't be read, or wrong.
  init(_ value: JSONValue?) throws(Flaw) {
    self.init()
    guard let value else { return }
    try add(value)
    guard steps.count <= Self.mostSteps, isBounded else {
      throw Flaw(
        line: value.line,
        reason:
          "its normalizer should make at most \(Self.mostGrowth) characters of one, in at most "
          + "\(Self.mostSteps) steps")
    }
  }

  private static let mostSteps = 256
  private static let mostGrowth = 64

  /// Whether no text becomes too long.
  private var isBounded: Bool {
    // A normal form makes nothing of another one, so what may grow from step to step is only what steps
    // put into a text; that counts as long as a normal form may make it.
    var (growth, isDecomposed) = (1, false)
    for step in steps.reversed() {
      switch step {
      case .bert: (growth, isDecomposed) = (growth * 3, true)
      case .form, .lowercase: isDecomposed = true
      case .characters(let map):
        growth *= max(1, isDecomposed ? map.longestDecomposedText : map.longestText)
      case .replace(let pattern, let scalars):
        growth *= max(1, (NormalForm.longest(scalars) + pattern.least - 1) / pattern.least)
      case .prepend(let scalars): growth *= 1 + NormalForm.longest(scalars)
      case .withoutMarks, .withBlanks, .strip, .stripBlanks: break
      }
      guard growth <= Self.mostGrowth else { return false }
    }
    return true
  }

  /// Adds the steps of a part, which may have parts of its own.
  private mutating func add(_ value: JSONValue) throws(Flaw) {
    guard !value.isNull else { return }
    let object = try JSONObject(value, "normalizer")
    switch try object.string("type") ?? "nameless" {
    case "Sequence":
      let parts = try object.member("normalizers") { (value, name) throws(Flaw) in
        try JSONObject.array(value, name) { (value, _) throws(Flaw) in value }
      }
      for part in parts ?? [] { try add(part) }
    case "Precompiled":
      guard let map = CharacterMap(encoded: try object.string("precompiled_charsmap") ?? "") else {
        throw Flaw(
          line: object.line,
          reason:
            "the precompiled_charsmap of its normalizer is no trie with texts behind it, none of more "
            + "than \(CharacterMap.mostOfText) characters, in Base64, as SentencePiece writes it")
      }
      steps += [.characters(map)]
    case "BertNormalizer":
      steps += [
        .bert(
          BertNormalizer(
            lowercase: try object.member("lowercase", JSONObject.bool) ?? true,
            stripsAccents: try object.member("strip_accents", JSONObject.bool),
            separatesIdeographs: try object.member("handle_chinese_chars", JSONObject.bool) ?? true,
            cleans: try object.member("clean_text", JSONObject.bool) ?? true))
      ]
    case "Lowercase": steps += [.lowercase]
    case "StripAccents": steps += [.withoutMarks]
    case "Nmt": steps += [.withBlanks]
    case "Strip":
      steps += [
        .strip(
          left: try object.member("strip_left", JSONObject.bool) ?? true,
          right: try object.member("strip_right", JSONObject.bool) ?? true)
      ]
    case "Prepend":
      steps += [.prepend(Array((try object.string("prepend") ?? "▁").unicodeScalars))]
    case "Replace":
      let pattern = try object.member("pattern") { (value, name) throws(Flaw) -> Pattern? in
        let object = try JSONObject(value, name)
        if let text = try object.string("String"), !text.isEmpty {
          return Pattern.text(Array(text.unicodeScalars))
        }
        return try object.string("Regex").flatMap { Pattern(expression: $0) }
      }
      guard let pattern = pattern ?? nil else {
        throw Flaw(
          line: object.line,
          reason:
            "its normalizer replaces a pattern of its own; only texts and several blanks can be "
            + "read")
      }
      steps += [
        .replace(pattern, by: Array((try object.string("content") ?? "").unicodeScalars))
      ]
    case let kind:
      if let form = NormalForm(rawValue: kind) {
        steps += [.form(form)]
        return
      }
      throw Flaw(
        line: object.line,
        reason:
          "its normalizer has a part \(kind); only Precompiled, BertNormalizer, NFC, NFD, NFKC, "
          + "NFKD, Nmt, Lowercase, StripAccents, Strip, Prepend and Replace can be read")
    }
  }
}

extension Unicode.Scalar {
  /// A mark of any kind, as Unicode 9 has them.
  fileprivate var isMark: Bool {
    switch value {
    case ..<0x300, 0x111c9: return false
    case 0x1cf2, 0x1cf3: return true
    default: break
    }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return isInUnicode9
    default: return false
    }
  }

  fileprivate var isControlOfSentencePiece: Bool {
    switch value {
    case 1...8, 0xb, 0xe...0x1f, 0x7f, 0x8f, 0x9f: true
    default: false
    }
  }

  fileprivate var isBlankOfSentencePiece: Bool {
    switch value {
    case 9, 0xa, 0xc, 0xd, 0x1680, 0x200b...0x200f, 0x2028, 0x2029, 0x2581, 0xfeff, 0xfffd: true
    default: false
    }
  }
}
