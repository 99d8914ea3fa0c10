import AttentionCore
import Explorer
import LanguageModel
import SentenceFiles

/// One sentence as an object of the array that `attnviz print --format json` writes.
///
/// Scores are as softmax gets them: after edits, masks and the temperature; a masked one is null.
///
/// - Parameter readings: the rows to print.
public func printedJSON(of sentence: Sentence, readings: [Reading]) -> String {
  let scene = sentence.scene
  let adjustments = sentence.adjustments
  let isModel = sentence.source.kind == .model
  let fields = [
    ("title", scene.title.map { JSONText.string($0.original) } ?? "null"),
    ("sentence", JSONText.string(scene.sentence.original)),
    ("tokens", array(sentence.tokens.map { JSONText.string($0.text.original) })),
    ("source", JSONText.string(sentence.source.kind.rawValue)),
    ("layer", isModel ? "\(sentence.head.layer)" : "null"),
    ("head", isModel ? "\(sentence.head.head)" : "null"),
    ("temperature", JSONText.number(adjustments.temperature.value)),
    ("causal", "\(adjustments.isCausal)"),
  ]
  let rows = readings.map { "  " + row($0, temperature: adjustments.temperature) }
  return object(fields).dropLast() + ",\n \"rows\": [\n" + rows.joined(separator: ",\n") + "]}"
}

private func row(_ reading: Reading, temperature: Temperature) -> String {
  let scores = reading.row.scores.map { JSONText.number($0 / temperature.value) }
  let nearest = reading.nearest.map {
    object([("word", JSONText.string($0.word)), ("cosine", JSONText.number($0.cosine))])
  }
  let probes = reading.probes.map { ($0.word.original, JSONText.number($0.now)) }
  let final = reading.final.map { [("final", array($0.map(JSONText.number)))] } ?? []
  return object(
    [
      ("query", "\(reading.row.query)"),
      ("scores", array(scores)),
      ("weights", array(reading.row.weights.map(JSONText.number))),
      ("blend", array(reading.blend.map(JSONText.number))),
      ("nearest", array(nearest)),
      ("probes", object(probes)),
      ("entropy", JSONText.number(reading.row.entropy)),
    ] + final)
}

private func array(_ elements: [String]) -> String {
  "[" + elements.joined(separator: ", ") + "]"
}

private func object(_ fields: [(String, String)]) -> String {
  "{" + fields.map { "\(JSONText.string($0)): \($1)" }.joined(separator: ", ") + "}"
}
