import Text
import Screen
import Views
import Canvas
import AttentionCore
import Explorer
import JSON
import Models
import Scenes

/// Writes one sentence as an object of the array that `attnviz print --format json` writes, each row
/// when it is read: all rows of all heads can be hundreds of megabytes.
///
/// Scores are as softmax gets them: after edits, masks and the temperature; a masked one is null.
///
/// - Parameters:
///   - queries: the tokens whose rows are printed, at least one.
///   - allHeads: whether these are in every head and say in which, not in the one shown alone.
///   - counting: what the weights count for, beside them where that is not the weights alone.
///   - causes: what each head does to the outcome; `nil` leaves it out.
///   - patching: what activations of the sentence beside bring back; `nil` leaves it out.
///   - write: takes the text, a part after the other.
/// - Throws: `JSONText.NotFinite` before anything of a row is written that has another number which is
///   not finite, and what `write` throws.
public func printedJSON(
  of sentence: Sentence, queries: [Int], allHeads: Bool = false, counting: Counting = .weights,
  causes: CausalMap? = nil, patching: PatchingMap? = nil,
  to write: (String) throws -> Void
) throws {
  let temperature = sentence.interventions.temperature
  let namesHead = sentence.source.hasHeads && allHeads
  // All but the end, which is that of the rows and that of the object.
  var text = String(try withoutRows(sentence, causes, patching).description.dropLast(ending.count))
  let heads = allHeads ? sentence.source.allHeads : [sentence.head]
  var counted = CountedHeads(counting, sentence)
  for analysis in sentence.analyses(queries: queries, heads: heads) {
    let row = try row(
      analysis, counted.row(of: analysis), temperature: temperature, namesHead: namesHead)
    try write(text + "\n  " + row.description)
    text = ","
  }
  try write(ending)
}

private let ending = "]}"

/// The sentence's object with rows that are still empty.
private func withoutRows(
  _ sentence: Sentence, _ causes: CausalMap?, _ patching: PatchingMap?
) throws(JSONText.NotFinite) -> JSONText {
  let scene = sentence.scene
  let interventions = sentence.interventions
  let hasHeads = sentence.source.hasHeads
  var members: [(key: String, value: JSONText)] = [
    ("title", scene.title.map { .string($0.original) } ?? .null),
    ("sentence", .string(scene.sentence.original)),
    ("tokens", .array(sentence.tokens.map { .string($0.spelling) })),
    ("ids", sentence.ids.map { .array($0.map(JSONText.integer)) } ?? .null),
    ("source", .string(sentence.source.kind.rawValue)),
    ("model", sentence.source.runs ? model(sentence.model) : .null),
    ("layer", hasHeads ? .integer(sentence.head.layer) : .null),
    ("head", hasHeads ? .integer(sentence.head.index) : .null),
    ("temperature", try .number(interventions.temperature.value)),
    ("causal", .bool(interventions.isCausal)),
    ("edits", .array(sentence.edits.map { .string($0.text) })),
    ("ablations", .array(sentence.ablations.map { .string($0.text) })),
    ("beside", (scene.second ?? sentence.besideText).map { .string($0.original) } ?? .null),
    ("patches", .array(sentence.patches.map { .string($0.text) })),
  ]
  if scene.second != nil {
    members.append(("token_types", .array(sentence.tokenKinds.map(JSONText.integer))))
  }
  if let patching { members.append(("patching", try json(patching))) }
  if let causes { members.append(("causes", try json(causes, of: sentence))) }
  members.append(("rows", JSONText.array([]).onLine(indent: 1)))
  return .object(members)
}

/// The outcome with each head ablated.
private func json(
  _ causes: CausalMap, of sentence: Sentence
) throws(JSONText.NotFinite) -> JSONText {
  let heads = sentence.source.allHeads.map { (head: $0, effect: causes.effects[$0]) }
  return .array(
    try heads.map { head, effect throws(JSONText.NotFinite) in
      var members: [(key: String, value: JSONText)] = [
        ("layer", .integer(head.layer)), ("head", .integer(head.index)),
      ]
      if let difference = effect?.difference {
        members.append(
          (causes.whole.probability == nil ? "number" : "difference", try .number(difference)))
      }
      if let probability = effect?.probability {
        members.append(("probability", try .number(probability)))
      }
      if let effect { members.append(("distance", try .number(effect.distance))) }
      return .object(members)
    })
}

/// The outcome with each activation of the sentence beside, and how much of the way there it brings.
private func json(_ patching: PatchingMap) throws(JSONText.NotFinite) -> JSONText {
  .array(
    try patching.sites.sorted { ($0.place, $0.token) < ($1.place, $1.token) }.map {
      site throws(JSONText.NotFinite) in
      var members: [(key: String, value: JSONText)] = [("layer", .integer(site.place.layer))]
      if let head = site.place.head { members.append(("head", .integer(head))) }
      members.append(("token", .integer(site.token)))
      if let value = patching.values[site] { members.append(("value", try .number(value))) }
      if let share = patching.share(site) { members.append(("share", try .number(share))) }
      return .object(members)
    })
}

private func model(_ model: LanguageModel) -> JSONText {
  .object([
    ("name", .string(model.name)), ("type", .string(model.transformer.type)),
    ("layers", .integer(model.shape.layers)), ("heads", .integer(model.shape.heads)),
  ])
}

/// The most probable tokens after the query, or in its place, or the labels.
private func candidates(
  _ prediction: Prediction, named key: String
) throws(JSONText.NotFinite) -> JSONText {
  .array(
    try prediction.candidates.prefix(12).map { candidate throws(JSONText.NotFinite) in
      JSONText.object([
        (key, .string(candidate.token.spelling)), ("id", .integer(candidate.now.id)),
        ("probability", try .number(candidate.now.probability)),
        ("logit", try .number(candidate.now.logit)),
      ])
    })
}

/// What a regression head says.
private func numbers(_ prediction: Prediction) throws(JSONText.NotFinite) -> JSONText {
  .array(
    try prediction.candidates.map { candidate throws(JSONText.NotFinite) in
      JSONText.object([
        ("name", .string(candidate.token.spelling)), ("value", try .number(candidate.now.logit)),
      ])
    })
}

/// The two tokens that are weighed against each other, and the difference of their logits.
private func pair(_ pair: Prediction.Pair) throws(JSONText.NotFinite) -> JSONText {
  .object([
    ("tokens", .array([pair.first, pair.second].map { .string($0.token.spelling) })),
    ("difference", try .number(pair.now)),
  ])
}

private func row(
  _ analysis: RowAnalysis, _ counted: (numbers: [Float], name: String)?,
  temperature: Temperature, namesHead: Bool
) throws(JSONText.NotFinite) -> JSONText {
  let scores = try analysis.row.scores.map { score throws(JSONText.NotFinite) -> JSONText in
    score == -.infinity ? .null : try .number(score / temperature.value)
  }
  let nearest = try analysis.nearest.map { word throws(JSONText.NotFinite) in
    JSONText.object([("word", .string(word.word)), ("cosine", try .number(word.cosine))])
  }
  let probes = try analysis.probes.map { probe throws(JSONText.NotFinite) in
    let now = try probe.cosines.map { cosines throws(JSONText.NotFinite) in
      try JSONText.number(cosines.now)
    }
    return (key: probe.word.original, value: now ?? .null)
  }
  var members: [(key: String, value: JSONText)] =
    namesHead
    ? [("layer", .integer(analysis.head.layer)), ("head", .integer(analysis.head.index))] : []
  members += [
    ("query", .integer(analysis.row.query)),
    ("scores", .array(scores)),
    ("weights", .array(try analysis.row.weights.map(JSONText.number))),
  ]
  if let counted {
    members += [
      ("counted_as", .string(counted.name)),
      ("counted", .array(try counted.numbers.map(JSONText.number))),
    ]
  }
  // Of what was captured without values nothing is blended.
  if !analysis.blend.isEmpty {
    members.append(("blend", .array(try analysis.blend.map(JSONText.number))))
  }
  members += [
    ("nearest", .array(nearest)),
    ("probes", .object(probes)),
    ("entropy", try .number(analysis.row.entropy)),
  ]
  if let final = analysis.final {
    members.append(("final", .array(try final.map(JSONText.number))))
  }
  if let prediction = analysis.prediction {
    switch prediction.kind {
    case .next, .masked: members.append(("next", try candidates(prediction, named: "token")))
    case .sentenceLabel, .tokenLabel:
      members.append(("labels", try candidates(prediction, named: "label")))
    case .sentenceNumber, .tokenNumber: members.append(("numbers", try numbers(prediction)))
    }
    if let weighed = prediction.pair { members.append(("pair", try pair(weighed))) }
  }
  if analysis.isEdited, !analysis.blend.isEmpty {
    members.append(("cosine_to_before", try .number(analysis.cosineToBefore)))
  }
  return .object(members)
}
