import JSON

/// One of the small JSON files that stand beside a tokenizer's vocabulary, such as tokenizer_config.json;
/// where it is missing, one that says nothing.
struct SettingsFile {
  let path: String
  private let object: JSONObject?
  private let members: [(key: JSONKey, value: JSONValue)]

  private static let longest = 10_000_000

  init(_ folder: String, _ name: String) throws(ModelFileError) {
    path = folder + "/" + name
    guard FileStatus(of: path) != .missing else {
      (object, members) = (nil, [])
      return
    }
    let file = try MappedFile(path: path, atMost: Self.longest)
    (object, members) = try file.json { reader throws(Flaw) in
      let value = try reader.value()
      let object = try JSONObject(value, "the settings")
      guard case .object(let members) = value.content else { return (object, []) }
      return (object, members)
    }
  }

  func text(_ key: String) throws(ModelFileError) -> String? {
    try ModelFileError.naming(path) { () throws(Flaw) in try object?.string(key) }
  }

  func flag(_ key: String) throws(ModelFileError) -> Bool? {
    guard let value = object?[key] else { return nil }
    guard case .bool(let flag) = value.content else {
      throw ModelFileError(
        file: path, line: value.line, reason: "its \(key) should be true, false or null")
    }
    return flag
  }

  /// The tokens of `added_tokens_decoder`, an object with a token for each number.
  func decoder() throws(ModelFileError) -> [AddedToken]? {
    try ModelFileError.naming(path) { () throws(Flaw) in
      guard let value = object?["added_tokens_decoder"] else { return nil }
      guard case .object(let members) = value.content else {
        throw JSONObject.mismatch(value, "added_tokens_decoder", "an object")
      }
      var tokens: [AddedToken] = []
      for (key, value) in members {
        guard let id = Int(key.text), id >= 0 else {
          throw Flaw(
            line: value.line,
            reason:
              "added_tokens_decoder has the key \"\(key.text)\"; it should be a token's number")
        }
        var token = try AddedToken(value, "added_tokens_decoder[\(id)]")
        token.id = id
        tokens.append(token)
      }
      return tokens
    }
  }

  /// The number of each token in a file that has nothing else.
  func numbers() throws(ModelFileError) -> [(text: String, id: Int)] {
    try ModelFileError.naming(path) { () throws(Flaw) in
      var numbers: [(text: String, id: Int)] = []
      for (key, value) in members {
        guard case .number(.whole(let id)) = value.content, id >= 0 else {
          throw JSONObject.mismatch(value, "the number of the token \(key.text)", "a whole number")
        }
        numbers.append((key.text, id))
      }
      return numbers
    }
  }

  /// How the special token `key` is spelled, whether it is written as a text or as an object.
  func spelling(_ key: String) throws(ModelFileError) -> String? {
    try ModelFileError.naming(path) { () throws(Flaw) in
      guard let value = object?[key] else { return nil }
      return try Self.special(value, key).text
    }
  }

  /// The tokens that are special by their names (`mask_token`) or in a list of others.
  ///
  /// - Parameter usual: how those are spelled that a text is cut with; `nil` where they may be any.
  /// - Throws: which of these is spelled otherwise, or is no token.
  func special(_ usual: OwnTokens?) throws(ModelFileError) -> [AddedToken] {
    try ModelFileError.naming(path) { () throws(Flaw) in
      var tokens: [AddedToken] = []
      for (key, usual) in [
        ("unk_token", usual?.unknown), ("cls_token", usual?.first), ("sep_token", usual?.last),
      ] {
        guard let value = object?[key] else { continue }
        let token = try Self.special(value, key)
        guard token.text == usual ?? token.text else {
          throw Flaw(
            line: value.line,
            reason: "its \(key) is \(token.text); only \(usual ?? "") can be read")
        }
        tokens.append(token)
      }
      for key in ["extra_special_tokens", "additional_special_tokens"] {
        guard let value = object?[key] else { continue }
        switch value.content {
        case .object(let members):
          for (name, value) in members {
            tokens.append(try Self.special(value, "\(key).\(name.text)"))
          }
        default: tokens += try JSONObject.array(value, key, Self.special)
        }
      }
      return tokens
    }
  }

  /// The tokens that have names (`eos_token`), whatever they are.
  func specialTokens() throws(ModelFileError) -> [AddedToken] {
    try ModelFileError.naming(path) { () throws(Flaw) in
      var tokens: [AddedToken] = []
      for key in ["bos_token", "eos_token", "unk_token", "pad_token"] {
        if let value = object?[key] { tokens.append(try Self.special(value, key)) }
      }
      for key in ["extra_special_tokens", "additional_special_tokens"] {
        if let value = object?[key], value.kind == .array {
          tokens += try JSONObject.array(value, key, Self.special)
        }
      }
      return tokens.filter { !$0.spelling.isEmpty }
    }
  }

  /// A token that is written as a text, or as an object.
  private static func special(_ value: JSONValue, _ name: String) throws(Flaw) -> AddedToken {
    guard case .string(let text) = value.content else { return try AddedToken(value, name) }
    return AddedToken(text)
  }
}
