/// What a score is made of: score = Σ query · key / divisor + bias.
public struct ScoreFactors: Sendable {
  /// The query vector, d numbers.
  public let query: [Float]
  /// The key vector, d numbers.
  public let key: [Float]
  /// What their dot product is divided by: √d in a model, so that scores of wide heads stay small.
  public let divisor: Double
  /// What the model adds for how far apart the two tokens are.
  public var bias = 0.0

  /// The products of the two vectors, dimension by dimension.
  public var products: [Float] { zip(query, key).map(*) }
}
