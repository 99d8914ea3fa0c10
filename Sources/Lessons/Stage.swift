import Explorer
import Models
import Scenes

/// A live sentence of a page: which one, and how it is shown first.
public struct Stage: Sendable {
  /// The sentence.
  public let scene: Scene
  /// The one to set beside it, where there are two. Edits and selection are for both.
  public let beside: Scene?
  /// The view that is shown first.
  public let view: ViewKind
  /// What is changed at once, as one step of the history.
  public let edits: [EditRequest]
  /// Whether the pieces of a word are shown as one token.
  public let joinsPieces: Bool
  /// The token that is selected first, a place from 0 or a word; `nil` leaves it to the edits and the
  /// query.
  public let selected: String?

  /// - Throws: `OpeningError` where `model` has no place for what a scene, an edit or the selection
  ///   names.
  init(
    _ scene: Scene, beside: Scene?, view: ViewKind, edits: [EditRequest], joinsPieces: Bool,
    selected: String?, model: LanguageModel
  ) throws(OpeningError) {
    self.scene = scene
    self.beside = beside
    self.view = view
    self.edits = edits
    self.joinsPieces = joinsPieces
    self.selected = selected
    for scene in scenes { try options.check(scene, model: model) }
  }

  /// The sentence, and the other one where there are two.
  public var scenes: [Scene] { [scene] + (beside.map { [$0] } ?? []) }

  /// An explorer of the sentence as the page shows it first.
  public func explorer(model: LanguageModel) -> Explorer {
    let sentences = OpenSentences(
      scene, and: beside.map { [$0] } ?? [], options: options, model: model)
    var explorer = Explorer(sentences, model: model)
    if view != .row { _ = explorer.update(.showView(view.number)) }
    return explorer
  }

  private var options: OpeningOptions {
    var options = OpeningOptions()
    options.edits = edits
    options.joinsPieces = joinsPieces
    options.selected = selected
    return options
  }
}
