import Models
import Scenes
import Text

/// Where the scores of a scene come from.
enum SceneSource: Sendable {
  case given(GivenScores)
  case similarity
  case model
  case capture(Capture)

  /// - Parameter asked: where they are to come from; `nil` takes the scene's own where it has some, else
  ///   the model.
  init(of scene: Scene, asked: SourceKind?) {
    self =
      switch (asked, scene.start) {
      case (.similarity, _): .similarity
      case (nil, .capture(let capture)), (.capture, .capture(let capture)),
        (.given, .capture(let capture)):
        .capture(capture)
      case (nil, .given(let scores)), (.given, .given(let scores)), (.capture, .given(let scores)):
        .given(scores)
      case (.model, _), (_, .model): .model
      }
  }

  /// What the scene is cut into for it.
  func tokens(of scene: Scene, _ model: LanguageModel) -> SourceTokens {
    switch self {
    case .model: SourceTokens(modelTokensOf: scene, model: model)
    case .given, .similarity: SourceTokens(wordsOf: scene)
    case .capture: SourceTokens(capturedOf: scene)
    }
  }

  /// How many layers it has, and how many heads each of them.
  func shape(_ model: LanguageModel) -> (layers: Int, heads: Int) {
    switch self {
    case .model: (model.shape.layers, model.shape.heads)
    case .given, .similarity: (layers: 1, heads: 1)
    case .capture(let capture): capture.shape
    }
  }
}

extension Scene {
  /// Finds out whether the tokens that it names by their IDs are some of `model`.
  ///
  /// - Throws: `OpeningError` about the first that is not.
  func checkIDs(_ model: LanguageModel) throws(OpeningError) {
    let count = model.shape.vocabularySize
    guard let unknown = modelState.ids?.first(where: { $0 >= count }) else { return }
    throw OpeningError(
      self,
      "there is no token \(unknown) in the vocabulary of \(SafeText(model.name).shown); its IDs go"
        + " from 0 to \(count - 1)")
  }
}
