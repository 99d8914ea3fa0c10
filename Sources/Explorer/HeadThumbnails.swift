import AttentionCore

/// The whole matrix of every head of a source, made small.
public struct HeadThumbnails: Sendable {
  /// At more tokens than this the heads take longer to read than a key may, and a picture so small
  /// shows little of them.
  public static let mostTokens = 128
  /// At most so many rows and columns are kept.
  static let side = 32

  /// For each head, in the order of `AttentionSource.allHeads`, at most 32 rows of at most 32 weights.
  public private(set) var maps: [[[Float]]]

  private let sentence: PreparedScene.Identity
  private let layout: TokenLayout
  private let interventions: Interventions

  /// The thumbnails of the sentence as it stands; `nil` where it is too long or its source has no heads.
  ///
  /// - Complexity: O(heads · n² · d), where anything has changed.
  public init?(_ sentence: Sentence, _ analysis: RowAnalysis, earlier: HeadThumbnails?) {
    if let earlier, earlier.sentence === sentence.identity, earlier.layout == sentence.layout,
      earlier.interventions == sentence.interventions
    {
      self = earlier
      return
    }
    guard sentence.source.hasHeads, sentence.count <= Self.mostTokens else { return nil }
    maps = sentence.source.allHeads.map { head in
      let weights = sentence.layout.shown(analysis.attention.weights(head) ?? [])
      return pooled(weights, height: Self.side, width: Self.side)
    }
    self.sentence = sentence.identity
    (layout, interventions) = (sentence.layout, sentence.interventions)
  }

  /// Takes weights that lie between those of `former`, where these are of the same tokens, and their own.
  ///
  /// - Parameter share: how much is their own, from 0 to 1.
  /// - Complexity: O(heads), and O(the numbers of what differs).
  package mutating func mix(with former: HeadThumbnails, share: Double) {
    guard former.sentence === sentence, former.layout == layout else { return }
    maps = zip(former.maps, maps).map { former, map in
      zip(former, map).map { between($0, $1, share: share) }
    }
  }
}
