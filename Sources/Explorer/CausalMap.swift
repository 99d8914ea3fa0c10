import AttentionCore
import Models

/// What the outcome for the query becomes when each head in turn is ablated: its output is zero at every
/// token. Heads whose part in it is large change it much (Wang and others, 2022, arXiv 2211.00593).
///
/// It fills in head by head: the work is done beside the loop, the last layers first, whose effects are
/// the most direct and which take the least time; where something was changed since, before them those
/// that mattered most until then.
public struct CausalMap: Sendable {
  /// What is looked at.
  public enum Outcome: Equatable, Sendable {
    /// The logit of the first token of the pair less that of the second.
    case pair(Token, Token)
    /// The probability of a token, the most probable one as the sentence stands.
    case probability(Token)
    /// A number that the model says, as of a regression head.
    case number(Token)
    /// How far the final vector moves: 1 − the cosine to what it is.
    case distance
  }

  /// What comes of the ablation of one head.
  public struct Effect: Equatable, Sendable {
    /// The logit difference of the pair, or the number; `nil` where there is neither.
    public let difference: Float?
    /// The probability of the pair's first token, or of the most probable one; `nil` in a model that
    /// predicts none.
    public let probability: Float?
    /// 1 − the cosine of the final vector to what it is with the head.
    public let distance: Double
  }

  /// What is computed beside the loop: some heads at a time.
  public struct Work: Sendable {
    fileprivate let map: CausalMap
    fileprivate let heads: ArraySlice<HeadID>

    /// Ablates each of the heads.
    public func done() -> Found {
      var effects: [(HeadID, Effect)] = []
      let seconds = ContinuousClock().measure { effects = map.effects(of: heads) } / .seconds(1)
      return Found(
        state: map.state, effects: effects, cost: heads.reduce(0) { $0 + map.cost(of: $1) },
        seconds: seconds)
    }
  }

  /// What was found.
  public struct Found: Sendable {
    fileprivate let state: QueryState
    fileprivate let effects: [(head: HeadID, effect: Effect)]
    /// How many layers it took, and how long.
    fileprivate let cost: Int
    fileprivate let seconds: Double
  }

  /// What the heads and the other parts of the network add to the outcome themselves.
  public struct Shares: Sendable {
    /// What each adds.
    public let parts: Attribution
    /// The heads, the largest shares first.
    public let sorted: [HeadID]
  }

  /// What is looked at.
  public let outcome: Outcome
  /// What comes without any further ablation.
  public let whole: Effect
  /// What was found so far.
  public private(set) var effects: [HeadID: Effect] = [:]
  /// The heads that were looked at, the largest changes first.
  public private(set) var sorted: [HeadID] = []
  /// What each part of the network adds to the outcome as it is, through the output layer alone; `nil`
  /// before `findShares`, and where the outcome is no logit.
  public private(set) var shares: Shares?
  private var missing: ArraySlice<HeadID>
  /// So many heads that mattered before are looked at first: in any order of the layers more take longer.
  private static let mostFirst = 12
  private var budget = WorkBudget()

  private let attention: any Attention
  private let state: QueryState
  private let layers: Int
  private let ids: [Int]

  /// The map of the query where `sentence` stands, still empty; `nil` where there are no heads.
  ///
  /// - Parameter earlier: a map that is used again where nothing changed.
  package init?(_ sentence: Sentence, _ analysis: RowAnalysis, earlier: CausalMap?) {
    guard sentence.source.runs else { return nil }
    let state = QueryState(sentence)
    if let earlier, earlier.state == state {
      self = earlier
      return
    }
    (self.state, attention) = (state, analysis.attention)
    layers = sentence.source.shape.layers
    let prediction = analysis.prediction
    if let pair = prediction?.pair {
      outcome = .pair(pair.first.token, pair.second.token)
      ids = [pair.first.now.id, pair.second.now.id]
    } else if let first = prediction?.candidates.first {
      outcome = prediction?.kind.isNumber == true ? .number(first.token) : .probability(first.token)
      ids = [first.now.id]
    } else {
      outcome = .distance
      ids = []
    }
    // What mattered before something was changed is likely to matter still.
    let known = earlier.map { $0.state.isOfSameQuery(as: state) ? $0.sorted : [] } ?? []
    let heads = sentence.source.allHeads.sorted { ($1.layer, $0.index) < ($0.layer, $1.index) }
    let likely = known.prefix(Self.mostFirst)
    missing = (likely + heads.filter { !likely.contains($0) })[...]
    let first = (prediction?.pair?.first ?? prediction?.candidates.first)?.now
    let isNumber = prediction?.kind.isNumber ?? false
    whole = Effect(
      difference: isNumber ? first?.logit : prediction?.pair?.now,
      probability: isNumber ? nil : first?.probability, distance: 0)
  }

  /// The whole map of the query where `sentence` stands; `nil` where there are no heads.
  public init?(complete sentence: Sentence) {
    self.init(sentence, RowAnalysis(sentence), earlier: nil)
    while let work { take(work.done()) }
  }

  /// How many heads there are to look at.
  public var headCount: Int { effects.count + missing.count }
  /// Whether every head was looked at.
  public var isComplete: Bool { missing.isEmpty }

  /// What is to be done next; `nil` where nothing is left.
  public var work: Work? {
    missing.isEmpty ? nil : Work(map: self, heads: budget.part(of: missing, cost: cost))
  }

  /// How many layers are run for `head`.
  private func cost(of head: HeadID) -> Int { layers - head.layer }

  /// Takes in what was found, where it is of this map.
  public mutating func take(_ found: Found) {
    guard found.state == state else { return }
    for (head, effect) in found.effects { effects[head] = effect }
    missing.removeAll { effects[$0] != nil }
    budget.adapt(to: found.cost, seconds: found.seconds)
    sorted = effects.keys.sorted(by: change)
  }

  /// Finds the shares, where they are not known yet.
  package mutating func findShares() {
    guard shares == nil, let first = ids.first,
      let parts = attention.attribution(
        state.token, of: first, over: ids.count > 1 ? ids[1] : nil)
    else { return }
    let heads = parts.heads.indices.flatMap { layer in
      parts.heads[layer].indices.map { HeadID(layer: layer, index: $0) }
    }
    shares = Shares(
      parts: parts, sorted: heads.sorted(by: { Double(parts.heads[$0.layer][$0.index]) }))
  }

  /// By how much the outcome changes when `head` is ablated; `nil` where that is not known yet.
  public func change(_ head: HeadID) -> Double? {
    guard let effect = effects[head] else { return nil }
    switch outcome {
    case .pair, .number: return Double((effect.difference ?? 0) - (whole.difference ?? 0))
    case .probability: return Double((effect.probability ?? 0) - (whole.probability ?? 0))
    case .distance: return effect.distance
    }
  }

  private var isNumber: Bool {
    if case .number = outcome { true } else { false }
  }

  /// The difference of the pair's logits, or the number.
  private func difference(_ next: NextTokens) -> Float? {
    switch outcome {
    case .pair: next.logits[ids[0]] - next.logits[ids[1]]
    case .number: next.logits[ids[0]]
    case .probability, .distance: nil
    }
  }

  private func effects(of heads: ArraySlice<HeadID>) -> [(HeadID, Effect)] {
    let variants = heads.map { head in
      var interventions = state.interventions
      interventions.ablations[Ablation.Target(.head(head))] = .zero
      return interventions
    }
    let before = attention.final(state.token) ?? []
    return zip(heads, attention.results(state.token, under: variants)).map { head, result in
      (
        head,
        Effect(
          difference: result.next.flatMap(difference),
          probability: isNumber ? nil : ids.first.flatMap { id in result.next?[id].probability },
          distance: max(0, 1 - Double(cosine(before, result.final))))
      )
    }
  }
}

extension Sequence<HeadID> {
  /// The heads, those of the largest numbers first, whatever their sign.
  fileprivate func sorted(by number: (HeadID) -> Double?) -> [HeadID] {
    map { (head: $0, size: abs(number($0) ?? 0)) }
      .sorted { ($1.size, $0.head) < ($0.size, $1.head) }
      .map(\.head)
  }
}
