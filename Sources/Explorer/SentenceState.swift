import AttentionCore

extension Sentence {
  /// Where a person stands in a sentence, and what was changed; enough to come back to it.
  struct State: Sendable {
    var head: HeadID
    var reach = Reach.head
    /// Whether an ablation or a patch is of the query alone, not of every token.
    var changesQueryAlone = false
    /// Which vector is patched.
    var patched = Patch.Part.output
    var layout: TokenLayout
    /// Places in the layout.
    var query: Int
    var selected: Int
    /// How many tokens are heavier than the one last jumped to, while nothing else was asked for.
    var lastJump: Int?
    var history: History
    /// What stood changed when the pointer took hold of a bar.
    var beforeWeighing: Interventions?
    var unsaved: UnsavedEdits
  }
}

extension Sentence.State {
  /// How a scene begins: all that the file or the command line asks for is one step, which one undo
  /// takes back.
  init(of scene: PreparedScene, _ source: any AttentionSource) {
    let look =
      if let query = scene.query, let head = scene.head {
        FirstLook(query: query, head: head)
      } else {
        FirstLook(
          source, tokens: scene.tokens.tokens, query: scene.query, head: scene.head,
          interventions: scene.original,
          isDecoder: source.isCausal)
      }
    let head = look.head
    let layout = scene.layout
    let query = layout.place(of: look.query)
    var interventions = scene.original
    for edit in scene.edits.flatMap({ $0.edits(at: head) }) { interventions.apply(edit) }
    interventions.ablations = scene.ablations
    interventions.patches = scene.patches.named
    var history = History(scene.original)
    history.record(interventions)
    var selected = scene.query ?? look.key ?? look.query
    for edit in scene.edits where edit.queries.overlaps(layout.groups[query]) {
      if let key = edit.keys.first { selected = key }
    }
    self.init(
      head: head, layout: layout, query: query,
      selected: layout.place(of: scene.selected ?? selected), history: history,
      unsaved: UnsavedEdits(mark: scene.mark, opened: interventions))
  }
}
