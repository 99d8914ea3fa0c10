import Views
import Explorer
import Scenes
import Synchronization
import Text

/// A live sentence of a page: which one, and how it is shown first.
public struct Stage: Sendable {
  /// Scenes that are made ready once, when they are first needed.
  private final class Preparation: Sendable {
    private let made = Mutex<Result<[PreparedScene], OpeningError>?>(nil)
    private let make: @Sendable () -> Result<[PreparedScene], OpeningError>

    init(_ make: @escaping @Sendable () -> Result<[PreparedScene], OpeningError>) {
      self.make = make
    }

    var result: Result<[PreparedScene], OpeningError> {
      made.withLock { made in
        let result = made ?? make()
        made = result
        return result
      }
    }
  }

  /// The view that is shown first.
  package let view: any View.Type
  /// Whether a model of its own is opened for it, which takes longer than a key may wait.
  let opensModel: Bool
  /// What stands around the sentence to be read.
  let instruments: Instruments
  private let first: Scene
  private let options: OpeningOptions
  private let models: OpenModels
  private let preparation: Preparation

  /// A model that a scene names is opened when the sentence is first needed; what is wrong there is then
  /// a `flaw`.
  ///
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
    let scenes = [scene] + (beside.map { [$0] } ?? [])
    preparation = Preparation { [options] in
      Result { () throws(OpeningError) in
        var prepared: [PreparedScene] = []
        for scene in scenes {
          prepared.append(try PreparedScene(scene, options: options, models: models))
        }
        return prepared
      }
    }
    opensModel = scenes.contains { models.opens(modelOf: $0) }
    first = scene
    self.options = options
    self.view = view
    self.instruments = instruments
    self.models = models
    if !opensModel { _ = try preparation.result.get() }
  }

  /// The sentence, and the other one where there are two; none where they can't be opened.
  public var scenes: [PreparedScene] { (try? preparation.result.get()) ?? [] }

  /// Why its sentences can't be opened; `nil` where they can.
  public var flaw: OpeningError? {
    if case .failure(let error) = preparation.result { error } else { nil }
  }

  /// An explorer of the sentence as the page shows it first. Where its model can't be opened the
  /// standard one reads it, and the explorer says why.
  ///
  /// - Parameter isAnimated: whether anything may glide.
  public func explorer(isAnimated: Bool = false) -> Explorer {
    let scenes = scenes
    let shown = scenes.first ?? plain
    var explorer = Explorer(
      OpenSentences(shown, and: Array(scenes.dropFirst()), models: models),
      isAnimated: isAnimated)
    explorer.instruments = instruments
    if let place = allViews.firstIndex(where: { $0 == view }), place > 0 {
      _ = explorer.update(.showView(place + 1))
    }
    if let flaw { explorer.tell(problem: flaw.description) }
    return explorer
  }

  /// The first sentence without what its scene says of a model's heads.
  private var plain: PreparedScene {
    let scene = (try? first.with(start: .model(Scene.ModelState()))) ?? first
    return PreparedScene(plain: scene, as: options, models: models)
  }
}
