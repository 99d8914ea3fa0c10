import AttentionCore
import Models

/// What the outcome for the query becomes when single activations are those of the sentence beside, each of
/// them alone: an activation that makes the difference brings much of the outcome there back (Meng and
/// others, 2022, arXiv 2202.05262; Wang and others, 2022, arXiv 2211.00593).
///
/// It fills in while a person goes on: the work is done beside the loop, the last layers first, which take
/// the least time.
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

    /// Patches one after the other.
    public func done() -> Found {
      Found(map: map, values: sites.map { ($0, map.value(patching: $0)) })
    }
  }

  /// What was found.
  public struct Found: Sendable {
    fileprivate let map: PatchingMap
    fileprivate let values: [(site: Patch.Site, value: Double)]
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
  private var missing: [Patch.Site]

  private let attention: any Attention
  private let interventions: Interventions
  private let sentence: PreparedScene.Identity
  private let beside: SentenceBeside
  private let token: Int
  private let ids: [Int]

  /// The map of the query where `sentence` stands, still empty; `nil` where nothing in the sentence beside
  /// stands for the query.
  ///
  /// - Parameter earlier: a map that is used again where nothing changed.
  package init?(
    _ kind: Kind, _ sentence: Sentence, _ analysis: RowAnalysis, beside: SentenceBeside,
    earlier: PatchingMap?
  ) {
    let token = sentence.layout.groups[sentence.query].upperBound - 1
    if let earlier, earlier.isSame(as: (kind, sentence.identity, token)),
      earlier.interventions == sentence.interventions,
      earlier.beside.sentence.identity === beside.sentence.identity
    {
      self = earlier
      return
    }
    guard let other = beside.alignment.counterpart(of: token) else { return nil }
    (self.kind, self.sentence, self.token) = (kind, sentence.identity, token)
    (interventions, attention) = (sentence.interventions, analysis.attention)
    self.beside = beside
    let next = beside.attention.next(after: other)
    if let pair = analysis.prediction?.pair, let next {
      outcome = .pair(pair.first.token, pair.second.token)
      ids = [pair.first.now.id, pair.second.now.id]
      whole = Double(pair.now)
      target = Double(next.logits[ids[0]] - next.logits[ids[1]])
    } else if let prediction = analysis.prediction, let best = next?.mostProbable(1).first {
      outcome = .probability(Token(id: best.id, of: sentence.model.tokenizer))
      ids = [best.id]
      whole = Double(prediction.now[best.id].probability)
      target = Double(best.probability)
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
        (0..<sentence.source.shape.layers).reversed().flatMap { layer in
          tokens.reversed().filter { beside.alignment.counterpart(of: $0) != nil }.map {
            Patch.Site(Patch.Place(.residual, at: HeadID(layer: layer, index: 0)), token: $0)
          }
        }
      }
    missing = sites
  }

  /// The whole map of the query where `sentence` stands; `nil` where no sentence is named to be beside, or
  /// nothing in it stands for the query.
  public init?(complete kind: Kind, _ sentence: Sentence) {
    guard let beside = sentence.beside else { return nil }
    self.init(kind, sentence, RowAnalysis(sentence), beside: beside, earlier: nil)
    while let work { take(work.done()) }
  }

  private func isSame(as other: (Kind, PreparedScene.Identity, Int)) -> Bool {
    kind == other.0 && sentence === other.1 && token == other.2
  }

  /// Whether every activation was looked at.
  public var isComplete: Bool { missing.isEmpty }

  /// What is to be done next; `nil` where nothing is left.
  public var work: Work? {
    missing.isEmpty ? nil : Work(map: self, sites: missing.prefix(Self.atOnce))
  }

  /// How many activations are patched before what was found is shown.
  private static let atOnce = 6

  /// Takes in what was found, where it is of this map.
  public mutating func take(_ found: Found) {
    guard found.map.isSame(as: (kind, sentence, token)),
      found.map.interventions == interventions,
      found.map.beside.sentence.identity === beside.sentence.identity
    else { return }
    for (site, value) in found.values { values[site] = value }
    missing.removeAll { values[$0] != nil }
  }

  /// How much of the way to the outcome beside the activation at `site` brings: 0 is none, 1 all of it;
  /// `nil` where that is not known yet, or there is no way to go.
  public func share(_ site: Patch.Site) -> Double? {
    guard let value = values[site], target != whole else { return nil }
    return (value - whole) / (target - whole)
  }

  /// The activations that were looked at, the largest shares first.
  public var sorted: [Patch.Site] {
    values.keys.map { (site: $0, size: abs(share($0) ?? 0)) }
      .sorted { ($1.size, $0.site.place, $0.site.token) < ($0.size, $1.site.place, $1.site.token) }
      .map(\.site)
  }

  private func value(patching site: Patch.Site) -> Double {
    guard let other = beside.alignment.counterpart(of: site.token),
      let vector = beside.attention.activation(site.place, token: other),
      // Where both sentences begin alike, nothing is another.
      vector != attention.activation(site.place, token: site.token)
    else { return whole }
    var interventions = interventions
    interventions.patches[site] = Patch(
      vector, of: .beside(beside.text.original), token: other)
    let patched = attention.withInterventions(interventions)
    switch outcome {
    case .pair:
      return patched.next(after: token).map { Double($0.logits[ids[0]] - $0.logits[ids[1]]) }
        ?? whole
    case .probability:
      return patched.next(after: token).map { Double($0[ids[0]].probability) } ?? whole
    case .distance:
      let final = beside.alignment.counterpart(of: token).flatMap(beside.attention.final)
      return 1 - Double(cosine(patched.final(token) ?? [], final ?? []))
    }
  }
}
