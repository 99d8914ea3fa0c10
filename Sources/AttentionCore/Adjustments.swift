/// All that a person has changed about a sentence's attention: edited scores, the temperature and
/// the causal mask. A value; `History` keeps the earlier ones.
public struct Adjustments: Equatable, Sendable {
  /// What stands over one score.
  public struct Change: Equatable, Sendable {
    /// The sum of what was added to the score.
    public var added: Double = 0
    /// Whether the score counts as −∞, whatever was added.
    public var isMasked = false
  }

  /// The scores that are not as they were, and how.
  public private(set) var changes: [Pair: Change] = [:]
  /// What scores are divided by before softmax.
  public var temperature: Temperature
  /// Whether a token sees only itself and what stands before it.
  public var isCausal: Bool

  /// Nothing edited, at `temperature`, with or without a causal mask.
  public init(temperature: Temperature = .one, isCausal: Bool = false) {
    self.temperature = temperature
    self.isCausal = isCausal
  }

  /// What stands over the score of `pair`; nothing added and no mask where it was never edited.
  public subscript(pair: Pair) -> Change { changes[pair] ?? Change() }

  /// Applies `edit` on top of what is there. Additions sum up on a grid of 10⁻⁹, so that as many
  /// steps down as up lead back to exactly nothing; past ±10¹⁰⁰ they grow no more.
  public mutating func apply(_ edit: Edit) {
    var change = self[edit.pair]
    switch edit.amount {
    case .add(let amount): change.added = onGrid(change.added + amount)
    case .mask: change.isMasked = true
    }
    changes[edit.pair] = change == Change() ? nil : change
  }

  /// Takes the mask off the score of `pair`; what was added to it stays.
  public mutating func unmask(_ pair: Pair) {
    guard var change = changes[pair] else { return }
    change.isMasked = false
    changes[pair] = change == Change() ? nil : change
  }

  /// Makes the score of `pair` what it was.
  public mutating func reset(_ pair: Pair) { changes[pair] = nil }

  /// The scores that stand changed otherwise than in `other`, in the order of the sentence.
  public func pairs(differingFrom other: Adjustments) -> [Pair] {
    Set(changes.keys).union(other.changes.keys).filter { self[$0] != other[$0] }
      .sorted { ($0.query, $0.key) < ($1.query, $1.key) }
  }

  /// The scores that `query` has after edits and the causal mask, before the temperature.
  ///
  /// - Parameter original: the row of n scores as the source gives them.
  /// - Returns: n scores, −∞ where masked.
  /// - Complexity: O(n).
  public func scores(_ original: [Double], query: Int) -> [Double] {
    original.enumerated().map { key, score in
      if isCausal && key > query { return -.infinity }
      guard let change = changes[Pair(query: query, key: key)] else { return score }
      return change.isMasked ? -.infinity : score + change.added
    }
  }

  /// The same with every token in sight again.
  public var withoutCausalMask: Adjustments {
    var copy = self
    copy.isCausal = false
    return copy
  }

  private func onGrid(_ amount: Double) -> Double {
    abs(amount) < 1e6 ? (amount * 1e9).rounded() / 1e9 : min(max(amount, -1e100), 1e100)
  }
}
