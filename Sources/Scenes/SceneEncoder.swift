import JSON
import Text

/// A scene as JSON that a person can read and edit; what is as if absent is left out.
func json(_ scene: Scene) -> String {
  var members: [String] = []
  func add(_ key: String, _ value: String?) {
    if let value { members.append("  \(JSONText.string(key)): \(value)") }
  }

  let isJoined = scene.sentence.original.utf8.elementsEqual(
    scene.tokens.map(\.original).joined(separator: " ").utf8)
  add("title", scene.title.map(string))
  add("notes", scene.notes.map(string))
  add("sentence", scene.tokensAreGiven && isJoined ? nil : string(scene.sentence))
  add("tokens", scene.tokensAreGiven ? row(scene.tokens.map(string)) : nil)
  add("query", scene.query == 0 ? nil : String(scene.query))
  add("temperature", scene.temperature == .one ? nil : JSONText.number(scene.temperature.value))
  add("causal", scene.causal ? "true" : nil)
  switch scene.scores {
  case .row(let scores)?: add("scores", row(scores.map(JSONText.number)))
  case .matrix(let rows)?: add("scores", matrix(rows.map { $0.map(JSONText.number) }))
  case nil: break
  }
  if let values = scene.vectors?.matrix {
    add("values", matrix((0..<values.rows).map { values[$0].map(JSONText.number) }))
  }
  add("dimensions", scene.vectors?.dimensions.map { row($0.map(string)) })
  add("probes", scene.probes.isEmpty ? nil : row(scene.probes.map(string)))
  let state = scene.modelState
  add("model", state.model.map { JSONText.string($0.written) })
  add("head", state.head.map { JSONText.string("L\($0.layer)H\($0.index)") })
  add("token", state.token.map(String.init))
  add("edits", state.edits.isEmpty ? nil : row(state.edits.map { JSONText.string($0.text) }))
  return "{\n" + members.joined(separator: ",\n") + "\n}\n"
}

private func string(_ text: SafeText) -> String { JSONText.string(text.original) }

private func row(_ elements: [String]) -> String {
  "[" + elements.joined(separator: ", ") + "]"
}

private func matrix(_ rows: [[String]]) -> String {
  "[\n" + rows.map { "    " + row($0) }.joined(separator: ",\n") + "\n  ]"
}
