import AttentionCore
import Models
import Scenes
import Text

/// How a scene is to be opened where it is not to be opened as it says itself.
public struct OpeningOptions: Equatable, Sendable {
  /// The source; `nil` takes the scene's own scores where it has some, else the model.
  public var source: SourceKind?
  /// The query, as a place from 0 or a word; `nil` takes that of the edits
  /// where all are of one row, else the scene's own.
  public var query: String?
  /// The selected token, as a place from 0 or a word; `nil` takes that of the edits, else the query.
  public var selected: String?
  /// The layer and the head to show, from 0; where one is `nil` it is 0 beside the other, and
  /// where both are, the head is chosen for showing something.
  public var layer: Int?
  /// The head to show within the layer, from 0.
  public var head: Int?
  /// The temperature; `nil` takes the scene's own.
  public var temperature: Temperature?
  /// Whether to put on a causal mask that the scene does not ask for.
  public var isCausal = false
  /// Whether the pieces of a word are shown as one token.
  public var joinsPieces = false
  /// Words to follow besides the scene's own probes.
  public var probes: [SafeText] = []
  /// Edits done at once, with the scene's own in one step of the history.
  public var edits: [EditRequest] = []

  /// Everything as the scene says.
  public init() {}

  /// Whether `scene` can be opened like this.
  public func fits(_ scene: Scene, model: LanguageModel) -> Bool {
    (try? resolve(in: scene, tokens: tokens(of: scene, model: model), model: model)) != nil
  }

  /// Finds the tokens and the heads that the options name, and opens nothing yet.
  ///
  /// - Throws: `OpeningError` where the scene has no such token, several, no scores to give, or
  ///   where there is no such head.
  public func check(_ scene: Scene, model: LanguageModel) throws(OpeningError) {
    // Most scenes are opened as they are, and then their tokens need not be known yet.
    guard namesSomething || scene.keepsModelState else { return }
    _ = try resolve(in: scene, tokens: tokens(of: scene, model: model), model: model)
  }

  /// Why a scene can't open as it says itself: a head or an edit that `model` has no place for.
  /// `nil` where it can.
  public static func flaw(of scene: Scene, model: LanguageModel) -> String? {
    guard scene.keepsModelState else { return nil }
    do {
      try OpeningOptions().check(scene, model: model)
      return nil
    } catch {
      return error.description
    }
  }

  /// The tokens that a scene opens with as it says itself, with the pieces of words joined or not.
  public static func tokens(
    of scene: Scene, joinsPieces: Bool, model: LanguageModel
  ) -> [SafeText] {
    let tokens = OpeningOptions().tokens(of: scene, model: model).tokens
    return TokenLayout(tokens, joinsPieces: joinsPieces).tokens.map(\.text)
  }

  /// What the options come to in one scene.
  struct Opening {
    var query: Int
    var selected: Int?
    var head: HeadID?
    var edits: [ResolvedEdit] = []
  }

  /// Where a scene's scores come from.
  enum Choice {
    case scores(GivenScores)
    case similarity
    case model
  }

  private var namesSomething: Bool {
    source == .given || query != nil || selected != nil || layer != nil || head != nil
      || !edits.isEmpty
  }

  func source(of scene: Scene) -> Choice {
    switch (source, scene.scores) {
    case (.similarity, _): .similarity
    case (nil, let scores?), (.given, let scores?): .scores(scores)
    case (.model, _), (nil, nil), (.given, nil): .model
    }
  }

  func tokens(of scene: Scene, model: LanguageModel) -> SourceTokens {
    guard case .model = source(of: scene) else { return SourceTokens(wordsOf: scene) }
    return SourceTokens(piecesOf: scene, model: model)
  }

  func resolve(
    in scene: Scene, tokens: SourceTokens, model: LanguageModel
  ) throws(OpeningError) -> Opening {
    if source == .given, scene.scores == nil {
      throw OpeningError(
        scene, "it gives no scores and no weights; --source model works without them")
    }
    var opening = Opening(query: tokens.query)
    let configuration = model.shape
    let isModel = if case .model = source(of: scene) { true } else { false }
    let shape = isModel ? (layers: configuration.layers, heads: configuration.heads) : (1, 1)
    if layer != nil || head != nil {
      opening.head = HeadID(layer: layer ?? 0, index: head ?? 0)
    } else if isModel {
      opening.head = scene.head
    }
    if let head = opening.head { try check(.head(head), shape, isModel, scene) }
    if isModel, let token = scene.token {
      guard tokens.tokens.indices.contains(token) else {
        throw OpeningError(
          scene, "there is no token \(token); the indices go from 0 to \(tokens.tokens.count - 1)")
      }
      opening.query = token
    }
    // A scene's own edits belong to a model's heads.
    for edit in (isModel ? scene.edits : []) + edits {
      if let scope = edit.scope { try check(scope, shape, isModel, scene) }
      opening.edits.append(try ResolvedEdit(edit, in: tokens))
    }
    // Edits of one row alone that were asked for are about that row.
    let rows = Set(opening.edits.suffix(edits.count).compactMap(\.queries.first))
    if let query {
      opening.query = try tokens.places(of: query).lowerBound
    } else if rows.count == 1, let row = rows.first {
      opening.query = row
    }
    if let selected { opening.selected = try tokens.places(of: selected).lowerBound }
    return opening
  }

  private func check(
    _ scope: Scope, _ shape: (layers: Int, heads: Int), _ isModel: Bool, _ scene: Scene
  ) throws(OpeningError) {
    let (layer, head): (Int, Int) =
      switch scope {
      case .head(let head): (head.layer, head.index)
      case .layer(let layer): (layer, 0)
      case .all: (0, 0)
      }
    guard (0..<shape.layers).contains(layer), (0..<shape.heads).contains(head) else {
      throw OpeningError(
        scene,
        "there is no layer \(layer) with a head \(head); "
          + (isModel
            ? "layers go from 0 to \(shape.layers - 1), heads from 0 to \(shape.heads - 1)"
            : "given and similarity attention has one head, L0H0"))
    }
  }
}

extension Scene {
  /// Whether it says something about a model's heads.
  fileprivate var keepsModelState: Bool { head != nil || token != nil || !edits.isEmpty }
}

/// Why a scene can't be opened as it was asked for.
public struct OpeningError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A sentence for a person, already safe to show.
  public let description: String

  init(_ scene: Scene, _ reason: String) {
    let name = (scene.title ?? scene.sentence).shown
    description = "“\(name.prefix(60))\(name.count > 60 ? "…" : "")”: \(reason)"
  }
}
