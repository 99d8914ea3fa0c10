/// What a model adds to a score for how far apart query and key stand, in each head, the same in every
/// layer. Source: Raffel et al., "Exploring the Limits of Transfer Learning", 2019.
struct RelativeBias: Sendable {
  /// For each head the numbers of all distances, from the farthest key before the query on.
  private let numbers: [[Float]]
  private let reach: Int

  /// - Parameters:
  ///   - reach: how many tokens a sentence has at most.
  ///   - number: what is added in a head for a key that stands so many tokens after the query.
  init(heads: Int, reach: Int, _ number: (_ head: Int, _ distance: Int) -> Float) {
    self.reach = reach
    numbers = (0..<heads).map { head in (1 - reach..<reach).map { number(head, $0) } }
  }

  /// What is added to the score of `key` for `query`.
  subscript(head: Int, query: Int, key: Int) -> Float {
    numbers[head][key - query + reach - 1]
  }

  /// Adds to the scores of the first `scores.count` keys for `query`.
  func add(to scores: UnsafeMutableBufferPointer<Float>, _ head: Int, query: Int) {
    numbers[head].withUnsafeBufferPointer { numbers in
      let first = reach - 1 - query
      for key in scores.indices { scores[key] += numbers[first + key] }
    }
  }
}
