/// What a score is made of: score = Σ query · key / divisor.
public struct ScoreFactors: Sendable {
  /// The query vector, d numbers.
  public let query: [Float]
  /// The key vector, d numbers.
  public let key: [Float]
  /// What their dot product is divided by: √d in a model, so that scores of wide heads stay small.
  public let divisor: Double

  /// The products of the two vectors, dimension by dimension.
  public var products: [Float] { zip(query, key).map(*) }
}
