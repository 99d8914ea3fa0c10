import AttentionCore

extension Sentence {
  /// Goes from a head's own output to zeros, to the mean of its outputs over all tokens, and back: in all
  /// heads that the reach says, at every token or the query's.
  ///
  /// - Returns: what to tell the person.
  mutating func ablate() -> Message? {
    guard source.hasHeads else {
      return .note("there are no heads of a model here to ablate; --source model has some")
    }
    let scope = reach.scope(at: head)
    let tokens: [Int?] = state.ablatesQueryAlone ? layout.groups[query].map { $0 } : [nil]
    let targets = tokens.map { Ablation.Target(scope, token: $0) }
    let next: Ablation? =
      switch interventions.ablations[targets[0]] {
      case nil: .zero
      case .zero: .mean
      case .mean: nil
      }
    adjust { for target in targets { $0.ablations[target] = next } }
    let at = state.ablatesQueryAlone ? " at \(self.tokens[query].text.shown)" : ""
    return switch next {
    case .zero: .note("\(scope.name)\(at): ablated, its output is zero; X again: its mean")
    case .mean:
      .note("\(scope.name)\(at): ablated, its output is its mean here; X again: as it was")
    case nil: .note("\(scope.name)\(at): its output is its own again")
    }
  }

  /// Says whether ablations from now on are of every token or of the query alone.
  mutating func changeAblatedTokens() -> Message? {
    state.ablatesQueryAlone.toggle()
    return .note(
      state.ablatesQueryAlone
        ? "X from now on ablates at the query alone" : "X from now on ablates at every token")
  }

  /// Goes where the first of these ablations is seen, unless one is seen here.
  mutating func go(to targets: [Ablation.Target]) {
    guard let first = targets.first, !targets.contains(where: { $0.scope.reaches(head) }) else {
      return
    }
    state.head = source.allHeads.first { first.scope.reaches($0) } ?? head
  }
}
