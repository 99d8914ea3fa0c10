/// All that a person has changed about a sentence's attention: edited scores, ablated heads, patched
/// activations, the temperature and the causal mask. A value; `History` keeps the earlier ones.
public struct Interventions: Equatable, Sendable {
  /// A score, in all the heads of a scope.
  public struct Target: Hashable, Sendable {
    /// Which score.
    public let pair: Pair
    /// In which heads.
    public let scope: Scope
  }

  /// The scores that are not as they were, and how.
  public private(set) var changes: [Target: ScoreChange] = [:]
  /// The heads whose output is ablated, and how. Of several that name the same head and token, the
  /// narrower scope stands, and a single token before all.
  public var ablations: [Ablation.Target: Ablation] = [:]
  /// The activations that are another run's.
  public var patches = Patches()
  /// What the scores of every head are divided by before softmax.
  public var temperature: Temperature
  /// Whether in every head a token sees only itself and what stands before it.
  public var isCausal: Bool

  /// Nothing edited, at `temperature`, with or without a causal mask.
  public init(temperature: Temperature = .one, isCausal: Bool = false) {
    self.temperature = temperature
    self.isCausal = isCausal
  }

  /// What `edits` do, one after the other.
  public init(_ edits: [Edit], temperature: Temperature = .one, isCausal: Bool = false) {
    self.init(temperature: temperature, isCausal: isCausal)
    for edit in edits { apply(edit) }
  }

  /// Edits that make the same changes, in the order of the sentence: at most an addition and a mask
  /// for each target.
  public var edits: [Edit] {
    targets(differingFrom: Interventions()).flatMap { target in
      (changes[target]?.amounts ?? []).map {
        Edit(query: target.pair.query, key: target.pair.key, scope: target.scope, amount: $0)
      }
    }
  }

  /// Applies `edit` on top of what is there.
  public mutating func apply(_ edit: Edit) {
    let target = Target(pair: edit.pair, scope: edit.scope)
    var change = changes[target] ?? ScoreChange()
    switch edit.amount {
    case .add(let amount): change = change.adding(amount)
    case .mask: change.isMasked = true
    }
    changes[target] = change.isNothing ? nil : change
  }

  /// Takes every mask off the score of `pair` that it has in `head`, also where it stands in other
  /// heads too; what was added stays.
  public mutating func unmask(_ pair: Pair, in head: HeadID) {
    for (target, change) in changes where target.pair == pair && target.scope.reaches(head) {
      var change = change
      change.isMasked = false
      changes[target] = change.isNothing ? nil : change
    }
  }

  /// The same with these scores changed and no others.
  func with(_ changes: [Target: ScoreChange]) -> Interventions {
    var other = self
    other.changes = changes
    return other
  }

  /// Makes the score of `pair` what it was in `head`, and in the other heads of the same edits.
  public mutating func reset(_ pair: Pair, in head: HeadID) {
    changes = changes.filter { !($0.key.pair == pair && $0.key.scope.reaches(head)) }
  }

  /// What all this is for one head.
  ///
  /// - Complexity: O(all that is done).
  public func at(_ head: HeadID) -> HeadInterventions {
    var here: [Pair: ScoreChange] = [:]
    for (target, change) in changes where target.scope.reaches(head) {
      here[target.pair] = (here[target.pair] ?? ScoreChange()).adding(change)
    }
    var (everywhere, ablatedTokens): (Ablation?, [Int: Ablation]) = (nil, [:])
    for (target, ablation) in ablations.sorted(by: { $0.key.scope > $1.key.scope })
    where target.scope.reaches(head) {
      if let token = target.token { ablatedTokens[token] = ablation } else { everywhere = ablation }
    }
    var patched: [Patch.Part: [Int: [Float]]] = [:]
    for part in Patch.Part.allCases where part != .residual && !patches.isEmpty {
      let vectors = patches[Patch.Place(part, at: head)].compactMapValues(\.vector)
      if !vectors.isEmpty { patched[part] = vectors }
    }
    return HeadInterventions(
      changes: here.filter { !$0.value.isNothing }, temperature: temperature, isCausal: isCausal,
      ablation: everywhere, ablations: ablatedTokens, patches: patched)
  }

  /// The hidden states after `layer` that are another run's, by token.
  public func residuals(after layer: Int) -> [Int: [Float]] {
    patches[Patch.Place(.residual, at: HeadID(layer: layer, index: 0))].compactMapValues(\.vector)
  }

  /// The same for a sentence of `count` tokens: what is done at others is left out.
  func limited(to count: Int) -> Interventions {
    var limited = with(changes.filter { $0.key.pair.query < count && $0.key.pair.key < count })
    limited.ablations = ablations.filter { $0.key.token ?? 0 < count }
    for (site, _) in patches where site.token >= count { limited.patches[site] = nil }
    return limited
  }

  /// The ablations that are not the same in `other`, in the order of the heads.
  public func ablations(differingFrom other: Interventions) -> [Ablation.Target] {
    Set(ablations.keys).union(other.ablations.keys)
      .filter { ablations[$0] != other.ablations[$0] }
      .sorted { ($0.scope, $0.token ?? -1) < ($1.scope, $1.token ?? -1) }
  }

  /// The vectors, at whichever tokens, whose patches are not the same in `other`, in the order of the
  /// layers.
  public func patches(differingFrom other: Interventions) -> [Patch.Place] {
    Set(patches.sites(differingFrom: other.patches).map(\.place)).sorted()
  }

  /// The targets that stand changed otherwise than in `other`, in the order of the sentence.
  public func targets(differingFrom other: Interventions) -> [Target] {
    Set(changes.keys).union(other.changes.keys).filter { changes[$0] != other.changes[$0] }
      .sorted {
        ($0.pair.query, $0.pair.key, $0.scope) < ($1.pair.query, $1.pair.key, $1.scope)
      }
  }
}

extension Interventions {
  /// The layers in which something is done otherwise than in `other`; `nil` where that may be any.
  package func layers(differingFrom other: Interventions) -> Set<Int>? {
    guard temperature == other.temperature, isCausal == other.isCausal else { return nil }
    var layers: Set<Int> = []
    let scopes =
      targets(differingFrom: other).map(\.scope) + ablations(differingFrom: other).map(\.scope)
    for scope in scopes {
      switch scope {
      case .head(let head): layers.insert(head.layer)
      case .layer(let layer): layers.insert(layer)
      case .all: return nil
      }
    }
    return layers.union(patches.sites(differingFrom: other.patches).map(\.place.layer))
  }
}
