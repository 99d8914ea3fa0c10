import AttentionCore
import Models
import Scenes
import Text

/// One open sentence: where its attention comes from, where the person stands in it, and all that
/// was changed.
public struct Sentence: Sendable {
  /// Where its scores and values come from.
  public let source: any AttentionSource
  var state: State
  var prepared: PreparedScene

  /// Opens a scene, and reads the activations of other runs that it names.
  public init(_ scene: PreparedScene) {
    self.init(scene, state: nil)
    readPatches()
  }

  /// Opens a scene as it was left; activations of other runs are still to be read.
  ///
  /// - Parameter state: how it was left; `nil` begins as the scene says.
  init(_ scene: PreparedScene, state: State?) {
    prepared = scene
    source =
      switch scene.source {
      case .given(let scores): GivenSource(scores, of: scene.scene, words: scene.model.words)
      case .similarity: SimilaritySource(tokens: scene.scene.tokens, words: scene.model.words)
      case .model:
        ModelSource(
          scene.tokens.ids ?? [], kinds: scene.tokens.kinds, interventions: scene.original,
          model: scene.model)
      case .capture(let capture): CaptureSource(capture, interventions: scene.original)
      }
    self.state = state ?? State(of: scene, source)
  }

  /// The same sentence with the token `id` at its end, or without the last that was added; its last
  /// token attends. What was changed stays.
  ///
  /// - Throws: `SceneError` where it would be longer than a sentence may be.
  func grown(by id: Int?) throws(SceneError) -> Sentence {
    let prepared = try prepared.grown(by: id)
    return Sentence(prepared, source.reading(prepared.tokens.ids ?? []) ?? source, state)
  }

  /// A sentence that went on, or went back.
  private init(_ scene: PreparedScene, _ source: any AttentionSource, _ former: State) {
    prepared = scene
    self.source = source
    state = former
    let layout = TokenLayout(
      scene.tokens.tokens, joinsPieces: former.layout.joinsPieces,
      hidesSpecial: former.layout.hidesSpecial)
    let held = former.layout.groups[former.selected].lowerBound
    state.layout = layout
    // What is kept of it from another time is offered where it has come as far again.
    state.unsaved = UnsavedEdits(mark: scene.mark, opened: former.unsaved.opened)
    state.history = former.history.limited(to: scene.tokens.tokens.count)
    state.query = layout.tokens.count - 1
    state.selected = layout.place(of: min(held, scene.tokens.tokens.count - 1))
    state.lastJump = nil
  }

  /// How many of its tokens the model itself went on with.
  var grown: Int { prepared.grown }
  /// Whether the source hides from each token what stands after it, so that nothing can unhide it.
  public var isDecoder: Bool { source.isCausal }

  /// What tells it from other sentences, however they are edited.
  var identity: PreparedScene.Identity { prepared.identity }
  /// The scene it was opened from, with its probes.
  public var scene: Scene { prepared.scene }
  /// What reads it, and whose words its vectors are near to.
  public var model: LanguageModel { prepared.model }
  /// How the command line or the scene named the model; `nil` where neither did.
  var reference: ModelReference? { prepared.reference }
  /// The model that the scene names, where the command line's goes before it.
  var passedOver: ModelReference? { prepared.passedOver }
  /// The tokens that are weighed against each other as what comes next.
  var pair: TokenPair? { prepared.pair }
  /// How many tokens the model could not read, because it has no position for them.
  public var unread: Int { sourceTokens.unread }
  /// How the tokens of the source are spelled, shown or not.
  package var sourceSpellings: [String] { sourceTokens.tokens.map(\.spelling) }
  /// What a token of the source is, shown or not.
  public func sourceText(of token: Int) -> SafeText { sourceTokens.tokens[token].text }
  /// How it began: nothing edited.
  public var original: Interventions { prepared.original }
  var sourceTokens: SourceTokens { prepared.tokens }

  /// What the file calls this number of a value vector; `nil` where it has no name, or the vectors are
  /// not the file's own.
  public func dimensionName(_ index: Int) -> SafeText? {
    guard source.readout == .none, let names = scene.vectors?.dimensions,
      names.indices.contains(index)
    else { return nil }
    return names[index]
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
  /// Whether a change can be undone.
  var canUndo: Bool { state.history.canUndo }
  /// How the tokens are shown.
  public var layout: TokenLayout { state.layout }
  /// The tokens that are shown.
  public var tokens: [Token] { layout.tokens }
  /// How many tokens the source has, shown or not.
  public var count: Int { sourceTokens.tokens.count }
  /// The IDs of these in the model's vocabulary; `nil` where they are words.
  public var ids: [Int]? { sourceTokens.ids }
  /// The kind of sentence that each of these is of (its token type).
  public var tokenKinds: [Int] {
    sourceTokens.kinds.isEmpty ? [Int](repeating: 0, count: count) : sourceTokens.kinds
  }
  /// Whether the source has tokens of its own, and pieces of words.
  var hasSpecial: Bool { sourceTokens.tokens.contains(where: \.mayBeHidden) }
  var hasPieces: Bool { sourceTokens.tokens.contains(where: \.continuesWord) }

  /// What was done to scores, each as it can be asked for again: it names its tokens by their words
  /// where these are unique.
  public var edits: [EditRequest] {
    let texts = sourceTokens.tokens.map(\.text)
    return interventions.edits.map { edit in
      EditRequest(edit) { token in
        let word = texts[token].original
        let isName = !isIndex(word) && !word.contains(":")
        return isName && (try? texts.tokenIndex(word: word)) == token ? word : String(token)
      }
    }
  }

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
  package mutating func show(head: HeadID) {
    state.lastJump = nil
    state.head = head
  }

  /// The same sentence with another query.
  public func withQuery(_ query: Int) -> Sentence {
    var other = self
    other.state.query = query
    return other
  }

  /// The same sentence with another head shown.
  public func withHead(_ head: HeadID) -> Sentence {
    var other = self
    other.state.head = head
    return other
  }

  /// What can be read off `queries` in `heads`, one query after the other, each when it is asked for.
  /// The model runs once for all of them, and what no head changes is read once for a query.
  public func analyses(queries: [Int], heads: [HeadID]) -> some Sequence<RowAnalysis> {
    let here = RowAnalysis(self)
    return queries.lazy.flatMap { query in
      let sentence = withQuery(query)
      let first = RowAnalysis(sentence, earlier: here)
      return heads.lazy.map { RowAnalysis(sentence.withHead($0), earlier: first) }
    }
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
  /// Of a model its name, the head and the edits are kept. Elsewhere one row is enough where no other
  /// query's scores were given or edited; else all n × n are kept. Where nothing was given or edited
  /// the sentence stays plain.
  ///
  /// - Throws: `SceneError` where there are more edits than a scene may have.
  public func edited() throws(SceneError) -> Scene {
    // Where words are near the blend, the values are word vectors and not the file's own.
    let kept = source.readout == .blend ? scene.withoutVectors() : scene
    return try kept.with(
      query: sourceTokens.word(of: layout.groups[query].lowerBound),
      start: source.runs ? .model(modelState()) : rowsToKeep(),
      temperature: interventions.temperature, causal: interventions.isCausal)
  }

  private func modelState() throws(SceneError) -> Scene.ModelState {
    let token = layout.groups[query].lowerBound
    let isNamed = sourceTokens.word(of: token).map { sourceTokens.parts[$0].lowerBound } == token
    return try Scene.ModelState(
      model: reference, head: head, token: isNamed ? nil : token,
      ids: scene.modelState.ids, edits: interventions.edits.map { EditRequest($0) },
      ablations: ablations, beside: scene.second ?? besideText, patches: patches,
      segments: scene.second != nil)
  }

  private func rowsToKeep() throws(SceneError) -> Scene.Start {
    let edits = interventions.at(head).withoutCausalMask
    let row = { (query: Int) in
      edits.scores(source.original.scores(head, query: query), query: query)
    }
    let rows = Set(tokens.indices.filter { [.given, .capture].contains(source.origin(query: $0)) })
      .union(edits.changes.keys.map(\.query))
    if rows.isEmpty { return .model(try Scene.ModelState(model: reference)) }
    return .given(
      rows.isSubset(of: [query]) ? .row(row(query)) : .matrix(tokens.indices.map(row)))
  }
}
