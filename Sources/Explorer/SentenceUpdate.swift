import AttentionCore
import Glibc

extension Sentence {
  /// Carries out `command`.
  ///
  /// - Parameter analysis: of the query and the head where the sentence stands; it may lag behind
  ///   the interventions where the command is a nudge.
  /// - Returns: what to tell the person, if anything.
  mutating func update(_ command: SentenceCommand, analysis: RowAnalysis) -> Message? {
    let pairs = pairs
    let head = head
    let jump = state.lastJump
    state.lastJump = nil
    switch command {
    case .moveSelection(let places): return select(selected + places)
    case .select(let key, let query): select(key: key, query: query)
    case .selectFirst: return select(0)
    case .selectLast: return select(tokens.count - 1)
    case .selectHeaviest: selectHeaviest(analysis, after: jump)
    case .moveQuery(let places):
      let former = query
      state.query = clamped(query + places)
      return query == former ? isAtEnd(former) : nil
    case .makeQuery:
      guard query != selected else {
        return .note("\(tokens[query].text.shown) is the query already; ← → select")
      }
      state.query = selected
    case .nudge(let amount): return nudge(amount, analysis)
    case .weigh(let weight, let isContinued):
      return weigh(weight, analysis, isContinued: isContinued)
    case .nudgeAll(let amount):
      nudgeAll(amount)
      return .note("all scores \(amount < 0 ? "− 1" : "+ 1"): no weight changes")
    case .toggleMask: return toggleMask(analysis)
    case .ablate: return ablate()
    case .changeChangedTokens: return changeChangedTokens()
    case .changePatchedPart: return changePatchedPart()
    case .resetScore:
      guard change(key: selected) != nil else { return .note("this score is as it was") }
      return takeOff(pairs) { $0.reset($1, in: head) }
    case .resetAll:
      guard interventions != original else { return .note("nothing is edited here") }
      state.history.record(original)
    case .lowerTemperature: return setTemperature(interventions.temperature.lower, "lower")
    case .raiseTemperature: return setTemperature(interventions.temperature.higher, "higher")
    case .toggleCausal:
      guard !isDecoder else {
        return .note("this model hides from each token what follows; nothing can show it")
      }
      adjust { $0.isCausal.toggle() }
    case .moveHead(let places): return moveHead(by: places)
    case .moveLayer(let places): return moveLayer(by: places)
    case .showHead(let head): if source.allHeads.contains(head) { state.head = head }
    case .selectBestHead: return selectBestHead(analysis)
    case .changeReach: return changeReach()
    case .toggleSpecial: return toggleSpecial()
    case .togglePieces: return togglePieces()
    case .undo: return travel("nothing to undo") { $0.undo() }
    case .redo: return travel("nothing to redo") { $0.redo() }
    case .takeBack: return takeBack()
    }
    return nil
  }

  private mutating func setTemperature(_ temperature: Temperature, _ way: String) -> Message? {
    guard temperature != interventions.temperature else {
      return .note("the temperature goes no \(way)")
    }
    adjust { $0.temperature = temperature }
    return nil
  }

  /// Goes through the history, and to the query and the head whose score that changes, so that it
  /// is seen.
  mutating func travel(
    _ nothing: String, _ step: (inout History) -> Bool
  ) -> Message? {
    let before = interventions
    guard step(&state.history) else { return .note(nothing) }
    let changed = interventions.targets(differingFrom: before)
    let shown = layout.groups[query]
    let here = changed.filter { shown.contains($0.pair.query) && $0.scope.reaches(head) }
    guard
      let target = here.first(where: { layout.shows($0.pair.key) }) ?? here.first ?? changed.first
    else {
      go(
        to: interventions.ablations(differingFrom: before).map(\.scope)
          + interventions.patches(differingFrom: before).map(\.scope))
      return nil
    }
    if [target.pair.query, target.pair.key].contains(where: { !layout.shows($0) }) {
      show(joinsPieces: layout.joinsPieces, hidesSpecial: false)
    }
    if !layout.groups[query].contains(target.pair.query) {
      state.query = layout.place(of: target.pair.query)
      state.selected = layout.place(of: target.pair.key)
    }
    if !target.scope.reaches(head) {
      state.head = source.allHeads.first { target.scope.reaches($0) } ?? head
    }
    return nil
  }

  /// Why the selected score can't be changed, if it can't.
  private func hiddenBecause(_ analysis: RowAnalysis) -> Message? {
    if isDecoder, selected > query {
      return .note("this token follows the query, and the model hides it; nothing can show it")
    }
    if interventions.isCausal && selected > query {
      return .note("the causal mask hides this token from the query; c takes it off")
    }
    if analysis.original.scores[selected] == -.infinity, !(original.isCausal && selected > query) {
      return .note("the file itself masks this token, a score of −∞; nothing moves it")
    }
    return nil
  }

  private var isMasked: Bool { change(key: selected)?.isMasked ?? false }

  private mutating func nudge(_ amount: Double, _ analysis: RowAnalysis) -> Message? {
    if let message = hiddenBecause(analysis) { return message }
    if isMasked { return .note("this score is masked; m takes the mask off") }
    apply(.add(amount), to: pairs)
    return nil
  }

  /// Adds to the score what makes a weight of it: of its odds against all others only its own part
  /// moves, by the logarithm, times the temperature.
  private mutating func weigh(
    _ weight: Double, _ analysis: RowAnalysis, isContinued: Bool
  ) -> Message? {
    if let message = hiddenBecause(analysis) { return message }
    if isMasked { return .note("this score is masked; m takes the mask off") }
    let odds = { (weight: Double) in log(weight / (1 - weight)) }
    let (wanted, present) = (min(max(weight, 0.001), 0.999), analysis.row.weights[selected])
    guard present > 0, present < 1 else { return nil }
    let amount = (odds(wanted) - odds(present)) * interventions.temperature.value
    if !isContinued { state.beforeWeighing = interventions }
    let edited = edited(.add((amount * 100).rounded() / 100), pairs)
    state.history.record(edited, since: state.beforeWeighing ?? interventions)
    return nil
  }

  /// Tokens that are not shown take part, or the shown weights would not stay as they are.
  private mutating func nudgeAll(_ amount: Double) {
    let everyPair = layout.groups[query].flatMap { query in
      sourceTokens.tokens.indices.map { Pair(query: query, key: $0) }
    }
    apply(.add(amount), to: everyPair)
  }

  private mutating func toggleMask(_ analysis: RowAnalysis) -> Message? {
    if let message = hiddenBecause(analysis) { return message }
    guard isMasked else {
      apply(.mask, to: pairs)
      return nil
    }
    let head = head
    return takeOff(pairs) { $0.unmask($1, in: head) }
  }

  /// Takes edits off `pairs`; where they stood in other heads too, it says so.
  private mutating func takeOff(
    _ pairs: [Pair], _ take: (inout Interventions, Pair) -> Void
  ) -> Message? {
    let before = interventions
    adjust { for pair in pairs { take(&$0, pair) } }
    let widest = interventions.targets(differingFrom: before).map(\.scope).max()
    switch widest {
    case .all?: return .note("taken off in every head, where it stood")
    case .layer(let layer)?:
      return .note("taken off in all heads of layer \(layer), where it stood")
    case .head?, nil: return nil
    }
  }

  private mutating func apply(_ amount: Edit.Amount, to pairs: [Pair]) {
    state.history.record(edited(amount, pairs))
  }

  /// What stands changed once `amount` is applied to the scores of `pairs`.
  private func edited(_ amount: Edit.Amount, _ pairs: [Pair]) -> Interventions {
    var edited = interventions
    for pair in pairs {
      edited.apply(
        Edit(query: pair.query, key: pair.key, scope: reach.scope(at: head), amount: amount))
    }
    return edited
  }

  /// Why there is no other head to go to, if there is none.
  private var isAlone: Message? {
    source.allHeads.count > 1
      ? nil : .note("\(source.kind.rawValue) attention has one head; --source model has more")
  }

  /// Goes through the heads of all layers in turn, round at the ends.
  private mutating func moveHead(by places: Int) -> Message? {
    if let isAlone { return isAlone }
    let (layers, heads) = source.shape
    let place = (head.layer * heads + head.index + places + layers * heads) % (layers * heads)
    state.head = HeadID(layer: place / heads, index: place % heads)
    return nil
  }

  private mutating func moveLayer(by places: Int) -> Message? {
    if let isAlone { return isAlone }
    let layers = source.shape.layers
    state.head = HeadID(layer: (head.layer + places + layers) % layers, index: head.index)
    return nil
  }

  /// Goes to the head in which the query attends most to the selected token.
  private mutating func selectBestHead(_ analysis: RowAnalysis) -> Message? {
    if let isAlone { return isAlone }
    let weights = source.allHeads.map { analysis.row(in: $0, of: self).weights[selected] }
    guard let best = weights.indices.max(by: { weights[$0] < weights[$1] }), weights[best] > 0
    else {
      return hiddenBecause(analysis)
        ?? .note("this token has a weight of 0 in every head; m or 0 takes a mask off")
    }
    guard state.head != source.allHeads[best] else {
      return .note("in no other head does the query attend more to this token")
    }
    state.head = source.allHeads[best]
    return nil
  }

  private mutating func toggleSpecial() -> Message? {
    guard hasSpecial else { return .note("there are no tokens here but the sentence's own") }
    if !layout.hidesSpecial, tokens[query].mayBeHidden {
      return .note("the query is one of the tokens to hide; choose another first")
    }
    show(joinsPieces: layout.joinsPieces, hidesSpecial: !layout.hidesSpecial)
    guard layout.hidesSpecial else { return nil }
    let what =
      isDecoder
      ? "the first token, where much weight rests (a sink), is hidden"
      : "the model's own tokens are hidden"
    return .note("\(what): α is as it is, α÷Σ renormalised without")
  }

  private mutating func togglePieces() -> Message? {
    guard hasPieces else { return .note("every token here is a whole word") }
    show(joinsPieces: !layout.joinsPieces, hidesSpecial: layout.hidesSpecial)
    return layout.joinsPieces
      ? .note("pieces of a word are joined: weights on them summed, those from them averaged") : nil
  }

  private mutating func changeReach() -> Message? {
    if let isAlone { return isAlone }
    state.reach = reach.next
    return .note("edits from now on reach \(reach.scope(at: head).name)")
  }
}
