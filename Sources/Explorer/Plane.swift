import AttentionCore

/// Where the tokens' vectors stand in a plane, and where the query's blend stands among them: the
/// blended vector of values, or in a model the query's final vector, to which the blends of all its
/// layers come.
public struct Plane: Sendable {
  /// A place in it.
  public typealias Place = PlaneAxes.Place

  /// The part of the plane that there is something in.
  public struct Bounds: Equatable, Sendable {
    /// From the leftmost to the rightmost place, from the lowest to the highest.
    public private(set) var across, up: ClosedRange<Double>

    fileprivate init?(_ places: some Sequence<Place>, and others: Bounds?) {
      let places = Array(places)
      let across =
        places.map(\.across) + (others.map { [$0.across.lowerBound, $0.across.upperBound] } ?? [])
      let up = places.map(\.up) + (others.map { [$0.up.lowerBound, $0.up.upperBound] } ?? [])
      guard let left = across.min(), let right = across.max(), let low = up.min(),
        let high = up.max()
      else { return nil }
      (self.across, self.up) = (left...right, low...high)
    }
  }

  /// How many places of the blend are kept.
  static let longestTrail = 200

  /// What a place means; the same as long as the sentence is shown.
  public let axes: PlaneAxes
  /// The place of each shown token; `nil` where its vector has none.
  public private(set) var tokens: [Place?]
  /// The place of the blend; `nil` where it has none, as where every score is masked.
  public private(set) var blend: Place?
  /// Where the blend was before anything was edited.
  public let before: Place?
  /// The places that the blend went through while it was looked at, with this query: from where it was
  /// before anything was edited to where it is.
  public private(set) var trail: [Place]
  /// What there is to show. It only ever grows while a sentence is shown, so that nothing jumps;
  /// `nil` where nothing has a place.
  public let bounds: Bounds?
  private let sentence: PreparedScene.Identity
  private let query: Int
  private let layout: TokenLayout
  private let interventions: Interventions

  /// - Parameter earlier: a plane; what it knows of the same sentence is used again, and its trail goes
  ///   on where it is of the same query.
  /// - Complexity: O(d); where the tokens' vectors may have moved, O(n · d).
  public init(_ sentence: Sentence, _ analysis: RowAnalysis, earlier: Plane? = nil) {
    let known = earlier.flatMap { $0.shows(sentence) ? $0 : nil }
    if let known, known.query == sentence.query, known.interventions == sentence.interventions {
      self = known
      return
    }
    let axes = known?.axes ?? PlaneAxes(sentence, analysis)
    let isFinal = sentence.source.readout == .final
    self.axes = axes
    if let known, !isFinal || known.interventions == sentence.interventions {
      tokens = known.tokens
    } else if isFinal {
      tokens = sentence.layout.groups.map { group in
        analysis.attention.final(group).flatMap(axes.place)
      }
    } else {
      tokens = (0..<analysis.values.rows).map { axes.place(of: Array(analysis.values[$0])) }
    }
    let group = sentence.layout.groups[sentence.query]
    // What blends nothing is nowhere, not where its zeros would put it.
    let beforeEdits =
      isFinal
      ? sentence.source.original.final(group)
      : analysis.original.sum > 0 ? analysis.originalBlend : nil
    let before = beforeEdits.flatMap(axes.place)
    let blended = isFinal ? analysis.final : analysis.row.sum > 0 ? analysis.blend : nil
    let blend = blended.flatMap(axes.place)
    let former = known.flatMap { $0.query == sentence.query ? $0.trail : nil } ?? []
    let isOriginal = sentence.interventions == sentence.original
    self.before = before
    self.blend = blend
    trail = Self.trail(
      isOriginal || former.isEmpty ? [before].compactMap { $0 } : former, to: blend)
    bounds = Bounds((tokens + [before, blend]).compactMap { $0 }, and: known?.bounds)
    self.sentence = sentence.identity
    query = sentence.query
    layout = sentence.layout
    interventions = sentence.interventions
  }

  private static func trail(_ former: [Place], to place: Place?) -> [Place] {
    guard let place, former.last != place else { return former }
    return (former + [place]).suffix(longestTrail)
  }

  /// Takes places that lie between those of `former`, where that is of the same tokens, and its own; the
  /// trail ends where the blend then is.
  ///
  /// - Parameter share: how much is its own, from 0 to 1.
  /// - Complexity: O(n).
  package mutating func mix(with former: Plane, share: Double) {
    guard former.sentence === sentence, former.layout == layout else { return }
    let place = { (former: Place?, own: Place?) -> Place? in
      guard let former, let own else { return own }
      return Place(
        across: between(former.across, own.across, share: share),
        up: between(former.up, own.up, share: share))
    }
    tokens = zip(former.tokens, tokens).map(place)
    guard let here = place(former.blend, blend) else { return }
    if trail.last == blend { trail[trail.count - 1] = here }
    blend = here
  }

  /// Whether it is of this sentence, with the same tokens shown.
  private func shows(_ sentence: Sentence) -> Bool {
    self.sentence === sentence.identity && layout == sentence.layout
  }
}
