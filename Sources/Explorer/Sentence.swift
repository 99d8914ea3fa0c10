import AttentionCore
import LanguageModel
import SentenceFiles

/// One open sentence: where its attention comes from, where the person stands in it, and all that
/// was changed.
public struct Sentence: Sendable {
  /// The scene it was opened from, with its probes.
  public let scene: Scene
  /// Where its scores and values come from.
  public let source: any AttentionSource
  /// How it began: nothing edited.
  public let original: Adjustments
  /// The token that attends.
  public internal(set) var query: Int {
    didSet { if query != oldValue { scores = source.scores(query: query) } }
  }
  /// The query's n scores before anything was changed.
  public private(set) var scores: [Double]
  /// The key token that the arrow keys hold.
  public internal(set) var selected: Int
  /// How many tokens are heavier than the one last jumped to, while nothing else was asked for.
  var lastJump: Int?
  /// What was changed, with its past.
  public internal(set) var history: History<Adjustments>

  /// Opens a scene as it says itself.
  public init(_ scene: Scene, words: WordVectors) {
    self.init(scene, options: OpeningOptions(), query: scene.query, words: words)
  }

  /// Opens a scene as `options` ask.
  ///
  /// - Throws: `OpeningError` where that can't be done.
  public init(
    _ scene: Scene, options: OpeningOptions, words: WordVectors
  ) throws(OpeningError) {
    let (query, edits) = try options.resolve(in: scene)
    self.init(scene, options: options, query: query, words: words)
    for edit in edits {
      adjust { $0.apply(edit) }
      if edit.pair.query == query { selected = edit.pair.key }
    }
  }

  private init(_ scene: Scene, options: OpeningOptions, query: Int, words: WordVectors) {
    var followed = scene
    followed.watch(options.probes)
    self.scene = followed
    let given = options.source == .similarity ? nil : GivenSource(scene: scene, words: words)
    source = given ?? SimilaritySource(tokens: scene.tokens, words: words)
    original = Adjustments(
      temperature: options.temperature ?? scene.temperature,
      isCausal: options.isCausal || scene.causal)
    self.query = query
    selected = query
    scores = source.scores(query: query)
    history = History(original)
  }

  /// What stands changed now.
  public var adjustments: Adjustments { history.present }
  /// The head that is shown.
  public var head: Head { Head(layer: 0, head: 0) }
  /// The tokens, made safe to show.
  public var tokens: [SafeText] { scene.tokens }
  /// The score that the arrow keys hold.
  public var pair: Pair { Pair(query: query, key: selected) }

  /// The same sentence with another query.
  public func asking(_ query: Int) -> Sentence {
    var other = self
    other.query = query
    return other
  }

  /// The row of the query as it is now.
  public var row: AttentionRow {
    AttentionRow(query: query, original: scores, adjustments: adjustments.at(head))
  }

  /// The row of any `query` as it is now.
  ///
  /// - Complexity: O(n · d) in similarity, O(n) where scores are given.
  public func row(query: Int) -> AttentionRow {
    AttentionRow(
      query: query, original: source.scores(query: query), adjustments: adjustments.at(head))
  }

  /// Changes the adjustments, as one step of the history.
  mutating func adjust(_ change: (inout Adjustments) -> Void) {
    var adjustments = history.present
    change(&adjustments)
    history.record(adjustments)
  }

  /// The scene to save: it opens again with the same query, scores, temperature and mask.
  ///
  /// One row is enough where no other query's scores were given or edited; else all n × n are kept.
  /// Where nothing was given or edited the sentence stays plain.
  public var edited: Scene {
    var scene = scene
    scene.query = query
    scene.temperature = adjustments.temperature
    scene.causal = adjustments.isCausal
    if source.kind == .similarity { scene.dropValues() }
    let edits = adjustments.at(head).withoutCausalMask
    let row = { (query: Int) in edits.scores(source.scores(query: query), query: query) }
    let rowsToKeep = Set(tokens.indices.filter { source.origin(query: $0) == .given })
      .union(edits.changes.keys.map(\.query))
    if rowsToKeep.isEmpty {
      scene.scores = nil
    } else if rowsToKeep.isSubset(of: [query]) {
      scene.scores = .row(row(query))
    } else {
      scene.scores = .matrix(tokens.indices.map(row))
    }
    return scene
  }
}
