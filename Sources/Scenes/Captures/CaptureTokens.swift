import Glibc
import JSON
import Text

/// The tokens of a capture: in the file, beside it, or in a text that a person gives.
struct CaptureTokens {
  /// As they are spelled; the keys, and after them the queries where these are others.
  private(set) var texts: [String] = []
  /// The first of them that has a row.
  private(set) var firstQuery = 0
  /// What a person must know of them, each a clause.
  private(set) var notices: [String] = []

  /// The text that they are of, as far as they tell: without the model's own tokens, and with blanks where
  /// their signs say so, or else between all of them.
  var sentence: String {
    let signs = ["Ġ", "▁"].filter { sign in texts.contains { $0.hasPrefix(sign) } }
    var text = ""
    for token in texts where !isOwn(token) {
      if token.hasPrefix("##") {
        text += token.dropFirst(2)
      } else if let sign = signs.first(where: token.hasPrefix) {
        text += " " + token.dropFirst(sign.count)
      } else {
        text += (signs.isEmpty && !text.isEmpty ? " " : "") + token
      }
    }
    let words = text.replacing("Ċ", with: "\n").split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? texts.joined(separator: " ") : words.joined(separator: " ")
  }

  /// Whether a token is one that models add themselves, such as [CLS] and <s>.
  private func isOwn(_ token: String) -> Bool {
    token.utf8.count > 2
      && [("[", "]"), ("<", ">")].contains { token.hasPrefix($0.0) && token.hasSuffix($0.1) }
  }

  /// Lists of tokens by their names, and where they were found.
  private struct Lists {
    private(set) var lists: [String: [String]] = [:]
    var place = "in it"

    /// Adds a list, where its name is one of tokens.
    mutating func add(_ list: [String]?, named name: String) {
      let name = name.lowercased()
      if let list, names.contains(name) { lists[name] = list }
    }

    /// The list of the first of these names that there is.
    func first(_ names: [String]) -> [String]? { names.compactMap { lists[$0] }.first }
  }

  private static let ofAll = ["tokens", "str_tokens", "input_tokens", "words"]
  private static let ofKeys = [
    "source_tokens", "encoder_tokens", "key_tokens", "src_tokens", "keys", "source",
  ]
  private static let ofQueries = [
    "target_tokens", "decoder_tokens", "query_tokens", "tgt_tokens", "queries", "target",
  ]

  private static let names = ofAll + ofKeys + ofQueries

  /// The tokens of `heads` in `file`.
  ///
  /// - Parameter given: the tokens as a person says them: of several lists the one that fits.
  /// - Throws: that what is in the file does not fit.
  init(
    of heads: CapturedHeads, in file: CaptureFile, given: [[String]]
  ) throws(CaptureError) {
    var places = given.map { Self.lists(of: $0, at: "in --sentence") } + [Self.lists(in: file)]
    for place in places where take(place, heads, lacksFirst: false) { return }
    places += Self.lists(beside: file.path)
    // Lists that fit go before one that lacks the first token.
    for lacksFirst in [false, true] {
      for place in places where take(place, heads, lacksFirst: lacksFirst) { return }
      notices = []
    }
    var misfit: String?
    for place in places {
      guard misfit == nil, let list = place.lists.values.max(by: { $0.count < $1.count }) else {
        continue
      }
      misfit =
        "\(list.count) tokens stand \(place.place), and its attention is over"
        + (heads.queries == heads.keys
          ? " \(heads.keys)" : " \(heads.queries) queries and \(heads.keys) keys")
    }
    if let misfit, !places[0].lists.isEmpty {
      throw CaptureError(
        "has the wrong tokens: " + misfit
          + (given.isEmpty ? "" : "; --model names what cuts a text as it was cut there"))
    }
    // Attention can be looked at without them.
    number(heads)
    let flaw = file.flaws.first { Self.names.contains($0.name.lowercased()) }
    notices.append(
      misfit.map { $0 + ", so they are numbered" }
        ?? flaw.map { "its tokens are numbered, since \($0.error.reason)" }
        ?? "it has no tokens, so they are numbered; save an array tokens with it, or give --sentence"
    )
  }

  private mutating func number(_ heads: CapturedHeads) {
    let numbers = { (count: Int) in (0..<count).map { "t\($0)" } }
    guard heads.queries > heads.keys else {
      texts = numbers(heads.keys)
      firstQuery = heads.keys - heads.queries
      return
    }
    texts = numbers(heads.keys) + (0..<heads.queries).map { "q\($0)" }
    firstQuery = heads.keys
  }

  /// Takes the tokens of `place`, where they fit.
  ///
  /// - Parameter lacksFirst: whether a list may lack the first token.
  private mutating func take(
    _ place: Lists, _ heads: CapturedHeads, lacksFirst: Bool
  ) -> Bool {
    let (all, keys, queries) = (
      place.first(Self.ofAll), place.first(Self.ofKeys), place.first(Self.ofQueries)
    )
    // Of an encoder and a decoder each has its own, and what lies between them has both.
    let name = heads.name.lowercased()
    let own =
      heads.queries != heads.keys || name.contains("cross")
      ? nil : name.contains("decoder") ? queries : name.contains("encoder") ? keys : nil
    if let list = own.flatMap({ filled($0, to: heads.keys, place, lacksFirst) }) {
      texts = list
      return true
    }
    if let first = keys ?? (queries == nil ? nil : all),
      let second = queries ?? (keys == nil ? nil : all),
      let keys = filled(first, to: heads.keys, place, lacksFirst),
      let queries = filled(second, to: heads.queries, place, lacksFirst)
    {
      if keys == queries {
        texts = keys
      } else {
        (texts, firstQuery) = (keys + queries, keys.count)
      }
      return true
    }
    // Of a sentence that goes on, the last tokens have rows.
    for list in [all, keys, queries].compactMap(\.self) where heads.queries <= heads.keys {
      guard let list = filled(list, to: heads.keys, place, lacksFirst) else { continue }
      (texts, firstQuery) = (list, heads.keys - heads.queries)
      if heads.queries < heads.keys {
        notices.append(
          "its \(heads.queries) queries are taken to be the last of its \(heads.keys) tokens; others "
            + "need lists named source_tokens (the keys) and target_tokens (the queries)")
      }
      return true
    }
    return false
  }

  /// `list` where it has `count` tokens, or lacks the first of them alone.
  private mutating func filled(
    _ list: [String], to count: Int, _ place: Lists, _ lacksFirst: Bool
  ) -> [String]? {
    let list = list.map { $0.isEmpty ? "␣" : $0 }
    if list.count == count { return list }
    // A list that begins with a model's own token lacks none before it.
    guard lacksFirst, list.count == count - 1, count > 1, !isOwn(list[0]) else { return nil }
    notices.append(
      "\(list.count) tokens stand \(place.place), and its attention is over \(count): the first is "
        + "taken to be missing, and shown as [BOS]")
    return ["[BOS]"] + list
  }

  private static func lists(in file: CaptureFile) -> Lists {
    var found = Lists()
    for array in file.arrays {
      guard let texts = array.texts(), array.shape.count <= 2 else { continue }
      found.add(array.shape.isEmpty ? words(of: texts[0]) : texts, named: array.name)
    }
    for (name, text) in file.texts.sorted(by: { $0.key < $1.key }) {
      let inside = lists(inJSON: Array(text.utf8), at: "")
      found.add(inside?.first(names) ?? words(of: text), named: name)
    }
    return found
  }

  private static func lists(of tokens: [String], at place: String) -> Lists {
    var lists = Lists(place: place)
    lists.add(tokens, named: "tokens")
    return lists
  }

  private static func words(of text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// The files beside the one at `path` that may hold its tokens.
  private static func lists(beside path: String) -> [Lists] {
    let folder = folder(of: path)
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    let names = [
      stem + ".json", stem + ".tokens.json", stem + ".txt", "tokens.json", "prompt.json",
      "tokens.txt",
    ]
    return names.compactMap { name in
      guard let bytes = try? fileBytes(path: "\(folder)/\(name)", mayWait: false),
        bytes.count <= SentenceFile.largestFile
      else { return nil }
      let place = "in \(SafeText(name).shown) beside it"
      if name.hasSuffix(".json") {
        return lists(inJSON: bytes, at: place)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let lines = text.split(whereSeparator: \.isNewline).map(String.init)
      return lists(of: lines.count > 1 ? lines : words(of: text), at: place)
    }
  }

  /// The lists of texts in JSON: one, or those of an object's members; `nil` where there are none.
  private static func lists(inJSON bytes: [UInt8], at place: String) -> Lists? {
    guard
      let value = try? JSONReader.read(bytes[...], { reader throws(Flaw) in try reader.value() })
    else { return nil }
    if let texts = texts(value) { return lists(of: texts, at: place) }
    guard case .object(let members) = value.content else { return nil }
    var lists = Lists(place: place)
    for (key, value) in members { lists.add(texts(value), named: key.text) }
    return lists.lists.isEmpty ? nil : lists
  }

  private static func texts(_ value: JSONValue) -> [String]? {
    guard case .array(let elements) = value.content, !elements.isEmpty else { return nil }
    let texts = elements.compactMap { element -> String? in
      if case .string(let text) = element.content { text } else { nil }
    }
    return texts.count == elements.count ? texts : nil
  }
}
