/// What is done in one head.
public struct HeadInterventions: Equatable, Sendable {
  /// The scores that are not as they were, and how: by query, then by key.
  let rows: [Int: [Int: ScoreChange]]
  /// What scores are divided by before softmax.
  public let temperature: Temperature
  /// Whether a token sees only itself and what stands before it.
  public private(set) var isCausal: Bool
  /// What takes the place of the head's output at every token.
  let ablation: Ablation?
  /// What takes its place at single tokens.
  let ablations: [Int: Ablation]
  /// Activations from another run: the head's own, by token.
  let patches: [Patch.Part: [Int: [Float]]]

  init(
    changes: [Pair: ScoreChange] = [:], temperature: Temperature = .one, isCausal: Bool = false,
    ablation: Ablation? = nil, ablations: [Int: Ablation] = [:],
    patches: [Patch.Part: [Int: [Float]]] = [:]
  ) {
    var rows: [Int: [Int: ScoreChange]] = [:]
    for (pair, change) in changes { rows[pair.query, default: [:]][pair.key] = change }
    self.rows = rows
    self.temperature = temperature
    self.isCausal = isCausal
    self.ablation = ablation
    self.ablations = ablations
    self.patches = patches
  }

  /// The scores that are not as they were, and how.
  public var changes: [Pair: ScoreChange] {
    var changes: [Pair: ScoreChange] = [:]
    for (query, row) in rows {
      for (key, change) in row { changes[Pair(query: query, key: key)] = change }
    }
    return changes
  }

  /// What stands over the score of `pair`; nothing added and no mask where it was never edited.
  public subscript(pair: Pair) -> ScoreChange { rows[pair.query]?[pair.key] ?? ScoreChange() }

  /// The same with every token in sight again.
  public var withoutCausalMask: HeadInterventions {
    var copy = self
    copy.isCausal = false
    return copy
  }

  /// Whether every score stays as it is, the temperature included.
  ///
  /// - Parameter later: whether what stands after a query is hidden from it in any case.
  package func leavesScores(whereHidden later: Bool) -> Bool {
    rows.isEmpty && (later || !isCausal) && temperature == .one
  }

  /// Does to the scores of `query` what is done to them before the temperature divides them: adds and
  /// masks what was edited, and hides what stands after the query where the mask is causal.
  ///
  /// The network's pass (in `Float`) and the row on the screen (in `Double`) both come through here.
  ///
  /// - Parameter scores: the row of n scores as the source gives them; −∞ is masked.
  /// - Complexity: O(n).
  func edit<Number: BinaryFloatingPoint>(
    _ scores: UnsafeMutableBufferPointer<Number>, query: Int
  ) {
    for (key, change) in rows[query] ?? [:] where scores.indices.contains(key) {
      scores[key] = change.isMasked ? -.infinity : scores[key] + Number(change.added)
    }
    if isCausal, query + 1 < scores.count { scores[(query + 1)...].update(repeating: -.infinity) }
  }

  /// Edits the scores of `query` and divides them by the temperature, as softmax takes them.
  ///
  /// - Returns: whether anything is left to see; softmax of nothing but −∞ has no answer.
  package func apply<Number: BinaryFloatingPoint>(
    toScores scores: UnsafeMutableBufferPointer<Number>, query: Int
  ) -> Bool {
    edit(scores, query: query)
    if temperature != .one {
      let temperature = Number(temperature.value)
      for key in scores.indices { scores[key] /= temperature }
    }
    return !scores.allSatisfy { $0 == -.infinity }
  }

  /// The scores that `query` has after edits and the causal mask, before the temperature.
  ///
  /// - Parameter original: the row of n scores as the source gives them.
  /// - Returns: n scores, −∞ where masked.
  /// - Complexity: O(n).
  public func scores(_ original: [Double], query: Int) -> [Double] {
    var scores = original
    scores.withUnsafeMutableBufferPointer { edit($0, query: query) }
    return scores
  }

  /// What takes the place of the head's output for `query`; `nil` where nothing does.
  public func ablation(at query: Int) -> Ablation? { ablations[query] ?? ablation }

  /// Whether every output stays as it is.
  package var leavesOutputs: Bool {
    ablation == nil && ablations.isEmpty && patches[.output] == nil
  }

  /// Whether the mean of the head's outputs over all tokens takes the place of any.
  package var needsMean: Bool { ablation == .mean || ablations.values.contains(.mean) }

  /// Puts in the place of the head's output for `query` what ablates or patches it.
  ///
  /// - Parameters:
  ///   - output: Σ α·v, d numbers.
  ///   - mean: the mean of the head's outputs over all tokens of the run, d numbers; unused unless
  ///     `needsMean`.
  package func apply<Number: BinaryFloatingPoint>(
    toOutput output: UnsafeMutableBufferPointer<Number>, query: Int, mean: [Number]
  ) {
    switch ablation(at: query) {
    case .zero?: output.update(repeating: 0)
    case .mean? where mean.count == output.count: _ = output.update(fromContentsOf: mean)
    case .mean?, nil: break
    }
    patch(.output, output, token: query)
  }

  /// Puts an activation from another run in the place of `numbers`, where there is one for `token`.
  package func patch<Number: BinaryFloatingPoint>(
    _ part: Patch.Part, _ numbers: UnsafeMutableBufferPointer<Number>, token: Int
  ) {
    guard let patch = patches[part]?[token], patch.count == numbers.count else { return }
    for (place, number) in patch.enumerated() { numbers[place] = Number(number) }
  }

  /// The tokens whose query, key or value is another run's.
  package func patchedTokens(_ part: Patch.Part) -> [Int] {
    patches[part].map { Array($0.keys) } ?? []
  }

  /// The tokens whose own scores or outputs are treated otherwise than in `other`; `nil` where that may
  /// be any.
  package func queries(differingFrom other: HeadInterventions) -> Set<Int>? {
    guard temperature == other.temperature, isCausal == other.isCausal, ablation == other.ablation
    else { return nil }
    let edited = Set(rows.keys).union(other.rows.keys).filter { rows[$0] != other.rows[$0] }
    let ablated = Set(ablations.keys).union(other.ablations.keys)
      .filter { ablations[$0] != other.ablations[$0] }
    let (own, others) = (patches[.output] ?? [:], other.patches[.output] ?? [:])
    let patched = Set(own.keys).union(others.keys).filter { own[$0] != others[$0] }
    return edited.union(ablated).union(patched)
  }

  /// The tokens whose query, key or value is another one than in `other`.
  package func projections(differingFrom other: HeadInterventions) -> Set<Int> {
    [Patch.Part.query, .key, .value].reduce(into: []) { tokens, part in
      let (own, others) = (patches[part] ?? [:], other.patches[part] ?? [:])
      tokens.formUnion(Set(own.keys).union(others.keys).filter { own[$0] != others[$0] })
    }
  }
}
