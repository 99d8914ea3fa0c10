import Text

/// The members of a JSON object, read by their keys; what is wrong is said with its line.
package struct JSONObject {
  /// The line on which it starts.
  package let line: Int
  private let members: [JSONKey: JSONValue]

  /// Takes `value` apart; a member that is `null` is as if absent.
  ///
  /// - Parameters:
  ///   - name: what the object is, as a message says it: `a scene`.
  ///   - keys: the keys that it may have; `nil` where there may be any.
  /// - Throws: that it is no object, has a key that it may not have, or one twice.
  package init(_ value: JSONValue, _ name: String, keys: [String]? = nil) throws(Flaw) {
    var first: Flaw?
    try self.init(value, name, keys: keys) { first = first ?? $0 }
    if let first { throw first }
  }

  /// Takes `value` apart, and passes over keys that it may not have or has a second time.
  ///
  /// - Parameter tell: takes in what is wrong with these.
  /// - Throws: that it is no object.
  package init(
    _ value: JSONValue, _ name: String, keys: [String]?, _ tell: (Flaw) -> Void
  ) throws(Flaw) {
    guard case .object(let object) = value.content else {
      throw Flaw(line: value.line, reason: "\(name) must be an object {…}, not \(value.kind)")
    }
    let known = keys.map { Set($0.map { JSONKey($0) }) }
    var members: [JSONKey: JSONValue] = [:]
    for (key, value) in object {
      if let keys, let known, !known.contains(key) {
        tell(Flaw(line: value.line, reason: Self.unknown(key.text, name, keys)))
        continue
      }
      guard members[key] == nil else {
        let key = known == nil ? quoted(key.text) : key.text
        tell(Flaw(line: value.line, reason: "\(key) is given twice; keep one of them"))
        continue
      }
      members[key] = value
    }
    self.members = members.filter { !$0.value.isNull }
    line = value.line
  }

  /// The member called `key`, as it stands.
  package subscript(key: String) -> JSONValue? { members[JSONKey(key)] }

  /// The string called `key`, if it is there.
  package func string(_ key: String) throws(Flaw) -> String? {
    try member(key, Self.string)
  }

  /// The strings called `key`, if they are there.
  package func strings(_ key: String) throws(Flaw) -> [String]? {
    try member(key) { (value, name) throws(Flaw) in try Self.array(value, name, Self.string) }
  }

  /// What `read` makes of the member called `key`, if it is there.
  package func member<T>(
    _ key: String, _ read: (JSONValue, String) throws(Flaw) -> T
  ) throws(Flaw) -> T? {
    guard let value = self[key] else { return nil }
    return try read(value, key)
  }

  /// A string.
  package static func string(_ value: JSONValue, _ name: String) throws(Flaw) -> String {
    guard case .string(let string) = value.content else {
      throw mismatch(value, name, "a string")
    }
    return string
  }

  /// True or false.
  package static func bool(_ value: JSONValue, _ name: String) throws(Flaw) -> Bool {
    guard case .bool(let bool) = value.content else {
      throw mismatch(value, name, "true or false")
    }
    return bool
  }

  /// A number as a `Double`.
  package static func double(_ value: JSONValue, _ name: String) throws(Flaw) -> Double {
    try number(value, name).double
  }

  /// A number.
  package static func number(_ value: JSONValue, _ name: String) throws(Flaw) -> JSONNumber {
    guard case .number(let number) = value.content else {
      throw mismatch(value, name, "a number")
    }
    return number
  }

  /// An array of what `read` makes of each element.
  package static func array<T>(
    _ value: JSONValue, _ name: String, _ read: (JSONValue, String) throws(Flaw) -> T
  ) throws(Flaw) -> [T] {
    guard case .array(let elements) = value.content else {
      throw mismatch(value, name, "an array")
    }
    var converted: [T] = []
    for (index, element) in elements.enumerated() {
      converted.append(try read(element, "\(name)[\(index)]"))
    }
    return converted
  }

  /// That `value` should be something else.
  package static func mismatch(_ value: JSONValue, _ name: String, _ right: String) -> Flaw {
    Flaw(line: value.line, reason: "\(name) is \(value.kind); it must be \(right)")
  }

  private static func unknown(_ key: String, _ name: String, _ keys: [String]) -> String {
    let close = keys.min { distance(key, $0) < distance(key, $1) }
    guard let close, distance(key, close) <= 2 else {
      return "\(quoted(key)) is not a key of \(name); the keys are \(keys.joined(separator: ", "))"
    }
    return "\(quoted(key)) is not a key of \(name); did you mean \(close)?"
  }

  /// How many letters to add, drop or change to turn one key into the other, whatever their case.
  private static func distance(_ key: String, _ known: String) -> Int {
    // No key longer than this is close to one of ours, and the work is the product of lengths.
    let key = key.prefix(32).lowercased()
    var previous = Array(0...known.count)
    for (row, letter) in key.enumerated() {
      var current = [row + 1]
      for (column, other) in known.enumerated() {
        current.append(
          min(
            previous[column] + (letter == other ? 0 : 1), previous[column + 1] + 1,
            current[column] + 1))
      }
      previous = current
    }
    return previous[known.count]
  }
}
