import AttentionCore

extension Sentence {
  /// Carries out a command that concerns one sentence alone.
  ///
  /// - Returns: what to tell the person, if anything.
  mutating func update(_ command: Command) -> Message? {
    let pair = pair
    let head = head
    let jump = lastJump
    lastJump = nil
    switch command {
    case .moveSelection(let places): selected = moved(selected, by: places)
    case .selectFirst: selected = 0
    case .selectLast: selected = tokens.count - 1
    case .selectHeaviest: selectHeaviest(after: jump)
    case .moveQuery(let places): query = moved(query, by: places)
    case .makeQuery: query = selected
    case .nudge(let amount): return nudge(amount)
    case .toggleMask: return toggleMask()
    case .resetScore: adjust { $0.reset(pair, in: head) }
    case .resetAll: history.record(original)
    case .lowerTemperature: adjust { $0.temperature = $0.temperature.lower }
    case .raiseTemperature: adjust { $0.temperature = $0.temperature.higher }
    case .toggleCausal: adjust { $0.isCausal.toggle() }
    case .undo: return travel("nothing to undo") { $0.undo() }
    case .redo: return travel("nothing to redo") { $0.redo() }
    case .moveSentence, .askToOpen, .askToSave, .askToFind, .nextView, .showView, .showHelp,
      .scrollHelp, .type, .erase, .eraseAll, .accept, .cancel, .quit:
      break
    }
    return nil
  }

  /// Selects the next token after the selected one that contains `text`, going round at the end.
  mutating func find(_ text: String) -> Message? {
    lastJump = nil
    let wanted = text.lowercased()
    let order = (1...tokens.count).map { (selected + $0) % tokens.count }
    guard let found = order.first(where: { tokens[$0].original.lowercased().contains(wanted) })
    else { return .problem("no token contains “\(text)”") }
    selected = found
    return nil
  }

  private func moved(_ place: Int, by places: Int) -> Int {
    min(max(place + places, 0), tokens.count - 1)
  }

  /// Goes through the history, and to the query whose score that changes, so that it is seen.
  private mutating func travel(
    _ nothing: String, _ step: (inout History<Adjustments>) -> Bool
  ) -> Message? {
    let before = adjustments
    guard step(&history) else { return .note(nothing) }
    let changed = adjustments.targets(differingFrom: before).map(\.pair)
    if let pair = changed.first, !changed.contains(where: { $0.query == query }) {
      query = pair.query
      selected = pair.key
    }
    return nil
  }

  /// Why the selected score can't be changed, if it can't.
  private var hiddenBecause: Message? {
    if adjustments.isCausal && selected > query {
      return .note("the causal mask hides this token from the query; c takes it off")
    }
    if scores[selected] == -.infinity {
      return .note("the file itself masks this token, a score of −∞; nothing moves it")
    }
    return nil
  }

  private mutating func nudge(_ amount: Double) -> Message? {
    if let hiddenBecause { return hiddenBecause }
    if adjustments.at(head)[pair].isMasked {
      return .note("this score is masked; m takes the mask off")
    }
    let edit = Edit(query: query, key: selected, amount: .add(amount))
    adjust { $0.apply(edit) }
    return nil
  }

  private mutating func toggleMask() -> Message? {
    if let hiddenBecause { return hiddenBecause }
    let pair = pair
    let head = head
    let mask = Edit(query: query, key: selected, amount: .mask)
    let isMasked = adjustments.at(head)[pair].isMasked
    adjust { isMasked ? $0.unmask(pair, in: head) : $0.apply(mask) }
    return nil
  }

  /// Selects the heaviest token that is not selected; pressed again, the next heaviest.
  private mutating func selectHeaviest(after jump: Int?) {
    let weights = row.weights
    let heaviest = weights.indices.sorted { weights[$0] > weights[$1] }
    var rank = jump.map { $0 + 1 } ?? 0
    if rank == 0, heaviest.first == selected { rank = 1 }
    rank %= heaviest.count
    selected = heaviest[rank]
    lastJump = rank
  }
}
