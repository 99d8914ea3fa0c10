import JSON
import Text

/// A scene as JSON that a person can read and edit; what is as if absent is left out.
///
/// - Throws: that a number in it is not finite, but for the score −∞ of a mask.
func json(_ scene: Scene) throws(JSONText.NotFinite) -> String {
  var members: [(key: String, value: JSONText)] = []
  func add(_ key: String, _ value: JSONText?) {
    if let value { members.append((key, value.onLine(indent: 2))) }
  }

  let isJoined = scene.sentence.original.utf8.elementsEqual(
    scene.tokens.map(\.original).joined(separator: " ").utf8)
  add("title", scene.title.map(string))
  add("notes", scene.notes.map(string))
  add("sentence", scene.tokensAreGiven && isJoined ? nil : string(scene.sentence))
  add("tokens", scene.tokensAreGiven ? .array(scene.tokens.map(string)) : nil)
  add("query", scene.query.map(JSONText.integer))
  add("temperature", scene.temperature == .one ? nil : try .number(scene.temperature.value))
  add("causal", scene.causal ? .bool(true) : nil)
  switch scene.scores {
  case .row(let scores)?: add("scores", try row(scores))
  case .matrix(let rows)?: add("scores", matrix(try rows.map(row)))
  case nil: break
  }
  if let values = scene.vectors?.matrix {
    let rows = try (0..<values.rows).map { index throws(JSONText.NotFinite) in
      JSONText.array(try values[index].map(JSONText.number))
    }
    add("values", matrix(rows))
  }
  add("dimensions", scene.vectors?.dimensions.map { .array($0.map(string)) })
  add("probes", scene.probes.isEmpty ? nil : .array(scene.probes.map(string)))
  add("axes", scene.axes.map { .array([string($0.across), string($0.up)]) })
  add("pair", scene.pair.map { .array([string($0.first), string($0.second)]) })
  let state = scene.modelState
  add("model", state.model.map { .string($0.written) })
  add("head", state.head.map { .string("L\($0.layer)H\($0.index)") })
  add("token", state.token.map(JSONText.integer))
  add("ids", state.ids.map { .array($0.map(JSONText.integer)) })
  add("edits", state.edits.isEmpty ? nil : .array(state.edits.map { .string($0.text) }))
  add(
    "ablations",
    state.ablations.isEmpty ? nil : .array(state.ablations.map { .string($0.text) }))
  add("beside", state.beside.map(string))
  add("segments", state.segments ? .bool(true) : nil)
  add("patches", state.patches.isEmpty ? nil : .array(state.patches.map { .string($0.text) }))
  return "\(JSONText.object(members, closing: 0))\n"
}

private func string(_ text: SafeText) -> JSONText { .string(text.original) }

/// Scores, of which a masked one is `null`.
private func row(_ scores: [Double]) throws(JSONText.NotFinite) -> JSONText {
  .array(
    try scores.map { score throws(JSONText.NotFinite) in
      score == -.infinity ? .null : try .number(score)
    })
}

private func matrix(_ rows: [JSONText]) -> JSONText {
  .array(rows.map { $0.onLine(indent: 4) }, closing: 2)
}
