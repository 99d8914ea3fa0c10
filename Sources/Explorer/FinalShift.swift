import AttentionCore

extension RowAnalysis {
  /// How far an edit moved the final vectors, as cosines between before and after.
  public struct FinalShift: Equatable, Sendable {
    /// The cosine between the final vector of each shown token before and after; of joined pieces
    /// that of the means.
    public let cosines: [Float]

    /// How far the final vector of a shown token moved: 1 − the cosine, at least 0.
    public func distance(_ token: Int) -> Double { max(0, 1 - Double(cosines[token])) }
  }
}

extension RowAnalysis.FinalShift {
  init(before: any Attention, after: any Attention, groups: [Range<Int>]) {
    cosines = groups.map { tokens in
      guard let old = before.final(tokens), let new = after.final(tokens) else { return 1 }
      return cosine(old, new)
    }
  }
}
