import JSON

/// The sign ▁ that SentencePiece writes for a blank, so that a token knows whether a word begins with it.
/// Source: Kudo and Richardson, "SentencePiece", 2018, as the tokenizers library does it.
struct Metaspace: Equatable, Sendable {
  /// Which parts of a text get one in front that have none.
  enum Prefix: String, Sendable {
    case always, never
    /// The one with which the text begins.
    case first
  }

  /// What stands for a blank.
  var sign: Unicode.Scalar = "▁"
  var prefix = Prefix.always
  /// Whether each sign begins a word.
  var splits = true

  /// The words of a part of a text.
  func words(
    _ text: ArraySlice<TextElement>
  ) -> [ArraySlice<TextElement>] {
    guard let first = text.first else { return [] }
    var marked = text.map { element in
      TextElement(
        scalar: element.scalar == " " ? sign : element.scalar, origin: element.origin)
    }
    if prefix == .always || prefix == .first && first.origin == 0, marked[0].scalar != sign {
      marked.insert(TextElement(scalar: sign, origin: first.origin), at: 0)
    }
    guard splits else { return [marked[...]] }
    let starts = [0] + marked.indices.dropFirst().filter { marked[$0].scalar == sign }
    return zip(starts, starts.dropFirst() + [marked.count]).map { marked[$0..<$1] }
  }
}

extension Metaspace {
  /// The part of a tokenizer.json's pre_tokenizer.
  ///
  /// - Throws: which entry is wrong.
  init(_ part: JSONObject) throws(Flaw) {
    let sign = try part.string("replacement") ?? "▁"
    guard let first = sign.unicodeScalars.first, sign.unicodeScalars.count == 1 else {
      throw Flaw(
        line: part.line, reason: "the replacement of its Metaspace should be one character")
    }
    self.sign = first
    if let name = try part.string("prepend_scheme") {
      guard let scheme = Prefix(rawValue: name) else {
        throw Flaw(
          line: part.line,
          reason:
            "its Metaspace has the prepend_scheme \(name); only always, first and never can be "
            + "read")
      }
      prefix = scheme
    }
    // Older files have this alone; what contradicts itself the library refuses too.
    if try part.member("add_prefix_space", JSONObject.bool) == false {
      guard prefix == .never || part["prepend_scheme"] == nil else {
        throw Flaw(
          line: part.line,
          reason:
            "its Metaspace has the prepend_scheme \(prefix.rawValue), but its add_prefix_space "
            + "is false; one of them should go")
      }
      prefix = .never
    }
    splits = try part.member("split", JSONObject.bool) ?? true
  }
}
