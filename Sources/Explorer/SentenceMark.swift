import AttentionCore
import Models
import Scenes
import Text

extension PreparedScene {
  /// Equal for the same tokens with the same scores in the same model, whatever file the sentence is in,
  /// and from one time to the next.
  var mark: String {
    var hash = FowlerNollVo()
    func add(_ text: String) {
      for byte in text.utf8 { hash.add(UInt64(byte)) }
      // No byte of a text, so that two texts are not one.
      hash.add(256)
    }
    add(model.name)
    hash.add(UInt64(shape.layers))
    hash.add(UInt64(shape.heads))
    for token in tokens.tokens { add(token.text.original) }
    if case .given(let scores) = source {
      let rows =
        switch scores {
        case .row(let row): [row]
        case .matrix(let rows): rows
        }
      for row in rows { for score in row { hash.add(score.bitPattern) } }
    }
    if case .capture(let capture) = source {
      for number in capture.fingerprint { hash.add(number.bitPattern) }
    }
    let digits = String(hash.sum, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Sentence {
  /// The sentence with what is edited, as edits of heads whatever its source: little to write at each
  /// key, and each of them as it is.
  ///
  /// - Throws: `SceneError` where there are more edits than a scene may have.
  func keptScene() throws(SceneError) -> Scene {
    try scene.withoutVectors().with(
      start: .model(
        Scene.ModelState(
          head: head, edits: interventions.edits.map { EditRequest($0) },
          ablations: ablations, beside: besideText, patches: patches)),
      temperature: interventions.temperature, causal: interventions.isCausal)
  }

  /// What is edited in a `keptScene`; `nil` where it is of another sentence, or of tokens and heads that
  /// this one has not.
  func interventions(of kept: Scene) -> Interventions? {
    guard kept.sentence == scene.sentence, kept.tokens == scene.tokens else { return nil }
    var interventions = Interventions(temperature: kept.temperature, isCausal: kept.causal)
    for request in kept.modelState.edits {
      guard let edit = try? prepared.resolved(request) else { return nil }
      for edit in edit.edits(at: head) { interventions.apply(edit) }
    }
    for request in kept.modelState.ablations {
      guard let targets = try? prepared.targets(of: request) else { return nil }
      for target in targets { interventions.ablations[target] = request.ablation }
    }
    guard !kept.modelState.patches.isEmpty else { return interventions }
    let beside = kept.modelState.beside.flatMap { try? prepared.beside($0) }
    var patches: [ResolvedPatch] = []
    for request in kept.modelState.patches {
      guard let resolved = try? prepared.resolved(request, beside: beside) else { return nil }
      patches += resolved
    }
    interventions.patches = patches.named
    // What is known is not read again.
    interventions.patches.take(self.interventions.patches)
    return interventions
  }
}
