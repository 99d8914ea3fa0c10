import AttentionCore

extension Sentence {
  /// Selects the next token after the selected one that contains `text`, going round at the end.
  mutating func find(_ text: String) -> Message? {
    state.lastJump = nil
    let wanted = text.lowercased()
    let order = (1...tokens.count).map { (selected + $0) % tokens.count }
    guard let found = order.first(where: { tokens[$0].text.original.lowercased().contains(wanted) })
    else { return .problem("no token contains “\(text)”") }
    state.selected = found
    return nil
  }

  mutating func select(key: Int, query: Int?) {
    guard tokens.indices.contains(key) else { return }
    state.selected = key
    if let query, tokens.indices.contains(query) { state.query = query }
  }

  func clamped(_ place: Int) -> Int { min(max(place, 0), tokens.count - 1) }

  /// Selects the token at `place`, or the one at the end that is nearest.
  mutating func select(_ place: Int) -> Message? {
    let former = selected
    state.selected = clamped(place)
    return selected == former ? isAtEnd(former) : nil
  }

  func isAtEnd(_ place: Int) -> Message {
    .note(
      tokens.count == 1
        ? "there is one token alone"
        : place == 0 ? "this is the first token" : "this is the last token")
  }

  /// Selects the heaviest token that is not selected; pressed again, the next heaviest.
  mutating func selectHeaviest(_ analysis: RowAnalysis, after jump: Int?) {
    let weights = analysis.row.weights
    let heaviest = weights.indices.sorted { weights[$0] > weights[$1] }
    var rank = jump.map { $0 + 1 } ?? 0
    if rank == 0, heaviest.first == selected { rank = 1 }
    rank %= heaviest.count
    state.selected = heaviest[rank]
    state.lastJump = rank
  }
}
