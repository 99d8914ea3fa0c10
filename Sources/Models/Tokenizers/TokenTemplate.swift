import JSON

/// What a tokenizer puts around a text, and around two that are read together, as the post_processor of
/// a tokenizer.json says it.
struct TokenTemplate: Equatable, Sendable {
  /// A place in it.
  struct Part: Equatable, Sendable {
    enum Content: Equatable, Sendable {
      /// The text, or the second of two.
      case text(isSecond: Bool)
      /// A token of the model's own, by its ID.
      case token(Int)
    }

    let content: Content
    /// The kind of sentence (token type) that what stands here is of.
    let kind: Int
  }

  /// A text alone.
  var single = [Part(content: .text(isSecond: false), kind: 0)]
  /// Two texts.
  var pair = [
    Part(content: .text(isSecond: false), kind: 0), Part(content: .text(isSecond: true), kind: 0),
  ]
  /// Whether tokens stand where they do without the white space in them.
  var trimsOffsets = false
  /// Whether the first blank of a text is thought to be none of its own then.
  var trimsPrefixSpace = false

  /// The template that puts `first` before a text and `last` after it, and between two texts `between`.
  ///
  /// - Parameter kind: the kind of the second text, and of what stands after it.
  init(first: Int, between: [Int], last: Int, kind: Int) {
    let start = [
      Part(content: .token(first), kind: 0), Part(content: .text(isSecond: false), kind: 0),
    ]
    single = start + [Part(content: .token(last), kind: 0)]
    pair =
      start + between.map { Part(content: .token($0), kind: 0) }
      + [Part(content: .text(isSecond: true), kind: kind), Part(content: .token(last), kind: kind)]
  }

  /// The template that puts these tokens before and after a text, and nothing around it where none are
  /// named.
  init(before: [Int] = [], after: [Int] = []) {
    let own = { (ids: [Int]) in ids.map { Part(content: .token($0), kind: 0) } }
    let (first, second) = (single, Array(pair.dropFirst()))
    single = own(before) + first + own(after)
    pair = single + own(before) + second + own(after)
  }

  /// A token that makes up a part of a text.
  func token(_ part: WordPart, _ vocabulary: Vocabulary) -> EncodedToken {
    let token = vocabulary[part.id]
    var place = 0..<0
    if let first = part.text.first, let last = part.text.last {
      place = first.origin..<last.origin + 1
    }
    if trimsOffsets {
      // White space counts that is in the spelling, or where that is not the text's own, in the text.
      place = trimmed(
        place,
        part.isSpelledSo
          ? token.unicodeScalars : String.UnicodeScalarView(part.text.map(\.scalar)))
    }
    return EncodedToken(id: part.id, token: token, scalars: place, isOwn: false)
  }

  /// Where a token stands in a text, without the white space that `spelling` begins and ends with.
  private func trimmed(_ place: Range<Int>, _ spelling: String.UnicodeScalarView) -> Range<Int> {
    let isBlank = { (scalar: Unicode.Scalar) in
      scalar == ByteLevel.characters[0x20] || scalar.properties.isWhitespace
    }
    var leading = spelling.prefix(while: isBlank).count
    let trailing = spelling.reversed().prefix(while: isBlank).count
    if leading > 0, place.lowerBound == 0, trimsPrefixSpace { leading -= 1 }
    let start = min(place.lowerBound + leading, place.upperBound)
    let end =
      place.upperBound >= trailing ? max(place.upperBound - trailing, start) : place.upperBound
    return start..<max(start, end)
  }

  /// The tokens of `text`, and of `second` where two are read together, with what stands around them.
  func around(
    _ text: [EncodedToken], _ second: [EncodedToken]? = nil, vocabulary: Vocabulary
  ) -> [EncodedToken] {
    (second == nil ? single : pair).flatMap { part -> [EncodedToken] in
      let tokens =
        switch part.content {
        case .text(let isSecond): isSecond ? second ?? text : text
        case .token(let id): [EncodedToken(id: id, token: vocabulary[id], scalars: 0..<0)]
        }
      guard part.kind != 0 else { return tokens }
      return tokens.map { token in
        var token = token
        token.kind = part.kind
        return token
      }
    }
  }

  /// The first of `tokens`, which stand as `single` has them, and those at their end: no more than
  /// `limit`, but these.
  func cut(_ tokens: [EncodedToken], to limit: Int) -> [EncodedToken] {
    guard tokens.count > limit else { return tokens }
    let after = single.drop { !$0.isText }.count { !$0.isText }
    let end = min(after, limit - 1)
    return tokens.prefix(max(1, limit - end)) + tokens.suffix(end)
  }
}

extension TokenTemplate.Part {
  var isText: Bool { if case .text = content { true } else { false } }
}

extension TokenTemplate {
  /// What the post_processor of a tokenizer.json says.
  ///
  /// - Throws: which part of it is of a kind that can't be read, or wrong.
  init(_ value: JSONValue?, _ vocabulary: Vocabulary) throws(Flaw) {
    guard let value, !value.isNull else { return }
    let object = try JSONObject(value, "post_processor")
    var parts = [object]
    if try object.string("type") == "Sequence" {
      parts =
        try object.member("processors") { (value, name) throws(Flaw) in
          try JSONObject.array(value, name) { (value, name) throws(Flaw) in
            try JSONObject(value, name)
          }
        } ?? []
    }
    for part in parts { try add(part, vocabulary) }
    guard single.count(where: \.isText) == 1, pair.count(where: \.isText) == 2,
      single.count <= Self.mostParts, pair.count <= Self.mostParts
    else {
      throw Flaw(
        line: object.line,
        reason: "its post_processor should put each text once among at most \(Self.mostParts) parts"
      )
    }
  }

  private static let mostParts = 16

  private mutating func add(_ part: JSONObject, _ vocabulary: Vocabulary) throws(Flaw) {
    let trims = try part.member("trim_offsets", JSONObject.bool) ?? true
    let trimsPrefix = try part.member("add_prefix_space", JSONObject.bool) ?? true
    switch try part.string("type") ?? "nameless" {
    case "ByteLevel":
      guard trims else { return }
      (trimsOffsets, trimsPrefixSpace) = (true, trimsPrefix)
    case "TemplateProcessing":
      if let value = part["single"] { single = try Self.parts(value, "single", part, vocabulary) }
      if let value = part["pair"] { pair = try Self.parts(value, "pair", part, vocabulary) }
    case "RobertaProcessing":
      let (first, last) = try Self.ends(part, vocabulary)
      let former = self
      self = TokenTemplate(first: first, between: [last, last], last: last, kind: 0)
      (trimsOffsets, trimsPrefixSpace) =
        trims ? (true, trimsPrefix) : (former.trimsOffsets, former.trimsPrefixSpace)
    case "BertProcessing":
      let (first, last) = try Self.ends(part, vocabulary)
      let former = self
      self = TokenTemplate(first: first, between: [last], last: last, kind: 1)
      (trimsOffsets, trimsPrefixSpace) = (former.trimsOffsets, former.trimsPrefixSpace)
    case let kind:
      throw Flaw(
        line: part.line,
        reason: "its post_processor has a part \(kind); only TemplateProcessing, ByteLevel, "
          + "RobertaProcessing and BertProcessing can be read")
    }
  }

  /// The tokens that `cls` and `sep` name, each a spelling and a number.
  private static func ends(
    _ part: JSONObject, _ vocabulary: Vocabulary
  ) throws(Flaw) -> (first: Int, last: Int) {
    func id(_ key: String) throws(Flaw) -> Int {
      let values = try part.member(key) { (value, name) throws(Flaw) in
        try JSONObject.array(value, name) { (value, _) throws(Flaw) in value }
      }
      guard let values, values.count == 2, case .number(let number) = values[1].content,
        let id = number.integer, (0..<vocabulary.count).contains(id)
      else {
        throw Flaw(
          line: part.line,
          reason: "the \(key) of its post_processor should be a token and its number")
      }
      return id
    }
    return (try id("cls"), try id("sep"))
  }

  private static func parts(
    _ value: JSONValue, _ name: String, _ template: JSONObject, _ vocabulary: Vocabulary
  ) throws(Flaw) -> [Part] {
    let objects = try JSONObject.array(value, name) { (value, name) throws(Flaw) in
      try JSONObject(value, name)
    }
    var parts: [Part] = []
    for object in objects {
      for key in ["Sequence", "SpecialToken"] {
        guard let value = object[key] else { continue }
        let place = try JSONObject(value, key)
        let id = try place.string("id") ?? ""
        let kind = try place.member("type_id", JSONObject.number)?.integer ?? 0
        guard 0...1 ~= kind else {
          throw Flaw(
            line: template.line,
            reason: "its post_processor has the type_id \(kind); only 0 and 1 can be read")
        }
        guard key == "SpecialToken" else {
          parts.append(Part(content: .text(isSecond: id == "B"), kind: kind))
          continue
        }
        for token in try ids(of: id, template, vocabulary) {
          parts.append(Part(content: .token(token), kind: kind))
        }
      }
    }
    return parts
  }

  /// The numbers of what a template calls `token`.
  private static func ids(
    of token: String, _ template: JSONObject, _ vocabulary: Vocabulary
  ) throws(Flaw) -> [Int] {
    let special = try template.member("special_tokens") { (value, name) throws(Flaw) in
      try JSONObject(value, name).member(token) { (value, name) throws(Flaw) in
        try JSONObject(value, name).member("ids") { (value, name) throws(Flaw) in
          try JSONObject.array(value, name) { (value, name) throws(Flaw) in
            try JSONObject.number(value, name).integer ?? -1
          }
        }
      }
    }
    let ids = ((special ?? nil) ?? nil) ?? vocabulary.id(of: token).map { [$0] } ?? [-1]
    guard ids.allSatisfy((0..<vocabulary.count).contains) else {
      throw Flaw(
        line: template.line,
        reason: "its post_processor puts \(token) around texts, which its vocabulary lacks")
    }
    return ids
  }
}
