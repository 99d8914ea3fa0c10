import AttentionCore
import Scenes

/// What a scene or the command line names, found in the scene that it is asked of.
extension PreparedScene {
  /// Where an ablation is: at every token, or at each piece of the word that it names.
  ///
  /// - Throws: `OpeningError` where there is no such head or token, or there are no heads to ablate.
  func targets(of request: AblationRequest) throws(OpeningError) -> [Ablation.Target] {
    guard case .model = source else {
      throw OpeningError(scene, "there are no heads of a model to ablate; --source model has some")
    }
    try check(request.scope)
    guard let token = request.token else { return [Ablation.Target(request.scope)] }
    return try tokens.places(of: token).map { Ablation.Target(request.scope, token: $0) }
  }

  func check(_ scope: Scope?) throws(OpeningError) {
    switch scope {
    case .head(let head): _ = try checked(head)
    case .layer(let layer): _ = try checked(HeadID(layer: layer, index: 0))
    case .all, nil: break
    }
  }

  func resolved(_ edit: EditRequest) throws(OpeningError) -> ResolvedEdit {
    try check(edit.scope)
    return try ResolvedEdit(edit, in: tokens)
  }

  func checked(_ head: HeadID) throws(OpeningError) -> HeadID {
    guard has(head) else {
      let right =
        switch source {
        case .model, .capture:
          "layers go from 0 to \(shape.layers - 1), heads from 0 to \(shape.heads - 1)"
        case .given, .similarity: "given and similarity attention has one head, L0H0"
        }
      throw OpeningError(
        scene, "there is no layer \(head.layer) with a head \(head.index); \(right)")
    }
    return head
  }
}
