import AttentionCore
import Models

/// What the outcome for the query becomes when single activations are those of the sentence beside, each of
/// them alone: an activation that makes the difference brings much of the outcome there back (Meng and
/// others, 2022, arXiv 2202.05262; Wang and others, 2022, arXiv 2211.00593).
///
/// It fills in while a person goes on: the work is done beside the loop; of heads the last layers first,
/// which take the least time, of hidden states some layers of all, then those between.
public struct PatchingMap: Sendable {
  /// Which activations.
  public enum Kind: Sendable {
    /// Each head's output at the query.
    case heads
    /// The hidden states after each layer, at each token that has a counterpart.
    case residuals
  }

  /// What is computed beside the loop: some activations at a time.
  public struct Work: Sendable {
    fileprivate let map: PatchingMap
    fileprivate let sites: ArraySlice<Patch.Site>

    /// Patches each of them.
    public func done() -> Found {
      var values: [(Patch.Site, Double)] = []
      let seconds = ContinuousClock().measure { values = map.values(patching: sites) } / .seconds(1)
      return Found(
        map: map, values: values, cost: sites.reduce(0) { $0 + map.cost(of: $1) }, seconds: seconds)
    }
  }

  /// What was found.
  public struct Found: Sendable {
    fileprivate let map: PatchingMap
    fileprivate let values: [(site: Patch.Site, value: Double)]
    /// How many layers it took, and how long.
    fileprivate let cost: Int
    fileprivate let seconds: Double
  }

  /// Which activations.
  public let kind: Kind
  /// What is looked at: the pair's difference, the probability of what is most probable beside, or how far
  /// the final vector is from the one beside.
  public let outcome: CausalMap.Outcome
  /// The outcome as the sentence stands.
  public let whole: Double
  /// The outcome in the sentence beside.
  public let target: Double
  /// All the activations.
  public let sites: [Patch.Site]
  /// The outcome with each of those that were looked at.
  public private(set) var values: [Patch.Site: Double] = [:]
  /// Those that were looked at, the largest shares first.
  public private(set) var sorted: [Patch.Site] = []
  private var missing: ArraySlice<Patch.Site>
  private var budget = WorkBudget()

  private let attention: any Attention
  private let state: QueryState
  private let layers: Int
  private let beside: SentenceBeside
  /// What comes next there.
  private let next: NextTokens?
  private let ids: [Int]

  /// The map of the query where `sentence` stands, still empty; `nil` where nothing in the sentence beside
  /// stands for the query.
  ///
  /// - Parameter earlier: a map that is used again where nothing changed.
  package init?(
    _ kind: Kind, _ sentence: Sentence, _ analysis: RowAnalysis, beside: SentenceBeside,
    earlier: PatchingMap?
  ) {
    let state = QueryState(sentence)
    let token = state.token
    let earlier = earlier.flatMap {
      $0.beside.sentence.identity === beside.sentence.identity && $0.state.isOfSameQuery(as: state)
        ? $0 : nil
    }
    if let earlier, earlier.kind == kind, earlier.state == state {
      self = earlier
      return
    }
    guard let other = beside.alignment.counterpart(of: token) else { return nil }
    (self.kind, self.state, self.beside) = (kind, state, beside)
    attention = analysis.attention
    layers = sentence.source.shape.layers
    next = earlier?.next ?? beside.attention.next(after: other)
    if let pair = analysis.prediction?.pair, let next {
      outcome = .pair(pair.first.token, pair.second.token)
      ids = [pair.first.now.id, pair.second.now.id]
      whole = Double(pair.now)
      target = Double(next.logits[ids[0]] - next.logits[ids[1]])
    } else if let prediction = analysis.prediction, let best = next?.mostProbable(1).first {
      let token = Token(predicted: best.id, by: sentence.model)
      let isNumber = prediction.kind.isNumber
      let now = prediction.now[best.id]
      outcome = isNumber ? .number(token) : .probability(token)
      ids = [best.id]
      whole = Double(isNumber ? now.logit : now.probability)
      target = Double(isNumber ? best.logit : best.probability)
    } else {
      outcome = .distance
      ids = []
      let final = analysis.attention.final(token) ?? []
      whole = 1 - Double(cosine(final, beside.attention.final(other) ?? []))
      target = 0
    }
    // What comes after the query says nothing where no token sees it.
    let tokens = sentence.ids?.indices.filter { !sentence.isDecoder || $0 <= token } ?? []
    sites =
      switch kind {
      case .heads:
        sentence.source.allHeads.reversed().map {
          Patch.Site(Patch.Place(.output, at: $0), token: token)
        }
      case .residuals:
        Self.coarseFirst(layers).flatMap { layer in
          tokens.reversed().filter { beside.alignment.counterpart(of: $0) != nil }.map {
            Patch.Site(Patch.Place(.residual, at: HeadID(layer: layer, index: 0)), token: $0)
          }
        }
      }
    missing = sites[...]
  }

  /// So many layers from the last one on: every eighth, then every fourth, and so on.
  private static func coarseFirst(_ layers: Int) -> [Int] {
    (0..<layers).sorted {
      ($1.trailingZeroBitCount, $0) < ($0.trailingZeroBitCount, $1)
    }.map { layers - 1 - $0 }
  }

  /// The whole map of the query where `sentence` stands; `nil` where no sentence is named to be beside, or
  /// nothing in it stands for the query.
  public init?(complete kind: Kind, _ sentence: Sentence) {
    guard let beside = sentence.beside else { return nil }
    self.init(kind, sentence, RowAnalysis(sentence), beside: beside, earlier: nil)
    while let remaining { take(remaining.done()) }
  }

  /// Whether every activation was looked at.
  public var isComplete: Bool { missing.isEmpty || !leadsSomewhere }

  /// What is to be done next; `nil` where nothing is left.
  public var work: Work? {
    leadsSomewhere ? remaining : nil
  }

  private var remaining: Work? {
    missing.isEmpty ? nil : Work(map: self, sites: budget.part(of: missing, cost: cost))
  }

  /// How many layers are run for the activation at `site`.
  private func cost(of site: Patch.Site) -> Int { layers - site.place.layer }

  /// Takes in what was found, where it is of this map.
  public mutating func take(_ found: Found) {
    guard found.map.kind == kind, found.map.state == state,
      found.map.beside.sentence.identity === beside.sentence.identity
    else { return }
    for (site, value) in found.values where values[site] == nil {
      values[site] = value
      sorted.insert(site, at: rank(of: abs(share(site) ?? 0)))
    }
    missing = missing.drop { values[$0] != nil }
    budget.adapt(to: found.cost, seconds: found.seconds)
  }

  /// How many shares are at least `size`.
  private func rank(of size: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if abs(share(sorted[middle]) ?? 0) >= size { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How much of the way to the outcome beside the activation at `site` brings: 0 is none, 1 all of it;
  /// `nil` where that is not known yet, or there is no way to go.
  public func share(_ site: Patch.Site) -> Double? {
    guard let value = values[site], leadsSomewhere else { return nil }
    return (value - whole) / (target - whole)
  }

  /// Whether the outcome beside is another one at all, so that there is something to bring back.
  public var leadsSomewhere: Bool { abs(target - whole) >= Double(Recovery.leastWay) }

  private func values(patching sites: ArraySlice<Patch.Site>) -> [(Patch.Site, Double)] {
    let patched = sites.map { (site: $0, interventions: interventions(patching: $0)) }
    let results = attention.results(state.token, under: patched.compactMap(\.interventions))
    var next = results.makeIterator()
    return patched.map { site, interventions in
      (site, interventions.flatMap { _ in next.next() }.map(value) ?? whole)
    }
  }

  /// The run with the activation at `site` patched; `nil` where it is what it would be anyway.
  private func interventions(patching site: Patch.Site) -> Interventions? {
    guard let other = beside.alignment.counterpart(of: site.token),
      let vector = beside.attention.activation(site.place, token: other),
      // Where both sentences begin alike, nothing is another, unless something was done to it here.
      state.interventions != Interventions()
        || vector != attention.activation(site.place, token: site.token)
    else { return nil }
    var interventions = state.interventions
    interventions.patches[site] = Patch(vector, of: .beside(beside.text.original), token: other)
    return interventions
  }

  private func value(of result: RunResult) -> Double {
    switch outcome {
    case .pair: return result.next.map { Double($0.logits[ids[0]] - $0.logits[ids[1]]) } ?? whole
    case .number: return result.next.map { Double($0.logits[ids[0]]) } ?? whole
    case .probability: return result.next.map { Double($0[ids[0]].probability) } ?? whole
    case .distance:
      let final = beside.alignment.counterpart(of: state.token).flatMap(beside.attention.final)
      return 1 - Double(cosine(result.final, final ?? []))
    }
  }
}
