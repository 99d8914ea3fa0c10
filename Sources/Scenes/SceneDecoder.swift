import AttentionCore
import JSON
import Text

/// Makes a scene of what a sentence file says, and says on which line it can't.
package struct SceneDecoder {
  static let keys = [
    "title", "notes", "sentence", "tokens", "query", "temperature", "causal", "weights", "scores",
    "values", "dimensions", "probes", "axes", "pair", "model", "head", "token",
    "ids", "edits", "ablations", "beside", "patches", "segments",
  ]

  private let object: JSONObject
  private let folder: String

  /// - Parameter folder: that of the file, which paths are relative to.
  package init(
    _ value: JSONValue, in folder: String, ignoresUnknownKeys: Bool = false
  ) throws(Flaw) {
    self.folder = folder
    object = try JSONObject(value, "a scene", keys: ignoresUnknownKeys ? nil : Self.keys)
  }

  /// The scene that `value` is; a text by itself is a plain sentence.
  static func scene(
    _ value: JSONValue, in folder: String, ignoresUnknownKeys: Bool
  ) throws(Flaw) -> Scene {
    if case .string(let sentence) = value.content {
      do {
        return try Scene(sentence: sentence)
      } catch {
        throw Flaw(line: value.line, reason: error.description)
      }
    }
    if !ignoresUnknownKeys, let flaw = recordTakenForScene(value) { throw flaw }
    return try SceneDecoder(value, in: folder, ignoresUnknownKeys: ignoresUnknownKeys).scene()
  }

  /// What to tell of an object that has neither a sentence nor tokens, but a text under a key of its
  /// own: a record of a data set.
  private static func recordTakenForScene(_ value: JSONValue) -> Flaw? {
    guard case .object(let members) = value.content else { return nil }
    let keys = members.map(\.key.text)
    guard let first = keys.first(where: { !Self.keys.contains($0) }),
      !keys.contains("sentence"), !keys.contains("tokens")
    else { return nil }
    let names = keys.prefix(20).map { quoted($0) }.joined(separator: ", ")
    return Flaw(
      line: value.line,
      reason:
        "\(quoted(first)) is not a key of a scene, which has a sentence; if this is a record of a"
        + " data set, say with --field which key has the sentence: \(names)")
  }

  /// The scene.
  package func scene() throws(Flaw) -> Scene {
    let sentence = try object.string("sentence")
    let tokens = try object.strings("tokens")
    let title = try object.string("title")
    let notes = try object.string("notes")
    let values = try values()
    let dimensions = try object.strings("dimensions")
    let probes = try object.strings("probes") ?? []
    let axes = try object.strings("axes")
    let pair = try object.strings("pair")
    let temperature = try object.member("temperature", JSONObject.double) ?? 1
    let causal = try object.member("causal", JSONObject.bool) ?? false
    let scene = try located { () throws(SceneError) in
      try Scene(
        sentence: sentence, tokens: tokens, title: title, notes: notes, values: values,
        dimensions: dimensions, probes: probes, axes: axes, pair: pair,
        temperature: temperature, causal: causal)
    }
    let query = try query(in: scene.tokens)
    let start = try start(tokens: scene.tokens.count)
    return try located { () throws(SceneError) in try scene.with(query: query, start: start) }
  }

  private func start(tokens: Int) throws(Flaw) -> Scene.Start {
    let scores = try scores(tokens: tokens)
    let model = try object.string("model").map { ModelReference($0, in: folder) }
    let head = try object.member("head", Self.head)
    let token = try token()
    let ids = try object.member("ids", Self.ids)
    let edits = try object.member("edits", Self.edits) ?? []
    let ablations = try object.member("ablations", Self.ablations) ?? []
    let beside = try object.string("beside").map(SafeText.init)
    let patches = try object.member("patches", Self.patches) ?? []
    let segments = try object.member("segments", JSONObject.bool) ?? false
    let state = try located { () throws(SceneError) in
      try Scene.ModelState(
        model: model, head: head, token: token, ids: ids, edits: edits,
        ablations: ablations, beside: beside, patches: patches, segments: segments)
    }
    guard let scores else { return .model(state) }
    if let key = state.keys.first {
      throw Flaw(
        line: object[key]?.line ?? object.line,
        reason: "\(key) belongs to a model's heads; a scene with weights or scores of its own has"
          + " none")
    }
    return .given(scores)
  }

  private func token() throws(Flaw) -> Int? {
    try object.member("token") { (value, name) throws(Flaw) in
      try Self.index(value, name, "the index of a model's token, from 0")
    }
  }

  private static func ids(_ value: JSONValue, _ name: String) throws(Flaw) -> [Int] {
    let ids = try JSONObject.array(value, name) { (value, name) throws(Flaw) in
      try index(value, name, "the number of a token in the model's vocabulary, from 0")
    }
    guard !ids.isEmpty else {
      throw Flaw(line: value.line, reason: "ids is empty; leave it out, or name the tokens")
    }
    return ids
  }

  private static func index(
    _ value: JSONValue, _ name: String, _ meaning: String
  ) throws(Flaw) -> Int {
    let number = try JSONObject.number(value, name)
    guard let index = number.integer, index >= 0 else {
      throw Flaw(line: value.line, reason: "\(name) is \(number); it must be \(meaning)")
    }
    return index
  }

  /// A head as it is written, `L3H1`.
  package static func head(_ value: JSONValue, _ name: String) throws(Flaw) -> HeadID {
    let text = try JSONObject.string(value, name)
    guard let head = EditRequest.head(text) else {
      throw Flaw(
        line: value.line,
        reason: "\(name) is \(quoted(text)); it must be a layer and a head from 0, such as \"L3H1\""
      )
    }
    return head
  }

  /// Edits as they are written on the command line.
  package static func edits(_ value: JSONValue, _ name: String) throws(Flaw) -> [EditRequest] {
    try written(value, name) { text throws(WrongEdit) in try EditRequest(text) }
  }

  private static func ablations(
    _ value: JSONValue, _ name: String
  ) throws(Flaw) -> [AblationRequest] {
    try written(value, name) { text throws(WrongEdit) in try AblationRequest(text) }
  }

  private static func patches(
    _ value: JSONValue, _ name: String
  ) throws(Flaw) -> [PatchRequest] {
    try written(value, name) { text throws(WrongEdit) in try PatchRequest(text) }
  }

  /// An array of texts that each say what is to be done.
  private static func written<Request>(
    _ value: JSONValue, _ name: String, _ read: (String) throws(WrongEdit) -> Request
  ) throws(Flaw) -> [Request] {
    try JSONObject.array(value, name) { (value, name) throws(Flaw) in
      let text = try JSONObject.string(value, name)
      do {
        return try read(text)
      } catch {
        throw Flaw(line: value.line, reason: "\(name): \(error)")
      }
    }
  }

  private func query(in tokens: [SafeText]) throws(Flaw) -> Int? {
    guard let value = object["query"] else { return nil }
    switch value.content {
    case .string(let word):
      do {
        return try tokens.tokenIndex(word: word)
      } catch {
        throw Flaw(line: value.line, reason: "query: \(error)")
      }
    case .number(let number):
      guard let index = number.integer, tokens.indices.contains(index) else {
        throw Flaw(
          line: value.line,
          reason: "query is \(number); the indices go from 0 to \(tokens.count - 1)")
      }
      return index
    default:
      throw Flaw(
        line: value.line, reason: "query is \(value.kind); it must be a token or its index from 0")
    }
  }

  private func scores(tokens: Int) throws(Flaw) -> GivenScores? {
    let weights = try object.member("weights") { (value, name) throws(Flaw) in
      try Self.rowOrMatrix(value, name, JSONObject.double)
    }
    let scores = try object.member("scores") { (value, name) throws(Flaw) in
      try Self.rowOrMatrix(value, name, Self.score)
    }
    if weights != nil, scores != nil {
      throw Flaw(
        line: object.line, reason: "the scene has both weights and scores; keep one of them")
    }
    return try located { () throws(SceneError) in
      try scores?.check(tokens: tokens, named: "scores")
      try weights?.check(tokens: tokens, named: "weights")
      return if let weights { try GivenScores(weights: weights) } else { scores }
    }
  }

  private func values() throws(Flaw) -> Matrix? {
    guard let value = object["values"] else { return nil }
    let rows = try JSONObject.array(value, "values") { (value, name) throws(Flaw) in
      try JSONObject.array(value, name) { (value, name) throws(Flaw) in
        Float(try JSONObject.double(value, name))
      }
    }
    if let matrix = Matrix(rows) { return matrix }
    let index = rows.firstIndex { $0.count != rows[0].count } ?? 0
    throw Flaw(
      line: value.line,
      reason: "values[\(index)] has length \(rows[index].count); it must be \(rows[0].count), as"
        + " values[0] has")
  }

  private func located<T>(_ body: () throws(SceneError) -> T) throws(Flaw) -> T {
    do {
      return try body()
    } catch {
      let member = error.key.flatMap { object[$0] }
      throw Flaw(line: member?.line ?? object.line, reason: error.description)
    }
  }

  /// A number, or −∞ for `null`: masked.
  private static func score(_ value: JSONValue, _ name: String) throws(Flaw) -> Double {
    if value.isNull { return -.infinity }
    guard case .number(let number) = value.content else {
      throw JSONObject.mismatch(value, name, "a number, or null for a mask")
    }
    return number.double
  }

  private static func rowOrMatrix(
    _ value: JSONValue, _ name: String, _ read: (JSONValue, String) throws(Flaw) -> Double
  ) throws(Flaw) -> GivenScores {
    if case .array(let elements) = value.content, case .array? = elements.first?.content {
      return .matrix(
        try JSONObject.array(value, name) { (row, name) throws(Flaw) in
          try JSONObject.array(row, name, read)
        })
    }
    return .row(try JSONObject.array(value, name, read))
  }
}
