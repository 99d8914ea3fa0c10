import AttentionCore
import Scenes

extension Sentence {
  /// The heads that are ablated, each as it can be asked for again.
  public var ablations: [AblationRequest] {
    interventions.ablations(differingFrom: Interventions()).compactMap { target in
      interventions.ablations[target].map { AblationRequest(target, $0) }
    }
  }

  /// What takes the place of what `head` makes of the query; `nil` where nothing does.
  public func ablation(of head: HeadID) -> Ablation? {
    interventions.ablations.isEmpty
      ? nil : interventions.at(head).ablation(at: layout.groups[query].lowerBound)
  }

  /// Goes from a head's own output to zeros, to the mean of its outputs over all tokens, and back: in all
  /// heads that the reach says, at every token or the query's.
  ///
  /// - Returns: what to tell the person.
  mutating func ablate() -> Message? {
    guard source.runs else {
      return .note(source.cannotChangeHeads)
    }
    let scope = reach.scope(at: head)
    let tokens: [Int?] = state.changesQueryAlone ? layout.groups[query].map { $0 } : [nil]
    let targets = tokens.map { Ablation.Target(scope, token: $0) }
    let next: Ablation? =
      switch interventions.ablations[targets[0]] {
      case nil: .zero
      case .zero: .mean
      case .mean: nil
      }
    adjust { for target in targets { $0.ablations[target] = next } }
    let at = state.changesQueryAlone ? " at \(self.tokens[query].text.shown)" : ""
    return switch next {
    case .zero: .note("\(scope.name)\(at): ablated, its output is zero; X again: its mean")
    case .mean:
      .note("\(scope.name)\(at): ablated, its output is its mean here; X again: as it was")
    case nil: .note("\(scope.name)\(at): its output is its own again")
    }
  }

  /// Says whether ablations and patches from now on are of every token or of the query alone.
  mutating func changeChangedTokens() -> Message? {
    state.changesQueryAlone.toggle()
    let at = state.changesQueryAlone ? "the query alone" : "every token"
    return .note("X ablates and P patches from now on at \(at)")
  }

  /// Goes to the first of these heads, unless one of them is shown.
  mutating func go(to scopes: [Scope]) {
    guard let first = scopes.first, !scopes.contains(where: { $0.reaches(head) }) else { return }
    state.head = source.allHeads.first { first.reaches($0) } ?? head
  }
}
