import Glibc

/// What a model takes for the token after another, or in a masked one's place: a logit for each token of
/// its vocabulary. Of a classifier one for each of its labels.
public struct NextTokens: Sendable {
  /// A token that may come next, or a label.
  public struct Candidate: Equatable, Sendable {
    /// Its ID in the model's vocabulary, or the label's number.
    public let id: Int
    /// How probable it is: softmax of the logits, or, of a label that holds whatever others do, the
    /// logistic function of its own.
    public let probability: Float
    /// Its logit.
    public let logit: Float
  }

  /// For each token of the vocabulary, by its ID, how much speaks for it.
  public let logits: [Float]
  /// The logarithm of the sum of their exponentials.
  private let logOfSum: Double
  /// Whether one of them holds alone.
  private let isExclusive: Bool

  /// The distribution that softmax makes of `logits`, at least one.
  ///
  /// - Parameter isExclusive: whether one of them holds alone; else each has a probability of its own.
  public init(logits: [Float], isExclusive: Bool = true) {
    (self.logits, self.isExclusive) = (logits, isExclusive)
    let largest = logits.max() ?? 0
    var sum = 0.0
    for logit in logits { sum += Double(expf(logit - largest)) }
    logOfSum = Double(largest) + log(sum)
  }

  /// The logit and the probability of the token `id`, from 0 to below `logits.count`.
  public subscript(id: Int) -> Candidate {
    let logit = Double(logits[id])
    let probability = isExclusive ? exp(logit - logOfSum) : 1 / (1 + exp(-logit))
    return Candidate(id: id, probability: Float(probability), logit: logits[id])
  }

  /// How many tokens have a higher logit than the token `id`.
  ///
  /// - Complexity: O(vocabulary).
  public func rank(of id: Int) -> Int {
    let own = logits[id]
    return logits.reduce(0) { $1 > own ? $0 + 1 : $0 }
  }

  /// The `count` most probable tokens, the first of equals first.
  ///
  /// - Complexity: O(vocabulary · log count).
  public func mostProbable(_ count: Int) -> [Candidate] {
    guard count > 0 else { return [] }
    // The best so far, the last of them first to go.
    var best: [Int] = []
    for id in logits.indices {
      guard best.count < count || logits[id] > logits[best[best.count - 1]] else { continue }
      if best.count == count { best.removeLast() }
      let place = best.firstIndex { logits[$0] < logits[id] } ?? best.count
      best.insert(id, at: place)
    }
    return best.map { self[$0] }
  }
}
