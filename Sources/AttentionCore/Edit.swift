/// A query token and a key token, by their places in the sentence, counted from 0.
public struct Pair: Hashable, Sendable {
  /// The token that attends.
  public let query: Int
  /// The token that is attended to.
  public let key: Int

  /// The score from `query` to `key`.
  public init(query: Int, key: Int) {
    self.query = query
    self.key = key
  }
}

/// One thing done to the score of a pair, in one head or in several.
public struct Edit: Equatable, Sendable {
  /// What can be done to a score.
  public enum Amount: Equatable, Sendable {
    /// Add this number to the score.
    case add(Double)
    /// Make the score −∞, so that its weight is exactly 0.
    case mask
  }

  /// Which score.
  public let pair: Pair
  /// In which heads.
  public let scope: Scope
  /// What is done to it.
  public let amount: Amount

  /// An edit of the score from `query` to `key`.
  public init(query: Int, key: Int, scope: Scope = .all, amount: Amount) {
    pair = Pair(query: query, key: key)
    self.scope = scope
    self.amount = amount
  }
}
