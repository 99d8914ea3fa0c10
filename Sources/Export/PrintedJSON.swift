import Text
import Screen
import Views
import Canvas
import AttentionCore
import Explorer
import JSON
import Models
import Scenes

/// One sentence as an object of the array that `attnviz print --format json` writes.
///
/// Scores are as softmax gets them: after edits, masks and the temperature; a masked one is null.
///
/// - Parameters:
///   - analyses: the rows to print.
///   - namesHeads: whether each row says in which head it is.
/// - Throws: that any other number is not finite.
public func printedJSON(
  of sentence: Sentence, analyses: some Sequence<RowAnalysis>, namesHeads: Bool = false
) throws(JSONText.NotFinite) -> String {
  let scene = sentence.scene
  let interventions = sentence.interventions
  let hasHeads = sentence.source.hasHeads
  var rows: [JSONText] = []
  for analysis in analyses {
    rows.append(
      try row(
        analysis, temperature: interventions.temperature, namesHead: hasHeads && namesHeads
      ).onLine(indent: 2))
  }
  let object = JSONText.object([
    ("title", scene.title.map { .string($0.original) } ?? .null),
    ("sentence", .string(scene.sentence.original)),
    ("tokens", .array(sentence.tokens.map { .string($0.text.original) })),
    ("ids", sentence.ids.map { .array($0.map(JSONText.integer)) } ?? .null),
    ("source", .string(sentence.source.kind.rawValue)),
    ("model", hasHeads ? model(sentence.model) : .null),
    ("layer", hasHeads ? .integer(sentence.head.layer) : .null),
    ("head", hasHeads ? .integer(sentence.head.index) : .null),
    ("temperature", try .number(interventions.temperature.value)),
    ("causal", .bool(interventions.isCausal)),
    ("edits", .array(sentence.edits.map { .string($0.text) })),
    ("ablations", .array([])),
    ("rows", .array(rows).onLine(indent: 1)),
  ])
  return object.description
}

private func model(_ model: LanguageModel) -> JSONText {
  .object([
    ("name", .string(model.calledName)), ("type", .string(model.transformer.type)),
    ("layers", .integer(model.shape.layers)), ("heads", .integer(model.shape.heads)),
  ])
}

private func row(
  _ analysis: RowAnalysis, temperature: Temperature, namesHead: Bool
) throws(JSONText.NotFinite) -> JSONText {
  let scores = try analysis.row.scores.map { score throws(JSONText.NotFinite) -> JSONText in
    score == -.infinity ? .null : try .number(score / temperature.value)
  }
  let nearest = try analysis.nearest.map { word throws(JSONText.NotFinite) in
    JSONText.object([("word", .string(word.word)), ("cosine", try .number(word.cosine))])
  }
  let probes = try analysis.probes.map { probe throws(JSONText.NotFinite) in
    (key: probe.word.original, value: try JSONText.number(probe.now))
  }
  var members: [(key: String, value: JSONText)] =
    namesHead
    ? [("layer", .integer(analysis.head.layer)), ("head", .integer(analysis.head.index))] : []
  members += [
    ("query", .integer(analysis.row.query)),
    ("scores", .array(scores)),
    ("weights", .array(try analysis.row.weights.map(JSONText.number))),
    ("blend", .array(try analysis.blend.map(JSONText.number))),
    ("nearest", .array(nearest)),
    ("probes", .object(probes)),
    ("entropy", try .number(analysis.row.entropy)),
  ]
  if let final = analysis.final {
    members.append(("final", .array(try final.map(JSONText.number))))
  }
  if analysis.isEdited {
    members.append(("cosine_to_before", try .number(analysis.cosineToBefore)))
  }
  return .object(members)
}
