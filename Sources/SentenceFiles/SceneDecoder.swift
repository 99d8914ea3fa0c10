import AttentionCore

/// Makes a scene of what a sentence file says, and says on which line it can't.
struct SceneDecoder {
  static let keys = [
    "title", "notes", "sentence", "tokens", "query", "temperature", "causal", "weights", "scores",
    "values", "dimensions", "probes", "head", "token", "edits",
  ]

  private let line: Int
  private let members: [String: JSONValue]

  init(_ value: JSONValue) throws(Flaw) {
    guard case .object(let object) = value.content else {
      throw Flaw(line: value.line, reason: "a scene must be an object {…}, not \(value.kind)")
    }
    var members: [String: JSONValue] = [:]
    for (key, value) in object {
      guard Self.keys.contains(key) else {
        throw Flaw(line: value.line, reason: Self.unknown(key))
      }
      guard members.updateValue(value, forKey: key) == nil else {
        throw Flaw(line: value.line, reason: "\(key) is given twice; keep one of them")
      }
    }
    self.members = members.filter { !$0.value.isNull }
    line = value.line
  }

  func scene() throws(Flaw) -> Scene {
    let sentence = try string("sentence")
    let tokens = try strings("tokens")
    let title = try string("title")
    let notes = try string("notes")
    let values = try values()
    let dimensions = try strings("dimensions")
    let probes = try strings("probes") ?? []
    let temperature = try member("temperature", Self.number) ?? 1
    let causal = try member("causal", Self.bool) ?? false
    var scene = try located { () throws(SceneError) in
      try Scene(
        sentence: sentence, tokens: tokens, title: title, notes: notes, values: values,
        dimensions: dimensions, probes: probes, temperature: temperature, causal: causal)
    }
    scene.query = try query(in: scene.tokens)
    scene.scores = try scores(tokens: scene.tokens.count)
    let (head, token, edits) = (try head(), try token(), try edits())
    try located { () throws(SceneError) in
      try scene.keep(head: head, token: token, edits: edits)
    }
    return scene
  }

  private func token() throws(Flaw) -> Int? {
    guard let value = members["token"] else { return nil }
    let number = try Self.number(value, "token")
    guard let token = Int(exactly: number), token >= 0 else {
      throw Flaw(
        line: value.line,
        reason:
          "token is \(JSONText.number(number)); it must be the index of a model's token, from 0"
      )
    }
    return token
  }

  private func head() throws(Flaw) -> Head? {
    guard let value = members["head"] else { return nil }
    let text = try Self.string(value, "head")
    guard let head = EditRequest.head(text) else {
      throw Flaw(
        line: value.line,
        reason: "head is \(quoted(text)); it must be a layer and a head from 0, such as \"L3H1\"")
    }
    return head
  }

  private func edits() throws(Flaw) -> [EditRequest] {
    try member("edits") { (value, name) throws(Flaw) in
      try Self.array(value, name) { (value, name) throws(Flaw) in
        do {
          return try EditRequest(try Self.string(value, name))
        } catch let flaw as Flaw {
          throw flaw
        } catch {
          throw Flaw(line: value.line, reason: "\(name): \(error)")
        }
      }
    } ?? []
  }

  private func query(in tokens: [SafeText]) throws(Flaw) -> Int {
    guard let value = members["query"] else { return 0 }
    switch value.content {
    case .string(let word):
      do {
        return try tokens.tokenIndex(word: word)
      } catch {
        throw Flaw(line: value.line, reason: "query: \(error)")
      }
    case .number(let number):
      guard let index = Int(exactly: number), tokens.indices.contains(index) else {
        throw Flaw(
          line: value.line,
          reason: "query is \(JSONText.number(number)); the indices go from 0 to"
            + " \(tokens.count - 1)")
      }
      return index
    default:
      throw Flaw(
        line: value.line, reason: "query is \(value.kind); it must be a token or its index from 0")
    }
  }

  private func scores(tokens: Int) throws(Flaw) -> GivenScores? {
    let weights = try member("weights") { (value, name) throws(Flaw) in
      try Self.rowOrMatrix(value, name, Self.number)
    }
    let scores = try member("scores") { (value, name) throws(Flaw) in
      try Self.rowOrMatrix(value, name, Self.score)
    }
    if weights != nil, scores != nil {
      throw Flaw(line: line, reason: "the scene has both weights and scores; keep one of them")
    }
    return try located { () throws(SceneError) in
      try scores?.check(tokens: tokens, named: "scores")
      try weights?.check(tokens: tokens, named: "weights")
      return if let weights { try GivenScores(weights: weights) } else { scores }
    }
  }

  private func values() throws(Flaw) -> Matrix? {
    guard let value = members["values"] else { return nil }
    let rows = try Self.array(value, "values") { (value, name) throws(Flaw) in
      try Self.array(value, name) { (value, name) throws(Flaw) in
        Float(try Self.number(value, name))
      }
    }
    if let matrix = Matrix(rows) { return matrix }
    let index = rows.firstIndex { $0.count != rows[0].count } ?? 0
    throw Flaw(
      line: value.line,
      reason: "values[\(index)] has length \(rows[index].count); it must be \(rows[0].count), as"
        + " values[0] has")
  }

  private func string(_ key: String) throws(Flaw) -> String? {
    try member(key, Self.string)
  }

  private func strings(_ key: String) throws(Flaw) -> [String]? {
    try member(key) { (value, name) throws(Flaw) in try Self.array(value, name, Self.string) }
  }

  private func member<T>(
    _ key: String, _ read: (JSONValue, String) throws(Flaw) -> T
  ) throws(Flaw) -> T? {
    guard let value = members[key] else { return nil }
    return try read(value, key)
  }

  private func located<T>(_ body: () throws(SceneError) -> T) throws(Flaw) -> T {
    do {
      return try body()
    } catch {
      let member = error.key.flatMap { members[$0] }
      throw Flaw(line: member?.line ?? line, reason: error.description)
    }
  }

  private static func string(_ value: JSONValue, _ name: String) throws(Flaw) -> String {
    guard case .string(let string) = value.content else {
      throw mismatch(value, name, "a string")
    }
    return string
  }

  private static func bool(_ value: JSONValue, _ name: String) throws(Flaw) -> Bool {
    guard case .bool(let bool) = value.content else {
      throw mismatch(value, name, "true or false")
    }
    return bool
  }

  private static func number(_ value: JSONValue, _ name: String) throws(Flaw) -> Double {
    guard case .number(let number) = value.content else {
      throw mismatch(value, name, "a number")
    }
    return number
  }

  /// A number, or −∞ for `null`: masked.
  private static func score(_ value: JSONValue, _ name: String) throws(Flaw) -> Double {
    if value.isNull { return -.infinity }
    guard case .number(let number) = value.content else {
      throw mismatch(value, name, "a number, or null for a mask")
    }
    return number
  }

  private static func array<T>(
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

  private static func rowOrMatrix(
    _ value: JSONValue, _ name: String, _ read: (JSONValue, String) throws(Flaw) -> Double
  ) throws(Flaw) -> GivenScores {
    if case .array(let elements) = value.content, case .array? = elements.first?.content {
      return .matrix(
        try array(value, name) { (row, name) throws(Flaw) in try array(row, name, read) })
    }
    return .row(try array(value, name, read))
  }

  private static func mismatch(_ value: JSONValue, _ name: String, _ right: String) -> Flaw {
    Flaw(line: value.line, reason: "\(name) is \(value.kind); it must be \(right)")
  }

  private static func unknown(_ key: String) -> String {
    let close = keys.min { distance(key, $0) < distance(key, $1) }
    guard let close, distance(key, close) <= 2 else {
      return "\(quoted(key)) is not a key of a scene; the keys are \(keys.joined(separator: ", "))"
    }
    return "\(quoted(key)) is not a key of a scene; did you mean \(close)?"
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
