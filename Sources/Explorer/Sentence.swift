import AttentionCore
import Models
import Scenes

/// One open sentence: where its attention comes from, where the person stands in it, and all that
/// was changed.
public struct Sentence: Sendable {
  /// Where a person stands in a sentence, and what was changed; enough to come back to it.
  struct State: Sendable {
    var head: HeadID
    var reach = Reach.head
    var layout: TokenLayout
    /// Places in the layout.
    var query: Int
    var selected: Int
    /// How many tokens are heavier than the one last jumped to, while nothing else was asked for.
    var lastJump: Int?
    var history: History<Interventions>
  }

  /// The scene it was opened from, with its probes.
  public let scene: Scene
  /// Where its scores and values come from.
  public let source: any AttentionSource
  /// How many tokens the model could not read, because it has no position for them.
  public let unread: Int
  /// How it began: nothing edited.
  public let original: Interventions
  var state: State
  let sourceTokens: SourceTokens

  /// Opens a scene as it says itself; where a model lacks its head or its edits, without them.
  public init(_ scene: Scene, model: LanguageModel) {
    let tokens = OpeningOptions().tokens(of: scene, model: model)
    let opening =
      (try? OpeningOptions().resolve(in: scene, tokens: tokens, model: model))
      ?? OpeningOptions.Opening(query: tokens.query)
    self.init(scene, options: OpeningOptions(), tokens: tokens, opening: opening, model: model)
  }

  /// Opens a scene as `options` ask.
  ///
  /// - Throws: `OpeningError` where that can't be done.
  public init(
    _ scene: Scene, options: OpeningOptions, model: LanguageModel
  ) throws(OpeningError) {
    let tokens = options.tokens(of: scene, model: model)
    let opening = try options.resolve(in: scene, tokens: tokens, model: model)
    self.init(scene, options: options, tokens: tokens, opening: opening, model: model)
  }

  private init(
    _ scene: Scene, options: OpeningOptions, tokens: SourceTokens,
    opening: OpeningOptions.Opening, model: LanguageModel
  ) {
    var followed = scene
    followed.watch(options.probes)
    self.scene = followed
    original = Interventions(
      temperature: options.temperature ?? scene.temperature,
      isCausal: options.isCausal || scene.causal)
    sourceTokens = tokens
    unread = tokens.unread
    source =
      switch options.source(of: scene) {
      case .scores(let scores): GivenSource(scores, of: scene, words: model.words)
      case .similarity: SimilaritySource(tokens: scene.tokens, words: model.words)
      case .model:
        ModelSource(tokens.pieces, interventions: original, transformer: model.transformer)
      }
    let head =
      opening.head
      ?? firstHead(source, tokens: tokens.tokens, query: opening.query, interventions: original)
    let layout = TokenLayout(tokens.tokens, joinsPieces: options.joinsPieces)
    let query = layout.place(of: opening.query)
    state = State(
      head: head, layout: layout, query: query, selected: query, history: History(original))
    // All that the file or the command line asks for is one step, which one undo takes back.
    adjust { interventions in
      for edit in opening.edits.flatMap({ $0.edits(at: head) }) { interventions.apply(edit) }
    }
    for request in opening.edits where request.queries.overlaps(layout.groups[query]) {
      if let key = request.keys.first { state.selected = layout.place(of: key) }
    }
    if let selected = opening.selected { state.selected = layout.place(of: selected) }
  }

  /// The head that is shown.
  public var head: HeadID { state.head }
  /// How far an edit made now reaches.
  public var reach: Reach { state.reach }
  /// The token that attends.
  public var query: Int { state.query }
  /// The key token that the arrow keys hold.
  public var selected: Int { state.selected }
  /// What stands changed now.
  public var interventions: Interventions { state.history.present }
  /// How the tokens are shown.
  public var layout: TokenLayout { state.layout }
  /// The tokens that are shown.
  public var tokens: [Token] { layout.tokens }
  /// How many tokens the source has, shown or not.
  public var count: Int { sourceTokens.tokens.count }
  /// Whether the source has tokens of its own, and pieces of words.
  var hasSpecial: Bool { sourceTokens.tokens.contains(where: \.isSpecial) }
  var hasPieces: Bool { sourceTokens.tokens.contains(where: \.continuesWord) }

  /// The scores of the source that the arrow keys hold: more than one where pieces are joined.
  var pairs: [Pair] { pairs(key: selected) }

  private func pairs(key: Int) -> [Pair] {
    layout.groups[query].flatMap { query in
      layout.groups[key].map { Pair(query: query, key: $0) }
    }
  }

  /// What stands over the score from the query to the shown token `key` in this head; `nil` where
  /// nothing does. Joined pieces are masked where all of them are, and show what was added to the
  /// first that was edited.
  public func change(key: Int) -> ScoreChange? { change(key: key, interventions.at(head)) }

  /// The same for every shown token.
  ///
  /// - Complexity: O(n + changes).
  public var changes: [ScoreChange?] {
    let here = interventions.at(head)
    return tokens.indices.map { change(key: $0, here) }
  }

  private func change(key: Int, _ here: HeadInterventions) -> ScoreChange? {
    let changes = pairs(key: key).map { here[$0] }
    if changes.allSatisfy(\.isMasked) { return changes.first }
    return changes.first { $0.added != 0 && !$0.isMasked }
  }

  /// Shows the tokens in another way, and stays where it was.
  mutating func show(joinsPieces: Bool, hidesSpecial: Bool) {
    let (query, selected) = (layout.groups[query].lowerBound, layout.groups[selected].lowerBound)
    state.layout = TokenLayout(
      sourceTokens.tokens, joinsPieces: joinsPieces, hidesSpecial: hidesSpecial)
    state.query = layout.place(of: query)
    state.selected = layout.place(of: selected)
  }

  /// Shows `head`.
  mutating func show(head: HeadID) {
    state.lastJump = nil
    state.head = head
  }

  /// The same sentence with another query.
  public func withQuery(_ query: Int) -> Sentence {
    var other = self
    other.state.query = query
    return other
  }

  /// Changes the interventions, as one step of the history.
  mutating func adjust(_ change: (inout Interventions) -> Void) {
    var interventions = interventions
    change(&interventions)
    state.history.record(interventions)
  }

  /// The scene to save: it opens again with the same query, head, scores, edits, temperature and
  /// mask.
  ///
  /// Of a model the head and the edits are kept. Elsewhere one row is enough where no other query's
  /// scores were given or edited; else all n × n are kept. Where nothing was given or edited the
  /// sentence stays plain.
  ///
  /// - Throws: `SceneError` where there are more edits than a scene may have.
  public func edited() throws(SceneError) -> Scene {
    var scene = scene
    scene.query = sourceTokens.word(of: layout.groups[query].lowerBound) ?? scene.query
    scene.temperature = interventions.temperature
    scene.causal = interventions.isCausal
    if source.kind == .model {
      scene.scores = nil
      let token = layout.groups[query].lowerBound
      let isNamed = sourceTokens.word(of: token).map { sourceTokens.parts[$0].lowerBound } == token
      try scene.keep(
        head: head, token: isNamed ? nil : token, edits: interventions.edits.map(EditRequest.init))
      return scene
    }
    try scene.keep(head: nil, edits: [])
    if source.kind == .similarity { scene.dropValues() }
    let edits = interventions.at(head).withoutCausalMask
    let row = { (query: Int) in
      edits.scores(source.original.scores(head, query: query), query: query)
    }
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
