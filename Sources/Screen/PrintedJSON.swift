import AttentionCore
import Explorer
import JSON
import Models
import Scenes

/// One sentence as an object of the array that `attnviz print --format json` writes.
///
/// Scores are as softmax gets them: after edits, masks and the temperature; a masked one is null.
///
/// - Parameter analyses: the rows to print.
public func printedJSON(of sentence: Sentence, analyses: [RowAnalysis]) -> String {
  let scene = sentence.scene
  let interventions = sentence.interventions
  let isModel = sentence.source.kind == .model
  let fields = [
    ("title", scene.title.map { JSONText.string($0.original) } ?? "null"),
    ("sentence", JSONText.string(scene.sentence.original)),
    ("tokens", array(sentence.tokens.map { JSONText.string($0.text.original) })),
    ("source", JSONText.string(sentence.source.kind.rawValue)),
    ("layer", isModel ? "\(sentence.head.layer)" : "null"),
    ("head", isModel ? "\(sentence.head.index)" : "null"),
    ("temperature", JSONText.number(interventions.temperature.value)),
    ("causal", "\(interventions.isCausal)"),
  ]
  let rows = analyses.map { "  " + row($0, temperature: interventions.temperature) }
  return object(fields).dropLast() + ",\n \"rows\": [\n" + rows.joined(separator: ",\n") + "]}"
}

private func row(_ analysis: RowAnalysis, temperature: Temperature) -> String {
  let scores = analysis.row.scores.map { JSONText.number($0 / temperature.value) }
  let nearest = analysis.nearest.map {
    object([("word", JSONText.string($0.word)), ("cosine", JSONText.number($0.cosine))])
  }
  let probes = analysis.probes.map { ($0.word.original, JSONText.number($0.now)) }
  let final = analysis.final.map { [("final", array($0.map(JSONText.number)))] } ?? []
  return object(
    [
      ("query", "\(analysis.row.query)"),
      ("scores", array(scores)),
      ("weights", array(analysis.row.weights.map(JSONText.number))),
      ("blend", array(analysis.blend.map(JSONText.number))),
      ("nearest", array(nearest)),
      ("probes", object(probes)),
      ("entropy", JSONText.number(analysis.row.entropy)),
    ] + final)
}

private func array(_ elements: [String]) -> String {
  "[" + elements.joined(separator: ", ") + "]"
}

private func object(_ fields: [(String, String)]) -> String {
  "{" + fields.map { "\(JSONText.string($0)): \($1)" }.joined(separator: ", ") + "}"
}
