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
public func printedJSON(
  of sentence: Sentence, analyses: some Sequence<RowAnalysis>, namesHeads: Bool = false
) -> String {
  let scene = sentence.scene
  let interventions = sentence.interventions
  let hasHeads = sentence.source.hasHeads
  let fields = [
    ("title", scene.title.map { JSONText.string($0.original) } ?? "null"),
    ("sentence", JSONText.string(scene.sentence.original)),
    ("tokens", array(sentence.tokens.map { JSONText.string($0.text.original) })),
    ("ids", sentence.ids.map { array($0.map(String.init)) } ?? "null"),
    ("source", JSONText.string(sentence.source.kind.rawValue)),
    ("model", hasHeads ? model(sentence.model) : "null"),
    ("layer", hasHeads ? "\(sentence.head.layer)" : "null"),
    ("head", hasHeads ? "\(sentence.head.index)" : "null"),
    ("temperature", JSONText.number(interventions.temperature.value)),
    ("causal", "\(interventions.isCausal)"),
    ("edits", array(sentence.edits.map { JSONText.string($0.text) })),
    ("ablations", "[]"),
  ]
  let rows = analyses.map {
    "  " + row($0, temperature: interventions.temperature, namesHead: hasHeads && namesHeads)
  }
  return object(fields).dropLast() + ",\n \"rows\": [\n" + rows.joined(separator: ",\n") + "]}"
}

private func model(_ model: LanguageModel) -> String {
  return object([
    ("name", JSONText.string(model.calledName)), ("type", JSONText.string(model.transformer.type)),
    ("layers", "\(model.shape.layers)"), ("heads", "\(model.shape.heads)"),
  ])
}

private func row(_ analysis: RowAnalysis, temperature: Temperature, namesHead: Bool) -> String {
  let scores = analysis.row.scores.map { JSONText.number($0 / temperature.value) }
  let nearest = analysis.nearest.map {
    object([("word", JSONText.string($0.word)), ("cosine", JSONText.number($0.cosine))])
  }
  let probes = analysis.probes.map { ($0.word.original, JSONText.number($0.now)) }
  let final = analysis.final.map { [("final", array($0.map(JSONText.number)))] } ?? []
  let head =
    namesHead ? [("layer", "\(analysis.head.layer)"), ("head", "\(analysis.head.index)")] : []
  let change =
    analysis.isEdited
    ? [("cosine_to_before", JSONText.number(analysis.cosineToBefore))] : []
  return object(
    head + [
      ("query", "\(analysis.row.query)"),
      ("scores", array(scores)),
      ("weights", array(analysis.row.weights.map(JSONText.number))),
      ("blend", array(analysis.blend.map(JSONText.number))),
      ("nearest", array(nearest)),
      ("probes", object(probes)),
      ("entropy", JSONText.number(analysis.row.entropy)),
    ] + final + change)
}

private func array(_ elements: [String]) -> String {
  "[" + elements.joined(separator: ", ") + "]"
}

private func object(_ fields: [(String, String)]) -> String {
  "{" + fields.map { "\(JSONText.string($0)): \($1)" }.joined(separator: ", ") + "}"
}
