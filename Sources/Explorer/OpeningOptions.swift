import AttentionCore
import SentenceFiles

/// How a scene is to be opened where it is not to be opened as it says itself.
public struct OpeningOptions: Equatable, Sendable {
  /// The source; `nil` takes the scene's own scores where it has some, else similarity.
  public var source: SourceKind?
  /// The query, as a place from 0 or a word; `nil` takes that of the edits
  /// where all are of one row, else the scene's own.
  public var query: String?
  /// The temperature; `nil` takes the scene's own.
  public var temperature: Temperature?
  /// Whether to put on a causal mask that the scene does not ask for.
  public var isCausal = false
  /// Words to follow besides the scene's own probes.
  public var probes: [SafeText] = []
  /// Edits done at once, each a step of the history.
  public var edits: [EditRequest] = []

  /// Everything as the scene says.
  public init() {}

  /// Whether `scene` can be opened like this.
  public func fits(_ scene: Scene) -> Bool { (try? resolve(in: scene)) != nil }

  /// Finds the tokens that the options name.
  ///
  /// - Returns: the query and the edits as places in `scene`.
  /// - Throws: `OpeningError` where the scene has no such token, several, or no scores to give.
  public func resolve(in scene: Scene) throws(OpeningError) -> (query: Int, edits: [Edit]) {
    if source == .given, scene.scores == nil {
      throw OpeningError(
        scene, "it gives no scores and no weights; --source similarity works without them")
    }
    var places: [Edit] = []
    for edit in edits { places.append(try edit.edit(in: scene)) }
    if let query { return (try place(of: query, in: scene), places) }
    // Edits of one row alone are about that row.
    let rows = Set(places.map(\.pair.query))
    return (rows.count == 1 ? rows.first ?? scene.query : scene.query, places)
  }
}

/// Why a scene can't be opened as it was asked for.
public struct OpeningError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A sentence for a person, already safe to show.
  public let description: String

  init(_ scene: Scene, _ reason: String) {
    description = "“\((scene.title ?? scene.sentence).shown)”: \(reason)"
  }
}

/// The token that `wordOrIndex` names in `scene`, counted from 0.
func place(of wordOrIndex: String, in scene: Scene) throws(OpeningError) -> Int {
  do {
    return try scene.tokens.tokenIndex(wordOrIndex)
  } catch {
    throw OpeningError(scene, error.description)
  }
}
