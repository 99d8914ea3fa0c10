import AttentionCore
import Models

/// What the outcome for the query becomes when each head in turn is ablated: its output is zero at every
/// token. Heads whose part in it is large change it much (Wang and others, 2022, arXiv 2211.00593).
///
/// It fills in head by head: the work is done beside the loop, the last layers first, whose effects are
/// the most direct and which take the least time.
public struct CausalMap: Sendable {
  /// What is looked at.
  public enum Outcome: Equatable, Sendable {
    /// The logit of the first token of the pair less that of the second.
    case pair(Token, Token)
    /// The probability of a token, the most probable one as the sentence stands.
    case probability(Token)
    /// How far the final vector moves: 1 − the cosine to what it is.
    case distance
  }

  /// What comes of the ablation of one head.
  public struct Effect: Equatable, Sendable {
    /// The logit difference of the pair; `nil` where there is no pair.
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

    /// Ablates one head after the other.
    public func done() -> Found {
      Found(map: map, effects: heads.map { ($0, map.effect(of: $0)) })
    }
  }

  /// What was found.
  public struct Found: Sendable {
    fileprivate let map: CausalMap
    fileprivate let effects: [(head: HeadID, effect: Effect)]
  }

  /// What is looked at.
  public let outcome: Outcome
  /// What comes without any further ablation.
  public let whole: Effect
  /// What was found so far.
  public private(set) var effects: [HeadID: Effect] = [:]
  private var missing: [HeadID]

  /// What each part of the network adds to the outcome as it is, through the output layer alone; `nil`
  /// where the outcome is no logit.
  public let attribution: Attribution?

  private let attention: any Attention
  private let interventions: Interventions
  private let sentence: PreparedScene.Identity
  private let token: Int
  private let ids: [Int]

  /// The map of the query where `sentence` stands, still empty; `nil` where there are no heads.
  ///
  /// - Parameter earlier: a map that is used again where nothing changed.
  package init?(_ sentence: Sentence, _ analysis: RowAnalysis, earlier: CausalMap?) {
    guard sentence.source.hasHeads else { return nil }
    let token = sentence.layout.groups[sentence.query].upperBound - 1
    if let earlier, earlier.sentence === sentence.identity, earlier.token == token,
      earlier.interventions == sentence.interventions
    {
      self = earlier
      return
    }
    self.sentence = sentence.identity
    (self.token, interventions, attention) = (token, sentence.interventions, analysis.attention)
    let prediction = analysis.prediction
    if let pair = prediction?.pair {
      outcome = .pair(pair.first.token, pair.second.token)
      ids = [pair.first.now.id, pair.second.now.id]
    } else if let first = prediction?.candidates.first {
      outcome = .probability(first.token)
      ids = [first.now.id]
    } else {
      outcome = .distance
      ids = []
    }
    let second = ids.count > 1 ? ids[1] : nil
    attribution =
      if let first = ids.first {
        analysis.attention.attribution(token, of: first, over: second)
      } else { nil }
    missing = sentence.source.allHeads.sorted { ($1.layer, $0.index) < ($0.layer, $1.index) }
    whole = Effect(
      difference: prediction?.pair?.now,
      probability: (prediction?.pair?.first ?? prediction?.candidates.first)?.now.probability,
      distance: 0)
  }

  /// The whole map of the query where `sentence` stands; `nil` where there are no heads.
  public init?(complete sentence: Sentence) {
    self.init(sentence, RowAnalysis(sentence), earlier: nil)
    while let work { take(work.done()) }
  }

  /// Whether every head was looked at.
  public var isComplete: Bool { missing.isEmpty }

  /// What is to be done next; `nil` where nothing is left.
  public var work: Work? {
    missing.isEmpty ? nil : Work(map: self, heads: missing.prefix(Self.atOnce))
  }

  /// How many heads are looked at before what was found is shown.
  private static let atOnce = 6

  /// Takes in what was found, where it is of this map.
  public mutating func take(_ found: Found) {
    guard found.map.sentence === sentence, found.map.token == token,
      found.map.interventions == interventions
    else { return }
    for (head, effect) in found.effects { effects[head] = effect }
    missing.removeAll { effects[$0] != nil }
  }

  /// By how much the outcome changes when `head` is ablated; `nil` where that is not known yet.
  public func change(_ head: HeadID) -> Double? {
    guard let effect = effects[head] else { return nil }
    switch outcome {
    case .pair: return Double((effect.difference ?? 0) - (whole.difference ?? 0))
    case .probability: return Double((effect.probability ?? 0) - (whole.probability ?? 0))
    case .distance: return effect.distance
    }
  }

  /// The heads that were looked at, the largest changes first.
  public var sorted: [HeadID] {
    effects.keys.map { (head: $0, size: abs(change($0) ?? 0)) }
      .sorted { ($1.size, $0.head) < ($0.size, $1.head) }
      .map(\.head)
  }

  private func effect(of head: HeadID) -> Effect {
    var interventions = interventions
    interventions.ablations[Ablation.Target(.head(head))] = .zero
    let ablated = attention.withInterventions(interventions)
    let next = ids.isEmpty ? nil : ablated.next(after: token)
    let (before, after) = (attention.final(token), ablated.final(token))
    return Effect(
      difference: ids.count == 2 ? next.map { $0.logits[ids[0]] - $0.logits[ids[1]] } : nil,
      probability: ids.first.flatMap { id in next?[id].probability },
      distance: max(0, 1 - Double(cosine(before ?? [], after ?? []))))
  }
}
