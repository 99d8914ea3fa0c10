import JSON
import Text

/// Which value of a record of JSON has a sentence: a key, or a path such as `target.span1_text`.
///
/// A step of a path into an array is a number from 0; without one it goes into each element.
struct FieldPath {
  private let written: String

  init(_ written: String) { self.written = written }

  /// What a record has for a sentence.
  enum Value {
    case sentence(String)
    /// Its tokens, one by one.
    case tokens([String])

    /// The sentence that stands beside another one.
    var text: String {
      switch self {
      case .sentence(let text): text
      case .tokens(let tokens): tokens.joined(separator: " ")
      }
    }
  }

  /// The sentences of `record` with the lines on which they stand: one, or one for each element of an
  /// array on the way.
  ///
  /// - Throws: that the path leads nowhere, or to no text, with the keys that there are.
  func values(in record: JSONValue) throws(Flaw) -> [(value: Value, line: Int)] {
    guard case .object = record.content else {
      throw Flaw(
        line: record.line, reason: "an entry must be an object {…}, not \(record.kind)")
    }
    return try follow(Substring(written), in: record)
  }

  private func follow(
    _ path: Substring, in value: JSONValue
  ) throws(Flaw) -> [(value: Value, line: Int)] {
    switch value.content {
    case .object(let members):
      // A key may have a dot of its own, so the longest one goes first.
      for (key, rest) in steps(of: path) {
        let found = members.filter { $0.key == JSONKey(key) }
        if found.count > 1 {
          throw Flaw(
            line: found[1].value.line, reason: "\(quoted(key)) is given twice; keep one of them")
        }
        guard let member = found.first?.value else { continue }
        return try go(on: rest, in: member)
      }
      throw missing(value, keys: members.map(\.key.text))
    case .array(let elements):
      if let (step, rest) = steps(of: path).last, isIndex(step) {
        guard let index = Int(step), elements.indices.contains(index) else {
          throw Flaw(
            line: value.line,
            reason: "there is no \(step) in an array of \(elements.count), where --field"
              + " \(quoted(written)) leads; the numbers begin with 0")
        }
        return try go(on: rest, in: elements[index])
      }
      var found: [(value: Value, line: Int)] = []
      for element in elements { found += try follow(path, in: element) }
      return found
    default:
      throw missing(value, keys: [])
    }
  }

  private func go(
    on rest: Substring?, in value: JSONValue
  ) throws(Flaw) -> [(value: Value, line: Int)] {
    if let rest { try follow(rest, in: value) } else { [try read(value)] }
  }

  /// The first step of `path` and what is left of it, the longest step first.
  private func steps(of path: Substring) -> [(key: String, rest: Substring?)] {
    [(String(path), nil)]
      + path.indices.reversed().filter { path[$0] == "." }.map {
        (String(path[..<$0]), path[path.index(after: $0)...])
      }
  }

  private func missing(_ value: JSONValue, keys: [String]) -> Flaw {
    let names = keys.prefix(20).map { quoted($0) }.joined(separator: ", ")
    return Flaw(
      line: value.line,
      reason: "there is no \(quoted(written)), which --field names as the key of the sentence"
        + (keys.isEmpty ? "" : "; the keys are \(names)"))
  }

  /// A text, texts one by one, or texts under keys, which belong together in their order: the parts
  /// of a Winograd schema.
  private func read(_ value: JSONValue) throws(Flaw) -> (value: Value, line: Int) {
    switch value.content {
    case .string(let text): return (.sentence(text), value.line)
    case .array(let elements):
      return (
        .tokens(
          try elements.enumerated().map { place, element throws(Flaw) in
            try JSONObject.string(element, "\(written)[\(place)]")
          }), value.line
      )
    case .object(let members) where !members.isEmpty:
      let parts = try members.map { member throws(Flaw) in
        try JSONObject.string(member.value, "\(written).\(member.key.text)")
      }
      return (
        .sentence(
          parts.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .joined(separator: " ")), value.line
      )
    default: throw JSONObject.mismatch(value, written, "a string")
    }
  }
}
