import Views
import Explorer
import Scenes

/// A live sentence of a page: which one, and how it is shown first.
public struct Stage: Sendable {
  /// The sentence.
  public let scene: PreparedScene
  /// The one to set beside it, where there are two. Edits and selection are for both.
  public let beside: PreparedScene?
  /// The view that is shown first.
  package let view: any View.Type
  private let models: OpenModels
  /// What stands around the sentence to be read.
  let instruments: Instruments

  /// - Parameters:
  ///   - edits: what is changed at once, as one step of the history.
  ///   - joinsPieces: whether the pieces of a word are shown as one token.
  ///   - selected: the token that is selected first, a place from 0 or a word; `nil` leaves it to the
  ///     edits and the query.
  /// - Throws: `OpeningError` where the model has no place for what a scene, an edit or the selection
  ///   names.
  init(
    _ scene: Scene, beside: Scene?, view: any View.Type, edits: [EditRequest], joinsPieces: Bool,
    selected: String?, instruments: Instruments, models: OpenModels
  ) throws(OpeningError) {
    var options = OpeningOptions()
    options.edits = edits
    options.joinsPieces = joinsPieces
    options.selected = selected
    self.scene = try PreparedScene(scene, options: options, models: models)
    self.beside =
      if let beside { try PreparedScene(beside, options: options, models: models) } else { nil }
    self.view = view
    self.instruments = instruments
    self.models = models
  }

  /// The sentence, and the other one where there are two.
  public var scenes: [PreparedScene] { [scene] + (beside.map { [$0] } ?? []) }

  /// An explorer of the sentence as the page shows it first.
  ///
  /// - Parameter isAnimated: whether anything may glide.
  public func explorer(isAnimated: Bool = false) -> Explorer {
    var explorer = Explorer(
      OpenSentences(scene, and: beside.map { [$0] } ?? [], models: models),
      isAnimated: isAnimated)
    explorer.instruments = instruments
    if let place = allViews.firstIndex(where: { $0 == view }), place > 0 {
      _ = explorer.update(.showView(place + 1))
    }
    return explorer
  }
}
